"""Addresses in every language."""

from django.urls import path

from portal.core import views

app_name = "core_local"
urlpatterns = [path("verlaat/uitleg/", views.exit_explained, name="exit_explained")]
