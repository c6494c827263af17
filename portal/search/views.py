"""The results page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Locale

from .queries import clean_query, search


def results(request: HttpRequest) -> HttpResponse:
    """GET only; what was typed is shown again, searched once and kept nowhere."""
    query = clean_query(request.GET.get("q", ""))
    found = search(query=query, user=request.user, locale=Locale.get_active())
    response = render(request, "search/results.html", {"query": query, "results": found})
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
