"""What schools and everyone else read, and the page behind the buttons in the mail."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.briefings.forms import ReplyForm
from portal.briefings.models import Briefing, BriefingVersion, Delivery, Reply
from portal.briefings.notifications import delivery_of
from portal.briefings.rendering import context_of
from portal.briefings.services import record_reply
from portal.briefings.workflow import State
from portal.core.public_form import public_form


@require_safe
def index(request):
    return render(request, "briefings/index.html", {"briefings": Briefing.objects.published()})


@require_safe
def detail(request, slug):
    """The approved page; a withdrawn briefing says so with 410, without its text."""
    version = published_version(slug)
    if version.briefing.state == State.WITHDRAWN:
        return withdrawn_page(request, version.briefing)
    return render(request, "briefings/detail.html", reading_context(version))


@require_safe
def age_guide(request, slug, age):
    """One sheet of A4 for one age group: what is known, what to say, what rather not."""
    version = published_version(slug)
    if version.briefing.state == State.WITHDRAWN:
        return withdrawn_page(request, version.briefing)
    context = reading_context(version)
    guide = next((guide for guide in context["page"]["ages"] if guide["slug"] == age), None)
    if guide is None:
        raise Http404
    return render(request, "briefings/age_guide.html", {**context, "guide": guide})


def published_version(slug: str) -> BriefingVersion:
    """The version that was sent, with its briefing and dispatch; 404 when there is none."""
    versions = BriefingVersion.objects.select_related("briefing", "dispatch").filter(dispatch__isnull=False)
    return get_object_or_404(versions, briefing__slug=slug)


def reading_context(version: BriefingVersion) -> dict:
    return {"page": context_of(version.page), "briefing": version.briefing, "version": version, "trail": trail()}


def trail() -> list[tuple[str, str]]:
    return [(_("Berichten"), reverse("briefings:index"))]


def withdrawn_page(request, briefing: Briefing) -> HttpResponse:
    context = {"briefing": briefing, "trail": trail()}
    return render(request, "briefings/withdrawn.html", context, status=410)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, slug, token):
    """GET shows, POST records: link scanners open links but do not press buttons."""
    delivery = delivery_of(slug, token)
    if delivery is None:
        return render(request, "briefings/link_unknown.html", {"trail": trail()}, status=404)
    if request.method != "POST":
        return confirm_page(request, delivery, ReplyForm(), chosen=request.GET.get("knop", ""))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return confirm_page(request, delivery, form, chosen=form.data.get("kind", ""), status=400)
    record_reply(
        delivery=delivery,
        kind=Reply(form.cleaned_data["kind"]),
        support_kinds=form.cleaned_data["support_kinds"],
        note=form.cleaned_data["note"],
    )
    return redirect(request.path)


def confirm_page(request, delivery: Delivery, form: ReplyForm, chosen: str, status: int = 200) -> HttpResponse:
    answers = delivery.dispatch.acknowledgements.filter(organisation=delivery.organisation)
    context = {
        **reading_context(delivery.dispatch.version),
        "delivery": delivery,
        "form": form,
        "chosen": chosen if chosen in Reply.values else "",
        "answers": {answer.kind: answer for answer in answers},
    }
    return render(request, "briefings/confirm.html", context, status=status)
