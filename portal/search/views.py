"""The results page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from .phrases import help_line_keys
from .queries import clean_query, search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """GET only; what was typed is shown again, searched once and kept nowhere."""
    query = clean_query(request.GET.get("q", ""))
    found = search(query=query, user=request.user, locale=Locale.get_active())
    response = render(
        request, "search/results.html", {"query": query, "results": found, "urgent": help_line_keys(query)}
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
