"""Who received an approved version, and what they answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dispatch(models.Model):
    """The sending of one approved version to an audience that was frozen at the approval."""

    version = models.OneToOneField("briefings.BriefingVersion", on_delete=models.PROTECT, related_name="dispatch")
    audience_kinds = models.JSONField(default=list)
    audience_districts = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Verzending")

    def __str__(self):
        return f"{self.version_id}"


class Delivery(models.Model):
    """One contact point of a dispatch. The state of the mail lives on the outgoing message."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="deliveries")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "organisations.ContactPoint", null=True, on_delete=models.SET_NULL, related_name="briefing_deliveries"
    )
    message = models.OneToOneField("mail.OutgoingMessage", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dispatch", "contact"], name="one_delivery_per_contact")]

    def __str__(self):
        return f"{self.dispatch_id} {self.contact_id}"


class Reply(models.TextChoices):
    READ = "read", _("Gelezen")
    SHARED = "shared", _("Gedeeld met het team")
    SUPPORT = "support", _("Wij hebben ondersteuning nodig")


class SupportKind(models.TextChoices):
    PUPIL = "pupil", _("Een leerling of groepje leerlingen")
    TEAM = "team", _("Ons team")
    YOUTH_WORKER = "youth_worker", _("Iemand die meedoet in de klas")
    THREAT = "threat", _("Dreiging of onveiligheid")
    PRESS = "press", _("Pers bij de deur")
    PARENTS = "parents", _("Vragen van ouders")


class Acknowledgement(models.Model):
    """What an organisation answered. Any of its contacts counts; never public, never a ranking."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="acknowledgements")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Reply.choices)
    support_kinds = models.JSONField(default=list)
    note = models.TextField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "organisation", "kind"], name="one_reply_of_each_kind"),
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.kind}"

    @property
    def support_labels(self) -> list[str]:
        return [str(SupportKind(kind).label) for kind in self.support_kinds]
