"""The pages around the knowledge base: front page, audience pages, plain articles, contact, the approach."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.core.blocks import BodyBlock
from portal.core.models import BasePage
from portal.core.models.base import DEPTH_BELOW_HOME
from trainings.models import Edition

from .blocks import DoorBlock


class HomePage(BasePage):
    """The hall of the building: three doors, who can be reached now, and the way in."""

    doors = StreamField([("door", DoorBlock())], verbose_name=_("Drie deuren"), min_num=3, max_num=3, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("doors")]
    parent_page_types = ["wagtailcore.Page"]
    is_help_page = True
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("Voorpagina")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["now"] = timezone.localtime()
        context["editions"] = Edition.objects.upcoming()[:3]
        return context


class ArticlePage(BasePage):
    """What every page with a running text shares."""

    body = StreamField(BodyBlock(), verbose_name=_("Tekst"), blank=True)

    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        abstract = True


class AudiencePage(ArticlePage):
    """The start page of one group of visitors; lists the pages below it."""

    is_help = models.BooleanField(_("Voor mensen die hulp zoeken"), default=False)

    settings_panels = [FieldPanel("is_help"), *ArticlePage.settings_panels]
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("Startpagina voor een doelgroep")

    @property
    def is_help_page(self) -> bool:
        return self.is_help

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = InformationPage.objects.child_of(self).visible_to(request.user)
        context["articles"] = articles.filter(alias_of__isnull=self.alias_of_id is None)
        return context


class InformationPage(ArticlePage):
    """One article: what to do, who helps, what happens next."""

    is_help = models.BooleanField(_("Voor mensen die hulp zoeken"), default=False)

    settings_panels = [FieldPanel("is_help"), *ArticlePage.settings_panels]
    parent_page_types = ["home.HomePage", "home.AudiencePage", "home.ApproachPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("Informatiepagina")

    @property
    def is_help_page(self) -> bool:
        return self.is_help

    @property
    def stands_alone(self) -> bool:
        """Right below the home page: its neighbours are about something else."""
        return self.depth <= DEPTH_BELOW_HOME

    @property
    def ends_with_advice(self) -> bool:
        """Whether the page leads on to the advice form: a help page in the part of one group of visitors."""
        return self.is_help and not self.stands_alone

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.stands_alone:
            return context
        siblings = InformationPage.objects.sibling_of(self).visible_to(request.user)
        context["siblings"] = siblings.filter(alias_of__isnull=self.alias_of_id is None)
        return context


class ContactPage(ArticlePage):
    """Every number and desk, with who answers and when."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    is_help_page = True

    class Meta:
        verbose_name = _("Contactpagina")


class ApproachPage(ArticlePage):
    """The whole approach in sight: three rings, what happens with a report, what is not done."""

    ring_society = models.TextField(_("Ring samenleving"), max_length=300, blank=True)
    ring_organisations = models.TextField(_("Ring organisaties en gemeenschappen"), max_length=300, blank=True)
    ring_persons = models.TextField(_("Ring personen"), max_length=300, blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("ring_society"), FieldPanel("ring_organisations"), FieldPanel("ring_persons")],
            heading=_("De drie ringen"),
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.HomePage"]

    class Meta:
        verbose_name = _("Pagina over de aanpak")
