"""Addresses for tests of the shell: the portal's own, and pages that fail in every way."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from portal.core import views

handler400 = "portal.core.views.bad_request"
handler403 = "portal.core.views.permission_denied"
handler404 = "portal.core.views.page_not_found"
handler429 = "portal.core.views.too_many_requests"
handler500 = "portal.core.views.server_error"


def broken(request):
    raise ValueError("geheim van de melder")


def forbidden(request):
    raise PermissionDenied


def empty_page(request):
    return render(request, "base.html")


def team_page(request):
    return render(request, "staff_base.html")


@csrf_protect
def guarded_form(request):
    return HttpResponse("aangenomen")


urlpatterns = [
    path("accounts/", include("portal.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.core.urls")),
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("form/", guarded_form),
    path("busy/", views.too_many_requests),
    path("team/", team_page),
    path("style/", views.style_page),
    *i18n_patterns(
        path("", include("portal.core.local_urls")),
        path("", empty_page),
        path("meldpunt/advies/", empty_page),
        prefix_default_language=False,
    ),
]
