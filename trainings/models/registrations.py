"""Who comes: four facts about a person, and where the registration stands."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editions import Edition
from .pages import Audience


class State(models.TextChoices):
    CONFIRMED = "confirmed", _("Heeft een plaats")
    WAITING = "waiting", _("Wacht")
    CANCELLED_PARTICIPANT = "cancelled_participant", _("Zelf afgemeld")
    CANCELLED_ORGANISER = "cancelled_organiser", _("Afgemeld door de organisatie")
    ANONYMISED = "anonymised", _("Gewist")


ACTIVE_STATES = [State.CONFIRMED, State.WAITING]


class RegistrationQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state__in=ACTIVE_STATES)

    def confirmed(self):
        return self.filter(state=State.CONFIRMED)

    def waiting(self):
        """The queue of a pool, first come first."""
        return self.filter(state=State.WAITING).order_by("waiting_order", "pk")


class Registration(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="registrations")
    name = models.CharField(_("Naam"), max_length=80, blank=True)
    email = models.EmailField(_("E-mailadres"), blank=True)
    organisation = models.CharField(_("Organisatie"), max_length=120, blank=True)
    audience = models.CharField(_("Waar iemand werkt"), max_length=20, choices=Audience)
    state = models.CharField(max_length=30, choices=State)
    waiting_order = models.PositiveIntegerField(null=True, blank=True)
    idempotency_key = models.UUIDField(unique=True, editable=False)
    # A new generation makes every link that was ever sent worthless.
    generation = models.PositiveSmallIntegerField(default=0, editable=False)
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)
    locale = models.CharField(max_length=5, default="nl", editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aanmelding")
        verbose_name_plural = _("Aanmeldingen")
        ordering = ["created", "pk"]
        constraints = [
            models.UniqueConstraint(
                "edition", Lower("email"), condition=Q(state__in=ACTIVE_STATES), name="registration_active_email_once"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="registration_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, waiting_order__isnull=False)
                | (~Q(state=State.WAITING) & Q(waiting_order__isnull=True)),
                name="registration_order_only_while_waiting",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ANONYMISED) | Q(name="", email="", organisation=""),
                name="registration_anonymised_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["edition", "state", "waiting_order"], name="registration_queue")]

    def __str__(self):
        return f"{self.edition} · {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE_STATES

    @property
    def position(self) -> int | None:
        """The honest place in the queue, counted over everyone who waits for the same places."""
        if self.state != State.WAITING:
            return None
        ahead = Registration.objects.waiting().filter(
            edition__pool_id=self.edition.pool_id, waiting_order__lt=self.waiting_order
        )
        return ahead.count() + 1
