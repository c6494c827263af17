"""The banner above every public page while a briefing is active."""

from portal.briefings.models import Briefing
from portal.core.page_cache import expires_no_later_than


def bulletin(request):
    """`bulletin`: the newest active briefing or None. One query, and the page expires with the banner."""
    briefing = Briefing.objects.on_banner().only("title", "slug", "level", "bulletin_text", "bulletin_until").first()
    if briefing:
        expires_no_later_than(request, briefing.bulletin_until)
    return {"bulletin": briefing}
