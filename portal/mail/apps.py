from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "portal.mail"
    label = "mail"
    verbose_name = "Uitgaande mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import audit_head, tasks

        audit_head.register()
        tasks.register_jobs()
