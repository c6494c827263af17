from django.apps import AppConfig
from django.conf import settings


class ReportingFormConfig(AppConfig):
    name = "reporting_form"
    label = "reporting_form"
    verbose_name = "Meldpunt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from portal.accounts import leaving
        from reporting_form.services.members import leave

        leaving.register(leave)
        if settings.DEMO:
            from portal.accounts import demo_accounts
            from reporting_form.demo.passphrases import note

            demo_accounts.register_note(note)
