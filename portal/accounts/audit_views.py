"""The log of who saw and did what, for the auditor: to read, never to change."""

from datetime import date, datetime
from typing import cast

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.accounts.decorators import staff_required
from portal.audit.chain import LATE
from portal.audit.models import AuditEntry, AuditEntryQuerySet
from portal.audit.words import ACTIONS

ROWS_PER_PAGE = 50
MONTH = "%Y-%m"


class EntryFilter(forms.Form):
    """Which rows to show. A value that is not offered filters nothing."""

    actie = forms.ChoiceField(label=_("Handeling"), required=False)
    maand = forms.ChoiceField(label=_("Maand"), required=False)

    def __init__(self, *args, months: list[date], **kwargs):
        super().__init__(*args, **kwargs)
        words = sorted(((slug, str(text)) for slug, text in ACTIONS.items()), key=lambda choice: choice[1])
        action, month_field = (cast(forms.ChoiceField, self.fields[name]) for name in ("actie", "maand"))
        action.choices = [("", _("Alle handelingen")), *words]
        month_field.choices = [
            ("", _("Alle maanden")),
            *((month.strftime(MONTH), date_format(month, "F Y")) for month in months),
        ]

    def apply(self, entries: AuditEntryQuerySet) -> AuditEntryQuerySet:
        self.is_valid()
        if action := self.cleaned_data.get("actie"):
            entries = entries.filter(action=action)
        if month := self.cleaned_data.get("maand"):
            start = timezone.make_aware(datetime.strptime(month, MONTH))
            entries = entries.filter(at__gte=start, at__lt=start + relativedelta(months=1))
        return entries


def months_of_the_log() -> list[date]:
    """Every month from now back to the oldest row."""
    oldest = AuditEntry.objects.order_by("pk").values_list("at", flat=True).first()
    this_month = timezone.localdate().replace(day=1)
    first = timezone.localdate(oldest).replace(day=1) if oldest else this_month
    count = (this_month.year - first.year) * 12 + this_month.month - first.month
    return [this_month - relativedelta(months=back) for back in range(count + 1)]


@require_safe
@staff_required("audit.view_auditentry")
def entries(request: HttpRequest) -> HttpResponse:
    """The rows, newest first, and whether the chain is up to date."""
    form = EntryFilter(request.GET, months=months_of_the_log())
    page = Paginator(form.apply(AuditEntry.objects.order_by("-pk")), ROWS_PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "last_sealed": AuditEntry.objects.sealed().order_by("-sequence").first(),
        "late": AuditEntry.objects.unsealed_for(LATE).count(),
    }
    return render(request, "audit/entries.html", context)
