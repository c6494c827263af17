"""Organisations and the people there who answer in a hurry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class OrganisationQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def schools(self):
        return self.filter(kind__in=Organisation.SCHOOLS)


class Organisation(ClusterableModel):
    class Kind(models.TextChoices):
        PRIMARY = "po", _("Basisschool")
        SECONDARY = "vo", _("Middelbare school")
        VOCATIONAL = "mbo", _("Mbo-school")
        SPECIAL_SECONDARY = "vso", _("Voortgezet speciaal onderwijs")
        YOUTH_WORK = "youth-work", _("Jongerenwerk")
        CARE = "care", _("Zorg en welzijn")
        COMMUNITY = "community", _("Vereniging of gebedshuis")
        POLICE = "police", _("Politie en justitie")
        MUNICIPALITY = "municipality", _("Gemeente")
        OTHER = "other", _("Anders")

    SCHOOLS = (Kind.PRIMARY, Kind.SECONDARY, Kind.VOCATIONAL, Kind.SPECIAL_SECONDARY)

    kind = models.CharField(_("Soort"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("Naam"), max_length=120, unique=True)
    district = models.CharField(_("Wijk of stadsdeel"), max_length=60, blank=True)
    board = models.CharField(_("Bestuur"), max_length=120, blank=True)
    active = models.BooleanField(_("Actief"), default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("Organisatie")
        verbose_name_plural = _("Organisaties")

    def __str__(self):
        return self.name


class ContactPointQuerySet(models.QuerySet):
    def reachable(self):
        """Contact points of active organisations, the first of each organisation first."""
        return self.filter(organisation__active=True).order_by("organisation__name", "rank")


class ContactPoint(models.Model):
    """A function at an organisation that gets urgent mail; rank 1 is tried first."""

    class Role(models.TextChoices):
        HEAD = "head", _("Schoolleider of directeur")
        DEPUTY = "deputy", _("Plaatsvervanger")
        CARE_COORDINATOR = "care-coordinator", _("Zorgcoördinator of intern begeleider")
        CRISIS = "crisis", _("Contact bij een crisis")

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="contact_points")
    role = models.CharField(_("Functie"), max_length=20, choices=Role.choices)
    rank = models.PositiveSmallIntegerField(_("Volgorde"), default=1)
    email = models.EmailField(_("E-mailadres"))
    language = models.CharField(
        _("Taal van de berichten"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    verified_at = models.DateTimeField(_("Gecontroleerd op"), null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "pk"]
        verbose_name = _("Contactpunt")
        verbose_name_plural = _("Contactpunten")
        constraints = [models.UniqueConstraint(fields=["organisation", "email"], name="one_contact_point_per_address")]

    def __str__(self):
        return f"{self.get_role_display()}, {self.organisation}"
