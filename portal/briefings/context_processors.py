"""The banner above every public page while a briefing is active."""

from django.utils.functional import SimpleLazyObject

from portal.briefings.models import Briefing
from portal.core.page_cache import expires_no_later_than


def bulletin(request):
    """`bulletin`: the newest active briefing, false when there is none; read only when a template asks.

    One query. The page expires with the banner.
    """
    return {"bulletin": SimpleLazyObject(lambda: active_briefing(request))}


def active_briefing(request) -> Briefing | None:
    briefing = Briefing.objects.on_banner().only("title", "slug", "level", "bulletin_text", "bulletin_until").first()
    if briefing:
        expires_no_later_than(request, briefing.bulletin_until)
    return briefing
