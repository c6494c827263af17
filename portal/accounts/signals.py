"""Reactions to changes of roles, devices and the database."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.apps import apps
from django.db.models.signals import m2m_changed

from portal.accounts.models import User

CHANGES = {"post_add", "post_remove", "post_clear"}


def connect() -> None:
    m2m_changed.connect(follow_groups, sender=User.groups.through, dispatch_uid="accounts.follow_groups")
    authenticator_added.connect(count_new_device, dispatch_uid="accounts.count_new_device")


def follow_groups(*, instance, action, reverse, pk_set, **kwargs) -> None:
    """Someone with a role is staff; someone without is not."""
    if action not in CHANGES:
        return
    people = User.objects.filter(pk__in=pk_set or []) if reverse else [instance]
    for user in people:
        user.is_staff = user.groups.exists()
        user.save(update_fields=["is_staff"])


def count_new_device(*, request, user, authenticator, **kwargs) -> None:
    """Setting up a device proves that the person holds it, so the session has its second factor."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk)


def sync_after_migrate(*, app_config, using, **kwargs) -> None:
    """Complete the groups once, when the last app has made its permissions."""
    from portal.accounts.services import sync_roles

    if app_config is [config for config in apps.get_app_configs() if config.models_module][-1]:
        sync_roles(using=using)
