"""Editing editions in the CMS. Calling one off happens under /team/, where everyone is told."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.core.page_cache import publish_changed
from trainings.models import CapacityPool, Edition, EditionStatus
from trainings.services.editions import set_capacity
from trainings.workflow import NEXT_STATUSES


class EditionForm(WagtailAdminModelForm):
    capacity = forms.IntegerField(
        label=_("Aantal plaatsen"), min_value=0, required=False, help_text=_("Leeg betekent: onbeperkt.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pool_id:
            self.initial["capacity"] = self.instance.pool.capacity
        allowed = {self.instance.status, *NEXT_STATUSES[self.instance.status]} - {EditionStatus.CANCELLED}
        if self.instance.status == EditionStatus.CANCELLED:
            allowed = {EditionStatus.CANCELLED}
        self.fields["status"].choices = [choice for choice in EditionStatus.choices if choice[0] in allowed]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opens_at") and cleaned.get("closes_at") and cleaned["opens_at"] >= cleaned["closes_at"]:
            self.add_error("closes_at", _("Het einde moet na het begin van het aanmelden liggen."))
        return cleaned

    def save(self, commit=True):
        capacity = self.cleaned_data["capacity"]
        if self.instance.pool_id is None:
            self.instance.pool = CapacityPool.objects.create(capacity=capacity)
        edition = super().save(commit=commit)
        set_capacity(pool=edition.pool, capacity=capacity, actor=self.for_user)
        publish_changed()
        return edition


class EditionViewSet(SnippetViewSet):
    model = Edition
    icon = "calendar-alt"
    menu_label = _("Uitvoeringen")
    add_to_admin_menu = True
    list_display = ["__str__", "status", "pool"]
    list_filter = ["status", "training"]
    copy_view_enabled = False
    panels = [
        FieldPanel("training"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("capacity"), FieldPanel("minimum")]),
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("cancel_until")], _("Aanmelden")),
        InlinePanel(
            "meetings",
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldPanel("place"),
                FieldPanel("online_link"),
                FieldPanel("cancelled"),
            ],
            heading=_("Bijeenkomsten"),
            label=_("Bijeenkomst"),
            min_num=1,
        ),
        FieldPanel("has_neutral_title"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = EditionForm
        return handler.bind_to_model(self.model)
