from django.urls import path

from . import team_views

app_name = "team_trainings"

urlpatterns = [
    path("trainingen/", team_views.editions, name="editions"),
    path("trainingen/<int:pk>/", team_views.edition, name="edition"),
    path("trainingen/<int:pk>/plaatsen/", team_views.capacity, name="capacity"),
    path("trainingen/<int:pk>/annuleren/", team_views.cancel_edition, name="cancel"),
]
