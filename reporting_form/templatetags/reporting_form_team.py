"""`{% load reporting_form_team %}`: how the queue shows a state, a due date and an asker."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reporting_form.models import Case
from reporting_form.queries import QueueRow

register = template.Library()

ASKERS = {
    "family": gettext_lazy("ouder of familie"),
    "acquaintance": gettext_lazy("vriend, buur of collega"),
    "school": gettext_lazy("van een school"),
    "professional": gettext_lazy("van een professional"),
}
SHAPES: dict[str, str] = {
    Case.State.SCREENING: "busy",
    Case.State.SECOND_OPINION: "busy",
    Case.State.WEIGHING_SUBMITTED: "busy",
    Case.State.RETURNED: "busy",
    Case.State.MORE_INFORMATION: "wait",
    Case.State.WEIGHING_PROPOSED: "eyes",
    Case.State.ADVISED: "done",
    Case.State.REFERRED_TO_HELP: "done",
    Case.State.DECLINED: "done",
    Case.State.UNFOUNDED: "done",
    Case.State.HANDED_OVER: "done",
    Case.State.CLOSED: "done",
}


@register.simple_tag
def state(case: Case) -> SafeString:
    """The state as a sign, always with its word."""
    shape = SHAPES.get(case.state, "")
    return format_html('<span class="state{}">{}</span>', f" state--{shape}" if shape else "", case.get_state_display())


@register.simple_tag
def asker(slug: str) -> str:
    """ ", ouder of familie" after the kind of a case; nothing for who did not say."""
    return f", {ASKERS[slug]}" if slug in ASKERS else ""


@register.simple_tag
def due(row: QueueRow) -> SafeString:
    """When the answer must be there, or when it was given."""
    late = " due--late" if row.is_late else ""
    day = date_format(row.due_on or row.answered_on or row.case.arrived_on, "l j F")
    return format_html('<span class="due{}"><b>{}</b><small>{}</small></span>', late, words_for(row), day)


def words_for(row: QueueRow) -> str:
    if row.due_on is None:
        return _("Gegeven")
    if row.is_late:
        return ngettext("%(days)d dag te laat", "%(days)d dagen te laat", row.days_late) % {"days": row.days_late}
    ahead = (row.due_on - row.today).days
    return {0: _("Vandaag"), 1: _("Morgen")}.get(ahead) or _("Over %(days)d dagen") % {"days": ahead}
