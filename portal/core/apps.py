from datetime import timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Gedeelde onderdelen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.core.signals import got_request_exception

        from . import checks, jobs, rate_limit, shared_cache, signals  # noqa: F401  (system checks register on import)
        from .errors import log_error

        signals.connect()
        got_request_exception.connect(log_error, dispatch_uid="portal.core.errors")
        jobs.register(jobs.PeriodicJob("core.rate_counts", timedelta(minutes=10), rate_limit.forget_ended_windows))
        jobs.register(jobs.PeriodicJob("core.cache_rows", timedelta(minutes=10), shared_cache.forget_expired))
