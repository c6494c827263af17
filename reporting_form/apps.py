from django.apps import AppConfig


class ReportingFormConfig(AppConfig):
    name = "reporting_form"
    label = "reporting_form"
    verbose_name = "Meldpunt"
    default_auto_field = "django.db.models.BigAutoField"
