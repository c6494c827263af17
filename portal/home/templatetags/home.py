"""Rows that lead from the front page into the search."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("components/row.html")
def search_row(words: str) -> dict[str, str]:
    """`{% search_row "mijn zoon verandert" %}`: a row that searches for these words."""
    return {
        "url": f"{reverse('search:results')}?{urlencode({'q': words})}",
        "title": words,
        "note": "",
        "icon": "arrow",
    }
