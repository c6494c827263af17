"""Account pages for professionals, and the redirects of closed doors."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


@csrf_exempt
def to_sign_in(request, *args, **kwargs):
    """A redirect for every method: nothing that is posted here is read."""
    return HttpResponseRedirect(reverse("account_login"))


@require_safe
@login_required
def overview(request):
    return render(request, "accounts/overview.html")


@login_required
def request_membership(request):
    return HttpResponseRedirect(reverse("accounts:overview"))


@login_required
def coordinate(request):
    return HttpResponseRedirect(reverse("accounts:overview"))
