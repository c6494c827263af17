"""Help lines, twenty schools that do not exist with their contact points, and two memberships."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal.accounts.demo_accounts import address_of
from portal.accounts.models import User
from portal.organisations.models import ContactPoint, HelpLine, HelpLineText, Membership, Organisation

HERE = Path(__file__).parent
SCHOOL_DOMAIN = "scholen.wegwijs.example"
CONTACTS = [
    ("directie", ContactPoint.Role.HEAD, 1),
    ("plaatsvervanger", ContactPoint.Role.DEPUTY, 2),
    ("zorg", ContactPoint.Role.CARE_COORDINATOR, 3),
]
OTHER_LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def load(verbosity: int = 1) -> None:
    for row in read("help_lines.toml")["line"]:
        load_line(row)
    for row in read("organisations.toml")["organisation"]:
        load_organisation(row)
    load_memberships()


def read(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text())


def load_line(row: dict) -> None:
    """Make a line that is missing; one that an editor changed stays as it is."""
    texts = {language: row.pop(language, {}) for language in OTHER_LANGUAGES}
    line, is_new = HelpLine.objects.get_or_create(key=row.pop("key"), defaults=row)
    if not is_new:
        return
    for language, words in texts.items():
        if words:
            HelpLineText.objects.create(line=line, language=language, **words)


def load_organisation(row: dict) -> None:
    slug = row.pop("slug")
    organisation, is_new = Organisation.objects.get_or_create(name=row.pop("name"), defaults=row)
    if not is_new:
        return
    for box, role, rank in CONTACTS:
        ContactPoint.objects.create(
            organisation=organisation,
            role=role,
            rank=rank,
            email=f"{box}.{slug}@{SCHOOL_DOMAIN}",
            verified_at=timezone.now(),
        )


def load_memberships() -> None:
    """The demo professional and the coordinator work at the first secondary school."""
    school = Organisation.objects.filter(kind=Organisation.Kind.SECONDARY).order_by("name").first()
    for slug in ("professional", "coordinator"):
        user = User.objects.filter(email=address_of(slug)).first()
        if user is None or Membership.objects.filter(user=user).exists():
            continue
        Membership.objects.create(
            user=user,
            organisation=school,
            is_coordinator=slug == "coordinator",
            state=Membership.State.CONFIRMED,
            decided_at=timezone.now(),
        )
