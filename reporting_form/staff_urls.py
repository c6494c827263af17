from django.urls import path

from reporting_form.views import team, vault

app_name = "reporting_form_team"
urlpatterns = [
    path("meldpunt/", team.queue_page, name="queue"),
    path("meldpunt/ontgrendelen/", vault.unlock, name="unlock"),
    path("meldpunt/slot/", vault.lock, name="lock"),
    path("meldpunt/zaak/<uuid:pk>/", team.case_page, name="case"),
    path("meldpunt/zaak/<uuid:pk>/neem/", team.take_case, name="take"),
    path("meldpunt/zaak/<uuid:pk>/antwoord/", team.answer_case, name="answer"),
    path("meldpunt/zaak/<uuid:pk>/stap/", team.move_case, name="step"),
    path("meldpunt/zaak/<uuid:pk>/contact/", team.contact, name="contact"),
]
