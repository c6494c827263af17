"""The public start page of the meldpunt."""

from django.utils.translation import gettext_lazy as _

from portal.core.models import BasePage


class MeldpuntPage(BasePage):
    """First whom to call, then three doors, then the promise. Asks nothing and stores nothing."""

    is_help_page = True
    template = "reporting_form/meldpunt_page.html"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Startpagina van het meldpunt")

    def serve(self, request, *args, **kwargs):
        from reporting_form.permissions import refuse_foreign_demo_host

        return refuse_foreign_demo_host(request) or super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from reporting_form.forms import CodeForm
        from reporting_form.queries import intake_is_open

        context = super().get_context(request, *args, **kwargs)
        return {**context, "intake_is_open": intake_is_open(), "code_form": CodeForm()}
