from django.urls import path

from portal.briefings.views import team

app_name = "team_briefings"

urlpatterns = [
    path("briefings/", team.listing, name="list"),
    path("briefings/nieuw/", team.create, name="create"),
    path("briefings/<int:pk>/", team.show, name="show"),
    path("briefings/<int:pk>/bewerken/", team.edit, name="edit"),
    path("briefings/<int:pk>/nakijken/", team.check, name="check"),
    path("briefings/<int:pk>/goedkeuren/", team.decide, name="decide"),
    path("briefings/<int:pk>/live/", team.live, name="live"),
    path("briefings/<int:pk>/sluiten/", team.close, name="close"),
    path("briefings/<int:pk>/intrekken/", team.withdraw, name="withdraw"),
]
