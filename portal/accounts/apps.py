from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.accounts import notifications, signals

        notifications.register_kinds()
        signals.connect()
        # Other apps make their permissions in the same signal; the last sender completes the groups.
        post_migrate.connect(signals.sync_after_migrate, dispatch_uid="accounts.sync_roles")
