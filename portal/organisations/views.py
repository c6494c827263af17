"""Asking for a membership, and deciding about the memberships of one's own organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.organisations import services
from portal.organisations.forms import DecisionForm, MembershipRequestForm
from portal.organisations.models import Membership
from portal.organisations.queries import memberships_to_decide


def membership_panel(request) -> str:
    """The part of the account page that says where this person works."""
    memberships = Membership.objects.current().filter(user=request.user).select_related("organisation")
    return render_to_string("organisations/membership_panel.html", {"memberships": memberships}, request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_membership(request):
    form = MembershipRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.request_membership(actor=request.user, organisation=form.cleaned_data["organisation"])
        messages.success(request, _("Uw aanvraag is verstuurd. U krijgt een mail als zij is bevestigd."))
        return HttpResponseRedirect(reverse("accounts:overview"))
    return render(request, "organisations/request_membership.html", {"form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def coordinate(request):
    """For the coordinator of an organisation, and for staff that decides about all of them."""
    memberships = memberships_to_decide(request.user)
    if memberships is None:
        raise PermissionDenied
    if request.method == "POST":
        return decide(request)
    return render(request, "organisations/coordinate.html", {"memberships": memberships})


def decide(request):
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Dit kan niet meer. De status is al veranderd."))
        return HttpResponseRedirect(reverse("organisations:coordinate"))
    try:
        services.decide_membership(actor=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(reverse("organisations:coordinate"))
