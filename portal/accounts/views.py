"""The page of someone who is signed in, and the redirects of closed doors."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.accounts.overview import panels_for
from portal.accounts.workplaces import workplaces_of


@csrf_exempt
def to_sign_in(request, *args, **kwargs):
    """A redirect for every method: nothing that is posted here is read."""
    return HttpResponseRedirect(reverse("account_login"))


@login_required
@require_safe
def overview(request):
    """Someone's own page: for the team first where to work, then the account."""
    user = request.user
    context = {
        "frame": "staff_base.html" if user.is_staff else "account_base.html",
        "workplaces": workplaces_of(user),
        "panels": panels_for(request),
    }
    return render(request, "accounts/overview.html", context)
