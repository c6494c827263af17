from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    name = "trainings"
    label = "trainings"
    verbose_name = "Trainingen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import notifications

        notifications.register_kinds()
