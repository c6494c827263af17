"""Pages for the team, mounted at team/."""

from django.urls import path

from portal.accounts import audit_views

app_name = "team_accounts"

urlpatterns = [path("audit/", audit_views.entries, name="audit")]
