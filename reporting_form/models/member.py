"""Who may read: members of the meldpunt and the signed lists of their public keys."""

from django.conf import settings
from django.db import models


class MemberQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True, user__is_active=True)

    def of(self, user):
        """The active member behind a signed-in user, or None. Being superuser makes nobody a member."""
        return self.active().filter(user_id=user.pk).select_related("user").first()


class Member(models.Model):
    """A person who may open cases. The private halves lie under a passphrase that only this person knows."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meldpunt_member")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField()
    public_key = models.BinaryField(max_length=32)
    verify_key = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    wrapped_keys = models.BinaryField()

    objects = MemberQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.user)


class Roster(models.Model):
    """One list as it was signed, byte for byte; see vault/roster.py. Lists are added, never changed."""

    number = models.PositiveIntegerField(unique=True)
    body = models.BinaryField()
    anchor = models.CharField(max_length=64, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["number"]

    def __str__(self):
        return f"roster {self.number}"


class RosterSignature(models.Model):
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    signature = models.BinaryField(max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["roster", "member"], name="one_signature_per_member")]

    def __str__(self):
        return f"signature {self.roster_id}.{self.member_id}"
