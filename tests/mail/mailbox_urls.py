"""The mailbox alone, for tests of its views; the demonstration mounts it the same way."""

from django.urls import include, path

from portal.urls import *  # noqa: F403  (base.html links to the rest of the portal)
from portal.urls import urlpatterns as portal_patterns

urlpatterns = [path("demo/mailbox/", include("portal.mail.demo_urls")), *portal_patterns]
