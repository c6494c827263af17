"""The catalogue: what we offer, for whom, and how to join."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch import index
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager

from portal.core.blocks import BodyBlock
from portal.core.models import BasePage
from portal.core.models.base import BasePageQuerySet
from portal.core.page_cache import expires_no_later_than


class Audience(models.TextChoices):
    """Where someone works. The values are Dutch because they stand in addresses (`?rol=onderwijs`)."""

    EDUCATION = "onderwijs", _("Onderwijs")
    YOUTH_AND_CARE = "jeugd", _("Jongerenwerk, zorg of wijkteam")
    MUNICIPALITY = "gemeente", _("Gemeente")
    SAFETY = "veiligheid", _("Politie, justitie of reclassering")
    VOLUNTEER = "vrijwillig", _("Vereniging of vrijwilligerswerk")


# The same groups, as someone says it of herself: "Ik werk als …".
ROLE_WORDS = {
    Audience.EDUCATION: _("docent, mentor of schoolleider"),
    Audience.YOUTH_AND_CARE: _("jongerenwerker, hulpverlener of wijkteammedewerker"),
    Audience.MUNICIPALITY: _("medewerker van de gemeente"),
    Audience.SAFETY: _("politieagent, of bij justitie of reclassering"),
    Audience.VOLUNTEER: _("vrijwilliger bij een vereniging of organisatie"),
}


class Level(models.TextChoices):
    RECOGNISE = "recognise", _("Herkennen")
    DISCUSS = "discuss", _("Bespreken")
    DEEPEN = "deepen", _("Verdiepen")


class Phenomenon(models.TextChoices):
    ALL = "all", _("Alle vormen van extremisme")
    POLARISATION = "polarisation", _("Polarisatie en spanningen")
    RULE_OF_LAW = "rule-of-law", _("De democratische rechtsorde")


class Form(models.TextChoices):
    ON_SITE = "on-site", _("Op locatie")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("Deels online")
    AT_YOURS = "at-yours", _("Bij u op locatie")


class SignUp(models.TextChoices):
    INTERNAL = "internal", _("Via deze site")
    EXTERNAL = "external", _("Bij een andere organisatie")
    ON_REQUEST = "on-request", _("Op verzoek")


class TrainingIndexPage(BasePage):
    """`/trainingen/`: everything on offer, narrowed to one role with `?rol=`."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["trainings.TrainingPage"]
    template = "trainings/index.html"

    class Meta:
        verbose_name = _("Overzicht van trainingen")

    def get_context(self, request, *args, **kwargs):
        from trainings import queries

        role = queries.role_from(request.GET.get("rol", ""))
        catalogue = queries.catalogue(index=self, user=request.user, role=role)
        expires_no_later_than(request, catalogue.changes_at)
        context = super().get_context(request, *args, **kwargs)
        roles = queries.roles_on_offer(index=self, user=request.user)
        return {**context, "catalogue": catalogue, "role": role, "roles": [(one, ROLE_WORDS[one]) for one in roles]}


class TrainingPageQuerySet(BasePageQuerySet):
    def for_role(self, role: "Audience | None"):
        """Trainings that are meant for this role; without a role all of them."""
        return self.filter(roles__audience=role) if role else self


class TrainingPage(BasePage):
    for_whom = models.CharField(_("Voor wie"), max_length=200, help_text=_("Kort, voor het kader naast de tekst."))
    fits = models.TextField(_("Voor u als"), blank=True, help_text=_("Eén punt per regel."))
    does_not_fit = models.TextField(_("Niet voor u als"), blank=True, help_text=_("Eén punt per regel."))
    level = models.CharField(_("Niveau"), max_length=20, choices=Level, default=Level.RECOGNISE)
    phenomenon = models.CharField(_("Gaat over"), max_length=20, choices=Phenomenon, default=Phenomenon.ALL)
    form = models.CharField(_("Vorm"), max_length=20, choices=Form, default=Form.ON_SITE)
    duration = models.CharField(_("Duur"), max_length=60, help_text=_("Bijvoorbeeld: drie uur."))
    provider = models.CharField(_("Aanbieder"), max_length=120)
    price_note = models.CharField(
        _("Kosten"), max_length=160, default=_("Gratis."), help_text=_("Gratis, en wie het betaalt.")
    )
    sign_up = models.CharField(_("Aanmelden"), max_length=20, choices=SignUp, default=SignUp.INTERNAL)
    sign_up_note = models.TextField(
        _("Uitleg over aanmelden"), blank=True, help_text=_("Hoe iemand zich aanmeldt als dat niet op deze site kan.")
    )
    external_url = models.URLField(_("Adres van de andere site"), blank=True)
    eligibility_question = models.CharField(
        _("Vraag vooraf"), max_length=300, blank=True, help_text=_("Wie hier nee op zegt, kan zich niet aanmelden.")
    )
    eligibility_refusal = models.TextField(_("Tekst bij nee"), blank=True, help_text=_("Noem wat wel kan."))
    certificate_rule = models.CharField(_("Bewijs van deelname"), max_length=200, blank=True)
    refresher_months = models.PositiveSmallIntegerField(_("Opfrissen na (maanden)"), null=True, blank=True)
    steps = StreamField(
        [("step", StructBlock([("title", CharBlock(label=_("Titel"))), ("text", TextBlock(label=_("Tekst")))]))],
        verbose_name=_("Dit leert u"),
        blank=True,
    )
    body = StreamField(BodyBlock(), verbose_name=_("Tekst"), blank=True)

    objects = PageManager.from_queryset(TrainingPageQuerySet)()

    parent_page_types = ["trainings.TrainingIndexPage"]
    subpage_types: list[str] = []
    template = "trainings/training.html"
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("for_whom"),
        index.SearchField("fits"),
        index.SearchField("steps"),
        index.SearchField("body"),
        index.FilterField("level"),
    ]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("for_whom"), FieldPanel("fits"), FieldPanel("does_not_fit")], _("Voor wie")),
        InlinePanel("roles", label=_("Rol"), heading=_("Rollen"), min_num=1),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("level", "phenomenon", "form", "duration", "provider", "price_note")],
            _("In het kort"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("sign_up", "sign_up_note", "external_url", "eligibility_question", "eligibility_refusal")
            ],
            _("Aanmelden"),
        ),
        MultiFieldPanel([FieldPanel("certificate_rule"), FieldPanel("refresher_months")], _("Daarna")),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Training")

    def clean(self):
        super().clean()
        if self.external_url and self.sign_up != SignUp.EXTERNAL:
            raise ValidationError({"external_url": _("Een ander adres hoort alleen bij aanmelden buiten deze site.")})
        if self.eligibility_question and not self.eligibility_refusal:
            raise ValidationError({"eligibility_refusal": _("Schrijf wat iemand kan doen die nee antwoordt.")})

    def get_context(self, request, *args, **kwargs):
        from trainings import queries

        editions = queries.editions_of(self)
        expires_no_later_than(request, queries.next_change(editions))
        return {**super().get_context(request, *args, **kwargs), "editions": editions}

    @cached_property
    def audiences(self) -> list[str]:
        """The audiences that may sign up; an edition form offers these and no others."""
        return [role.audience for role in self.roles.all()]

    @property
    def fits_lines(self) -> list[str]:
        return [line.strip() for line in self.fits.splitlines() if line.strip()]

    @property
    def does_not_fit_lines(self) -> list[str]:
        return [line.strip() for line in self.does_not_fit.splitlines() if line.strip()]


class TrainingRole(Orderable):
    training = ParentalKey(TrainingPage, on_delete=models.CASCADE, related_name="roles")
    audience = models.CharField(_("Rol"), max_length=20, choices=Audience)

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["training", "audience"], name="training_role_once")]

    def __str__(self):
        return self.get_audience_display()
