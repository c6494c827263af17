"""Addresses without a language, at the root."""

from django.urls import path

from portal.core import views

app_name = "core"
urlpatterns = [
    path("verlaat/", views.leave, name="exit"),
    path("verlaat/leeg/", views.blank, name="blank"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
]
