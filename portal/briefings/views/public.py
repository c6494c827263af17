"""What schools and everyone else read, and the page behind the buttons in the mail."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.briefings.forms import ReplyForm
from portal.briefings.models import Acknowledgement, Briefing, BriefingVersion, Delivery, Reply
from portal.briefings.notifications import delivery_of
from portal.briefings.rendering import context_of
from portal.briefings.services import record_reply
from portal.briefings.workflow import State
from portal.core.public_form import public_form

# The button that was pressed in the mail, as its link says it: `?keuze=steun`.
CHOICES = {"gelezen": Reply.READ, "gedeeld": Reply.SHARED, "steun": Reply.SUPPORT}


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
def confirm(request, token):
    """GET shows, POST records: link scanners open links but do not press buttons."""
    delivery = delivery_of(token)
    if delivery is None:
        return render(request, "briefings/link_unknown.html", {"trail": trail()}, status=404)
    if request.method != "POST":
        return confirm_page(request, delivery, ReplyForm(), chosen=CHOICES.get(request.GET.get("keuze", ""), ""))
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
    rows = delivery.dispatch.acknowledgements.filter(organisation=delivery.organisation)
    answers = {answer.kind: answer for answer in rows}
    context = {
        **reading_context(delivery.dispatch.version),
        "delivery": delivery,
        "form": form,
        "chosen": chosen,
        "answers": answers,
        "now": timezone.now(),
        "buttons": buttons(answers, chosen),
    }
    return render(request, "briefings/confirm.html", context, status=status)


def buttons(answers: dict[str, Acknowledgement], chosen: str) -> list[Reply]:
    """What the school can still tell besides asking for support, the button of its mail first."""
    open_ones = [kind for kind in (Reply.READ, Reply.SHARED) if kind not in answers]
    return sorted(open_ones, key=lambda kind: kind != chosen)
