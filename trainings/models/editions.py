"""When and where: editions, their meetings, and the pool that counts the places."""

import uuid

from django.db import models
from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.access import AccessLevel

# Below this number every place is told at once; above it a cached page may lag up to a minute.
FEW_PLACES = 5


class EditionStatus(models.TextChoices):
    DRAFT = "draft", _("Concept")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Gesloten")
    CANCELLED = "cancelled", _("Gaat niet door")
    FINISHED = "finished", _("Afgerond")


class CapacityPool(models.Model):  # type: ignore[django-manager-missing]  # `Edition` comes later in this file
    """How many places there are and how many are taken. The only row that a sign-up locks.

    `taken` is changed by `trainings.places` and nowhere else.
    """

    capacity = models.PositiveIntegerField(_("Aantal plaatsen"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("Bezet"), default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(taken__gte=0), name="pool_taken_not_negative")]

    def __str__(self):
        return f"{self.taken} / {'∞' if self.capacity is None else self.capacity}"

    @property
    def free(self) -> int | None:
        """Free places, never below zero; None means unlimited."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def is_overfull(self) -> bool:
        """Whether the capacity was lowered under what was already taken: nobody is dropped for it."""
        return self.capacity is not None and self.taken > self.capacity

    @property
    def category(self) -> str:
        """What the public page says about this pool; a change of it must reach every page at once."""
        if self.free is None:
            return "unlimited"
        return str(self.free) if self.free <= FEW_PLACES else "plenty"

    @property
    def words(self) -> str:
        """The places in words, the same on every page and in every mail."""
        if self.free is None:
            return str(_("Er is plaats"))
        if self.is_full:
            return str(_("Vol"))
        return ngettext("Nog %(free)s plaats", "Nog %(free)s plaatsen", self.free) % {"free": self.free}


class EditionQuerySet(models.QuerySet):
    def for_training(self, page):
        """Editions of a training in whatever language it is read."""
        return self.filter(training__translation_key=page.translation_key)

    def public(self, at=None):
        """Editions that visitors may know of: announced, and not over yet."""
        at = at or timezone.now()
        shown = [EditionStatus.OPEN, EditionStatus.CLOSED, EditionStatus.CANCELLED]
        return self.filter(Exists(Meeting.objects.filter(edition=OuterRef("pk"), end__gt=at)), status__in=shown)

    def upcoming(self, at=None):
        """Editions that anyone may join now or soon, first date first, ready to be shown as rows."""
        at = at or timezone.now()
        page = {"training__live": True, "training__access_level": AccessLevel.PUBLIC, "training__sign_up": "internal"}
        open_ones = self.filter(status=EditionStatus.OPEN, closes_at__gt=at, **page)
        coming = open_ones.with_meetings().by_start().filter(first_start__gt=at)
        return coming.select_related("training", "pool")

    def with_meetings(self):
        """Everything that a row of an edition shows, in a constant number of queries."""
        meetings = Meeting.objects.filter(cancelled=False).order_by("start", "pk")
        return self.select_related("pool").prefetch_related(Prefetch("meetings", meetings, to_attr="coming_meetings"))

    def by_start(self):
        """In order of the first day, which each edition then knows without asking for its meetings."""
        held = Q(meetings__cancelled=False)
        span = {"first_start": Min("meetings__start", filter=held), "last_end": Max("meetings__end", filter=held)}
        return self.annotate(**span).order_by("first_start", "pk")


class Edition(ClusterableModel):
    training = models.ForeignKey(
        "trainings.TrainingPage", on_delete=models.PROTECT, related_name="editions", verbose_name=_("Training")
    )
    status = models.CharField(_("Status"), max_length=20, choices=EditionStatus, default=EditionStatus.DRAFT)
    opens_at = models.DateTimeField(_("Aanmelden kan vanaf"), default=timezone.now)
    closes_at = models.DateTimeField(_("Aanmelden kan tot"))
    cancel_until = models.DateTimeField(
        _("Afmelden kan tot"), null=True, blank=True, help_text=_("Leeg: tot het begin van de eerste bijeenkomst.")
    )
    minimum = models.PositiveSmallIntegerField(_("Gaat door vanaf (aantal mensen)"), default=0)
    has_neutral_title = models.BooleanField(
        _("Neutrale titel in de agenda"),
        default=True,
        help_text=_("De agenda toont dan alleen ‘Training’. Collega's kunnen vaak meekijken in een agenda."),
    )
    pool = models.ForeignKey(
        CapacityPool, on_delete=models.PROTECT, related_name="editions", verbose_name=_("Plaatsen")
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Uitvoering")
        verbose_name_plural = _("Uitvoeringen")
        permissions = [("manage_trainings", _("Uitvoeringen en aanmeldingen beheren"))]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EditionStatus.values), name="edition_status_known"),
            models.CheckConstraint(condition=Q(opens_at__lt=F("closes_at")), name="edition_opens_before_it_closes"),
        ]

    def __str__(self):
        if not self.starts_at:
            return str(self.training)
        return f"{self.training}, {timezone.localtime(self.starts_at):%d-%m-%Y}"

    @cached_property
    def coming(self) -> list["Meeting"]:
        """Meetings that were not called off, in order."""
        if hasattr(self, "coming_meetings"):
            return list(self.coming_meetings)
        return sorted((m for m in self.meetings.all() if not m.cancelled), key=lambda m: (m.start, m.pk))

    @property
    def starts_at(self):
        if "first_start" in self.__dict__:
            return self.first_start
        return self.coming[0].start if self.coming else None

    @property
    def ends_at(self):
        if "last_end" in self.__dict__:
            return self.last_end
        return self.coming[-1].end if self.coming else None

    def accepts(self, at=None) -> bool:
        """Whether someone may sign up at this moment, for a place or for the waiting list."""
        at = at or timezone.now()
        begun = self.starts_at is None or self.starts_at <= at
        return self.status == EditionStatus.OPEN and self.opens_at <= at < self.closes_at and not begun

    def may_be_left(self, at=None) -> bool:
        """Whether a participant may still cancel through the link."""
        limit = self.cancel_until or self.starts_at
        return limit is None or (at or timezone.now()) < limit

    def is_announced(self, at=None) -> bool:
        """Whether sign-up opens later."""
        return self.status == EditionStatus.OPEN and (at or timezone.now()) < self.opens_at


class Meeting(models.Model):
    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="meetings")
    start = models.DateTimeField(_("Begin"))
    end = models.DateTimeField(_("Einde"))
    place = models.CharField(_("Plaats"), max_length=160, blank=True)
    online_link = models.URLField(
        _("Link om mee te doen"), blank=True, help_text=_("Alleen wie een plaats heeft krijgt deze link, per mail.")
    )
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    cancelled = models.BooleanField(_("Vervallen"), default=False)

    class Meta:
        verbose_name = _("Bijeenkomst")
        ordering = ["start", "pk"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="meeting_ends_after_it_starts")]

    def __str__(self):
        return f"{timezone.localtime(self.start):%d-%m-%Y %H:%M}"

    @property
    def where(self) -> str:
        """The place, or that it is online; the link itself is only for who has a place."""
        return self.place or str(_("Online, u krijgt de link per mail"))
