"""The lists and single pages of what is not a page in the tree: definitions and tools."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .models import Audience, Definition, Tool, ToolKind


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    found = sorted(Definition.objects.readable_in(), key=lambda definition: definition.term.casefold())
    return render(request, "knowledgebase/definitions.html", {"definitions": found})


@require_safe
def definition(request: HttpRequest, slug: str) -> HttpResponse:
    found = _one(Definition.objects.readable_in(), slug)
    trail = [(_("Begrippen"), reverse("knowledgebase:definitions"))]
    return render(request, "knowledgebase/definition.html", {"definition": found, "trail": trail})


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    """The library; an unknown filter value is as good as none."""
    visible = Tool.objects.visible_to(request.user).readable_in()
    kind, audience = request.GET.get("soort", ""), request.GET.get("doelgroep", "")
    context = {
        "tools": visible.of_kind(kind).for_audience(audience),
        "filters": [
            {"name": "soort", "label": _("Soort"), "choices": ToolKind.choices, "chosen": kind},
            {"name": "doelgroep", "label": _("Voor wie"), "choices": Audience.choices, "chosen": audience},
        ],
    }
    return render(request, "knowledgebase/tools.html", context)


@require_safe
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """One tool; a tool that this visitor may not know of answers like one that does not exist."""
    found = _one(Tool.objects.visible_to(request.user).readable_in(), slug)
    facts = [
        (_("Soort"), found.get_kind_display()),
        (_("Van wie"), found.owner),
        (_("Voor wie"), ", ".join(found.audience_labels)),
        (_("Taal"), found.get_language_display()),
        (_("Toegang"), found.get_access_display()),
    ]
    trail = [(_("Instrumenten"), reverse("knowledgebase:tools"))]
    return render(request, "knowledgebase/tool.html", {"tool": found, "facts": facts, "trail": trail})


def _one(found: QuerySet, slug: str):
    snippet = found.filter(slug=slug).first()
    if snippet is None:
        raise Http404
    return snippet
