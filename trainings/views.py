"""Signing up and the page behind the link in the mail. Neither needs an account, a cookie or a script."""

from typing import cast

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.access import levels_for
from portal.core.network import visitor_key
from portal.core.public_form import public_form
from portal.core.rate_limit import count
from portal.mail.links import check_token
from trainings import services
from trainings.forms import SignUpForm, fresh_values
from trainings.models import Edition, EditionStatus, Registration, SignUp, State
from trainings.notifications import LINK_KIND

# A whole school may sign up behind one address, in one hour.
SIGN_UPS_PER_HOUR = 60


class SeeOther(HttpResponseRedirect):
    """303: whatever was posted, look there; going back or reloading posts nothing again."""

    status_code = 303


def _edition_or_404(pk: int) -> Edition:
    """An edition that visitors may sign up for on this site; what is hidden does not exist."""
    editions = Edition.objects.exclude(status=EditionStatus.DRAFT).with_meetings().select_related("training")
    shown = {"training__live": True, "training__access_level__in": levels_for(None)}
    return get_object_or_404(editions.filter(training__sign_up=SignUp.INTERNAL, **shown), pk=pk)


def _place_in_site(edition: Edition) -> dict:
    """What every page about an edition shows: the training in the visitor's language, and the way to it."""
    training = edition.training.localized
    return {"edition": edition, "training": training, "trail": [*training.trail, training]}


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request, pk: int) -> HttpResponse:
    edition = _edition_or_404(pk)
    if not edition.accepts():
        return _closed(request, edition)
    if request.method != "POST":
        return _form_page(request, edition, SignUpForm(initial=fresh_values(), training=edition.training))
    form = SignUpForm(request.POST, training=edition.training)
    if form.says_not_eligible:
        again = SignUpForm(initial={**fresh_values(), **form.typed}, training=edition.training)
        return _form_page(request, edition, again, is_refused=True)
    if not form.is_valid():
        return _form_page(request, edition, _with_hidden_values(form))
    if count("training-sign-up", visitor_key(request), 3600) > SIGN_UPS_PER_HOUR:
        form.add_error(None, _("Er komen nu erg veel aanmeldingen binnen. Probeer het over een uur opnieuw."))
        return _form_page(request, edition, form, status=429)
    return _place(request, edition, form)


def _place(request, edition: Edition, form: SignUpForm) -> HttpResponse:
    """The same answer for a place, the queue and an address that we knew already."""
    try:
        services.place(
            edition=edition, **form.facts, idempotency_key=form.cleaned_data["key"], locale=get_language() or "nl"
        )
    except services.SignUpClosedError:
        return _closed(request, edition)
    return SeeOther(reverse("trainings:signed_up", args=[edition.pk]))


def _with_hidden_values(form: SignUpForm) -> SignUpForm:
    """Hidden values that were lost or forged are replaced, so that the second try works; the trap is emptied."""
    data = cast(QueryDict, form.data).copy()
    fresh = fresh_values()
    if form.started_at is None:
        data["started"] = fresh["started"]
    if "key" in form.errors or not data.get("key"):
        form.errors.pop("key", None)
        data["key"] = fresh["key"]
    data["website"] = ""
    form.data = data
    return form


def _form_page(
    request, edition: Edition, form: SignUpForm, *, is_refused: bool = False, status: int = 200
) -> HttpResponse:
    context = {**_place_in_site(edition), "form": form, "is_refused": is_refused}
    return render(request, "trainings/sign_up.html", context, status=status)


def _closed(request, edition: Edition) -> HttpResponse:
    """Too early, too late or called off: say which, and show what is still possible."""
    status = 409 if request.method == "POST" else 200
    return render(request, "trainings/sign_up_closed.html", _place_in_site(edition), status=status)


@require_safe
def signed_up(request, pk: int) -> HttpResponse:
    """The answer to everyone who signed up; it says nothing about who that was."""
    edition = _edition_or_404(pk)
    return render(request, "trainings/signed_up.html", _place_in_site(edition))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request, pk: int, token: str) -> HttpResponse:
    """GET shows, POST acts: mail scanners open links too."""
    registration = _registration_or_none(pk, token)
    if registration is None:
        return render(request, "trainings/link_expired.html", status=404)
    if request.method != "POST":
        return _manage_page(request, registration)
    match request.POST.get("action"):
        case "cancel":
            return _cancel(request, registration)
        case "disown":
            services.disown(registration=registration)
            return SeeOther(reverse("trainings:disowned"))
        case _:
            return _manage_page(request, registration, status=400)


def _registration_or_none(pk: int, token: str) -> Registration | None:
    rows = Registration.objects.select_related("edition__training", "edition__pool")
    registration = rows.exclude(state=State.ANONYMISED).filter(pk=pk).first() if pk < 2**63 else None
    generation = registration.generation if registration else 0
    is_valid = check_token(token, LINK_KIND, pk, generation)
    return registration if is_valid else None


def _manage_page(request, registration: Registration, *, too_late: bool = False, status: int = 200) -> HttpResponse:
    edition = registration.edition
    context = {
        **_place_in_site(edition),
        "registration": registration,
        "may_cancel": registration.is_active and edition.may_be_left(),
        "too_late": too_late,
    }
    return render(request, "trainings/manage.html", context, status=status)


def _cancel(request, registration: Registration) -> HttpResponse:
    try:
        services.cancel(registration=registration)
    except services.TooLateToCancelError:
        return _manage_page(request, registration, too_late=True, status=409)
    return SeeOther(request.path)


@require_safe
def disowned(request) -> HttpResponse:
    return render(request, "trainings/disowned.html")
