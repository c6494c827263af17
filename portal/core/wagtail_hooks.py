"""The editors' admin in our own colours, with a welcome in Dutch and the pages that wait for their check."""

from datetime import date, timedelta

from django.apps import apps
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.core.models import BasePage

SOON = timedelta(days=30)
SHOWN = 10


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("beheer/wegwijs.css"))


class WelcomePanel(Component):
    """First on the dashboard: where to go, and what to check."""

    order = 10
    template_name = "core/welcome_panel.html"

    def get_context_data(self, parent_context) -> dict:
        pages = pages_to_check(timezone.localdate() + SOON)
        return {"pages": pages[:SHOWN], "more": len(pages[SHOWN:]), "today": timezone.localdate()}


def pages_to_check(until: date) -> list[BasePage]:
    """Live pages whose next check falls before `until`, the longest waiting first. One query per page type."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    pages = [page for model in models for page in model.objects.live().filter(reviewed_on__isnull=False)]
    due = [page for page in pages if page.alias_of_id is None and page.next_review <= until]
    return sorted(due, key=lambda page: page.next_review)


@hooks.register("construct_homepage_panels")
def welcome(request, panels: list) -> None:
    panels.insert(0, WelcomePanel())
