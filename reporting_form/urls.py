from django.urls import path

from reporting_form.models.case import Path
from reporting_form.views import intake, thread

app_name = "reporting_form"
urlpatterns = [
    path("meldpunt/advies/", intake.intake, {"path": Path.ADVICE}, name="advice"),
    path("meldpunt/zorg/", intake.intake, {"path": Path.CONCERN}, name="concern"),
    path("meldpunt/zelf/", intake.intake, {"path": Path.SELF}, name="self"),
    path("meldpunt/vervolg/", thread.follow_up, name="follow_up"),
]
