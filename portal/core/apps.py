from datetime import timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "Gedeelde onderdelen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, jobs, rate_limit, signals  # noqa: F401  (system checks register on import)

        signals.connect()
        jobs.register(jobs.PeriodicJob("core.rate_counts", timedelta(minutes=10), rate_limit.forget_ended_windows))
