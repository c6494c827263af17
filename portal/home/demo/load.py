"""The pages around the knowledge base, from portal/home/demo/pages/*.toml."""

from pathlib import Path

from portal.core.demo_pages import load_pages
from portal.home.models import HomePage

PAGES = Path(__file__).parent / "pages"


def load(verbosity: int = 1) -> None:
    """Load or refresh the pages; a second run changes nothing."""
    load_pages(PAGES, HomePage.objects.get(locale__language_code="nl"))
