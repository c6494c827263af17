"""The abstract page that every page type extends: a lead, an access level and a review cycle."""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet

from portal.core.access import AccessLevel, levels_for

# The root is 1, the home page 2.
DEPTH_BELOW_HOME = 3


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, user):
        """Live pages that this user may know of; what is hidden does not exist."""
        return self.live().filter(access_level__in=levels_for(user))


class BasePage(Page):
    lead = models.TextField(
        _("Inleiding"),
        blank=True,
        max_length=400,
        help_text=_("Eén of twee zinnen onder de titel. Geef meteen het antwoord."),
    )
    access_level = models.CharField(
        _("Zichtbaar voor"), max_length=20, choices=AccessLevel.choices, default=AccessLevel.PUBLIC
    )
    review_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Eigenaar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Deze persoon controleert de pagina op tijd."),
    )
    review_deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Vervanger"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reviewed_on = models.DateField(_("Laatst gecontroleerd"), null=True, blank=True)
    review_interval = models.PositiveSmallIntegerField(
        _("Opnieuw controleren na (maanden)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )

    objects = PageManager.from_queryset(BasePageQuerySet)()

    search_fields = [*Page.search_fields, index.SearchField("lead"), index.FilterField("access_level")]
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    review_panels = [
        MultiFieldPanel(
            [
                FieldPanel("review_owner"),
                FieldPanel("review_deputy"),
                FieldPanel("reviewed_on"),
                FieldPanel("review_interval"),
            ],
            heading=_("Controle"),
        ),
        FieldPanel("access_level"),
    ]
    settings_panels = [*review_panels, *Page.settings_panels]

    class Meta:
        abstract = True

    @property
    def is_help_page(self) -> bool:
        """Whether someone who seeks help reads this page: 112 above the content and never pop-up definitions."""
        return False

    @property
    def next_review(self):
        """The date of the next check, or None when the page was never checked."""
        if self.reviewed_on is None:
            return None
        return self.reviewed_on + relativedelta(months=self.review_interval)

    @cached_property
    def trail(self) -> list[Page]:
        """Ancestors for the breadcrumb, from the home page down; a hidden parent of a public page is left out.

        Empty for the home page and the pages right below it: they stand in the menu.
        """
        if self.depth <= DEPTH_BELOW_HOME:
            return []
        known = {AccessLevel.PUBLIC.value, self.access_level}
        ancestors = self.get_ancestors().filter(depth__gte=2).live().specific()
        return [page for page in ancestors if page.access_level in known]

    def serve(self, request, *args, **kwargs):
        """Answer 404, not a sign-in page, to whoever may not know that this page exists."""
        if self.access_level not in levels_for(request.user):
            raise Http404
        return super().serve(request, *args, **kwargs)
