from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "portal.reach"
    label = "reach"
    verbose_name = "Bereik"
    default_auto_field = "django.db.models.BigAutoField"
