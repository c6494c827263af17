"""Who works where, and who vouched for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MembershipQuerySet(models.QuerySet):
    def requested(self):
        return self.filter(state=Membership.State.REQUESTED)

    def confirmed(self):
        """Memberships that count: confirmed, of an active organisation and an active person."""
        return self.filter(state=Membership.State.CONFIRMED, organisation__active=True, user__is_active=True)

    def current(self):
        return self.exclude(state=Membership.State.ENDED)

    def vouch_for(self, user) -> bool:
        """Whether this person may see what is written for professionals."""
        return self.confirmed().filter(user=user).exists()

    def coordinated_by(self, user):
        """Memberships, ended ones too, of the organisations that this person coordinates."""
        own = self.model.objects.confirmed().filter(user=user, is_coordinator=True).values("organisation")
        return self.filter(organisation__in=own)


class Membership(models.Model):
    class State(models.TextChoices):
        REQUESTED = "requested", _("Aangevraagd")
        CONFIRMED = "confirmed", _("Bevestigd")
        ENDED = "ended", _("Beëindigd")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("Organisatie"),
    )
    is_coordinator = models.BooleanField(_("Coördinator"), default=False)
    state = models.CharField(_("Status"), max_length=12, choices=State.choices, default=State.REQUESTED)
    requested_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "user__email"]
        verbose_name = _("Lidmaatschap")
        verbose_name_plural = _("Lidmaatschappen")
        permissions = [("confirm_membership", "Kan lidmaatschappen bevestigen")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=~Q(state="ended"), name="one_current_membership"
            )
        ]

    def __str__(self):
        return f"{self.user} ({self.organisation})"
