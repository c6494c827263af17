"""Membership pages, mounted at accounts/ before allauth's own patterns."""

from django.urls import path

from portal.organisations import views

app_name = "organisations"

urlpatterns = [
    path("lidmaatschap/", views.request_membership, name="request_membership"),
    path("organisatie/", views.coordinate, name="coordinate"),
]
