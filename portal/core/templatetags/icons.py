"""Line drawings: 24 grid, inline, hidden from screen readers; only those that point the way mirror right to left."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

DRAWINGS = {
    "alert": '<path d="M12 5v9M12 18.5v.5"/>',
    "arrow": '<path d="M4 12h15M13 6l6 6-6 6"/>',
    "calendar": '<rect x="4" y="6" width="16" height="14" rx="1"/><path d="M4 11h16M8 3v5M16 3v5"/>',
    "check": '<path d="m4 12.5 5.5 5.5L20 7"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "exit": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "flag": '<path d="M6 21V4h12l-3 4 3 4H6"/>',
    "info": '<path d="M12 11v7M12 6v.5"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="1"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<path d="M3 6h18v12H3zM3 7l9 7 9-7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "out": '<path d="M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9"/>',
    "phone": (
        '<path d="M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>'
    ),
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>',
}
POINTING = {"arrow", "exit", "out"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "arrow" %}`: one of `DRAWINGS`. An unknown name is an error, so that no page shows a gap."""
    return format_html(
        '<svg class="icon{}" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " icon--way" if name in POINTING else "",
        mark_safe(DRAWINGS[name]),  # noqa: S308  (drawings of this file)
    )
