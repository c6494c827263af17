"""The handbook: themes, and topics that can be read in any order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from portal.core.blocks import BodyBlock
from portal.core.models import BasePage

from .choices import Audience, ChoiceSetField, Phenomenon
from .snippets import Tool


class BodyPage(BasePage):
    """What the three levels of the handbook share."""

    body = StreamField(BodyBlock(), verbose_name=_("Tekst"), blank=True)

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True


class HandbookPage(BodyPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledgebase.ThemePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Handreiking")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["themes"] = ThemePage.objects.child_of(self).visible_to(request.user)
        return context


class ThemePage(BodyPage):
    parent_page_types = ["knowledgebase.HandbookPage"]
    subpage_types = ["knowledgebase.TopicPage"]

    class Meta:
        verbose_name = _("Thema")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = TopicPage.objects.child_of(self).visible_to(request.user)
        context["other_themes"] = ThemePage.objects.sibling_of(self, inclusive=False).visible_to(request.user)
        return context


class TopicPage(BodyPage):
    audiences = ChoiceSetField(_("Voor wie"), vocabulary=Audience)
    phenomena = ChoiceSetField(_("Waarover"), vocabulary=Phenomenon)
    related = ParentalManyToManyField("self", verbose_name=_("Hoort hierbij"), symmetrical=False, blank=True)

    content_panels = [
        *BodyPage.content_panels,
        InlinePanel("tools", heading=_("Instrumenten"), label=_("Instrument")),
        FieldPanel("related"),
        MultiFieldPanel([FieldPanel("audiences"), FieldPanel("phenomena")], heading=_("Kenmerken")),
    ]
    parent_page_types = ["knowledgebase.ThemePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Onderwerp")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        parent = ThemePage.objects.parent_of(self).get()
        themes = ThemePage.objects.sibling_of(parent).visible_to(request.user)
        context["current_theme"] = next((theme for theme in themes if theme.pk == parent.pk), None)
        context["other_themes"] = [theme for theme in themes if theme.pk != parent.pk]
        context["siblings"] = TopicPage.objects.sibling_of(self).visible_to(request.user)
        context["shown_tools"] = self.tools_for(request.user)
        context["related_topics"] = self.related_for(request.user)
        return context

    def tools_for(self, user) -> models.QuerySet:
        """The tools of this topic that `user` may know of, in the editor's order."""
        chosen = [row.tool_id for row in self.tools.all()]
        order = models.Case(*(models.When(pk=pk, then=place) for place, pk in enumerate(chosen)), default=len(chosen))
        return Tool.objects.visible_to(user).filter(pk__in=chosen).order_by(order)

    def related_for(self, user) -> models.QuerySet:
        chosen = [page.pk for page in self.related.all()]
        return TopicPage.objects.visible_to(user).filter(pk__in=chosen).order_by("title")


class TopicTool(Orderable):
    page = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="tools")
    tool = models.ForeignKey(Tool, verbose_name=_("Instrument"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("tool")]

    class Meta(Orderable.Meta):
        verbose_name = _("Instrument bij een onderwerp")
