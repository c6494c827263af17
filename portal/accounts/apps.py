from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.accounts import notifications, services, sessions, signals
        from portal.core import jobs

        notifications.register_kinds()
        signals.connect()
        jobs.register(
            jobs.PeriodicJob("accounts.delete_unconfirmed", timedelta(days=1), services.delete_unconfirmed_accounts)
        )
        jobs.register(jobs.PeriodicJob("accounts.ended_sessions", timedelta(hours=1), sessions.forget_expired))
        # Other apps make their permissions in the same signal; the last sender completes the groups.
        post_migrate.connect(signals.sync_after_migrate, dispatch_uid="accounts.sync_roles")
