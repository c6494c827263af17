from django.urls import path

from . import views

app_name = "trainings"

urlpatterns = [
    path("trainingen/uitvoering/<int:pk>/aanmelden/", views.sign_up, name="sign_up"),
    path("trainingen/uitvoering/<int:pk>/aangemeld/", views.signed_up, name="signed_up"),
    path("trainingen/aanmelding/gewist/", views.disowned, name="disowned"),
    path("trainingen/aanmelding/<int:pk>-<str:token>/", views.manage, name="manage"),
]
