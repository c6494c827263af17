"""What pages share: definitions of words, and tools to work with."""

from typing import cast

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.core.access import AccessLevel, levels_for
from portal.core.blocks.clean import PROSE_FEATURES
from portal.core.sanitise import clean_rich_text

from .choices import Audience, ChoiceSetField, ToolAccess, ToolKind


class SnippetQuerySet(models.QuerySet):
    def readable_in(self, language: str | None = None):
        """Every snippet once: in this language where it exists, otherwise in Dutch. One query."""
        language = language or get_language() or settings.LANGUAGE_CODE
        translated = self.model._base_manager.filter(locale__language_code=language).values("translation_key")
        own = models.Q(locale__language_code=language)
        source = models.Q(locale__language_code=settings.LANGUAGE_CODE)
        return self.filter(own | (source & ~models.Q(translation_key__in=translated))).select_related("locale")


class Definition(TranslatableMixin, index.Indexed, models.Model):
    """What a word means, and what it does not mean."""

    term = models.CharField(_("Begrip"), max_length=80)
    slug = models.SlugField(_("Adres"), max_length=80)
    variants = models.JSONField(_("Andere vormen"), default=list, blank=True)
    short = models.CharField(_("In het kort"), max_length=280)
    long = RichTextField(_("Uitleg"), features=PROSE_FEATURES, blank=True)
    not_this = models.TextField(_("Wat het niet is"), blank=True)
    example = models.TextField(_("Voorbeeld"), blank=True)
    source = models.CharField(_("Bron"), max_length=200)
    source_year = models.PositiveSmallIntegerField(_("Jaar van de bron"), null=True, blank=True)

    objects = SnippetQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("term"), FieldPanel("slug"), FieldPanel("variants")], _("Begrip")),
        MultiFieldPanel([FieldPanel(name) for name in ("short", "long", "not_this", "example")], _("Betekenis")),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_year")], _("Bron")),
    ]
    search_fields = [
        index.SearchField("term", boost=4),
        index.SearchField("short"),
        index.SearchField("long"),
        index.FilterField("locale_id"),
    ]
    translatable_fields = [
        *(TranslatableField(name) for name in ("term", "short", "long", "not_this", "example", "source")),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("source_year", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        verbose_name = _("Begrip")
        verbose_name_plural = _("Begrippen")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_definition_per_address")]

    def __str__(self):
        return self.term

    def save(self, *args, **kwargs):
        self.long = clean_rich_text(self.long)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("knowledgebase:definition", args=[self.slug])

    @property
    def initial(self) -> str:
        """The letter under which the index lists this word."""
        return self.term[:1].upper()


class ToolQuerySet(SnippetQuerySet):
    def visible_to(self, user):
        """Tools that this user may know of; a tool behind sign-in does not exist for a visitor."""
        if AccessLevel.PROFESSIONAL in levels_for(user):
            return self
        return self.exclude(access=ToolAccess.LOGIN)

    def of_kind(self, kind: str):
        return self.filter(kind=kind) if kind in ToolKind.values else self

    def for_audience(self, audience: str):
        """Tools for this audience, with those that are for everyone."""
        if audience not in Audience.values:
            return self
        wanted = models.Q(audience__contains=f"|{audience}|")
        return self.filter(wanted | models.Q(audience__contains=f"|{Audience.EVERYONE}|"))


class Tool(TranslatableMixin, index.Indexed, models.Model):
    """Something to work with: a document, a training, a game, a website, a person to consult."""

    title = models.CharField(_("Titel"), max_length=160)
    slug = models.SlugField(_("Adres"), max_length=80)
    kind = models.CharField(_("Soort"), max_length=12, choices=ToolKind.choices)
    url = models.URLField(_("Adres van het instrument"), max_length=500, blank=True)
    owner = models.CharField(_("Van wie"), max_length=160, blank=True)
    audience = ChoiceSetField(_("Voor wie"), vocabulary=Audience)
    language = models.CharField(_("Taal van het instrument"), max_length=5, choices=settings.LANGUAGES, default="nl")
    access = models.CharField(_("Toegang"), max_length=12, choices=ToolAccess.choices, default=ToolAccess.PUBLIC)
    what_you_get = models.TextField(_("Wat u krijgt"), blank=True)

    objects = ToolQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel(name) for name in ("title", "slug", "kind", "what_you_get")], _("Instrument")),
        MultiFieldPanel([FieldPanel(name) for name in ("url", "owner", "audience", "language")], _("Herkomst")),
        FieldPanel("access"),
    ]
    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("what_you_get"),
        index.SearchField("owner"),
        index.FilterField("access"),
        index.FilterField("locale_id"),
    ]
    translatable_fields = [
        *(TranslatableField(name) for name in ("title", "owner", "what_you_get")),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "kind", "audience", "access")),
        *(SynchronizedField(name) for name in ("url", "language")),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["title"]
        verbose_name = _("Instrument")
        verbose_name_plural = _("Instrumenten")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="one_tool_per_address")]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("knowledgebase:tool", args=[self.slug])

    @property
    def facts(self) -> list[str]:
        """What a row says in a few words: kind and owner, for whom, how to get it."""
        audience = ", ".join(self.audience_labels).lower()
        facts = [
            self.get_kind_display(),
            self.owner,
            _("Voor %(audience)s") % {"audience": audience} if audience else "",
            self.get_access_display(),
        ]
        return [str(fact) for fact in facts if fact]

    @property
    def audience_labels(self) -> list[str]:
        return cast(ChoiceSetField, self._meta.get_field("audience")).labels_of(self)

    @property
    def icon(self) -> str:
        if self.access == ToolAccess.PUBLIC:
            return "arrow"
        return "lock" if self.access == ToolAccess.LOGIN else "mail"


register_snippet(Definition)
register_snippet(Tool)
