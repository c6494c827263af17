"""Three members, the lead among them, who sign the list, the start page, and two practice cases, marked and sealed."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from wagtail.models import Site

from portal.accounts.demo_accounts import address_of
from portal.accounts.models import User
from portal.core.demo_pages import load_pages
from reporting_form.demo.passphrases import MEMBERS, passphrase_of
from reporting_form.models import Case, Member, Roster
from reporting_form.queries import open_for_member
from reporting_form.services import intake, team, thread
from reporting_form.services.members import join, propose_roster, sign_roster
from reporting_form.vault.case_code import new_code

HERE = Path(__file__).parent
PRACTICE = tomllib.loads((HERE / "practice.toml").read_text("utf-8"))["case"]


def load(verbosity: int = 1) -> None:
    """Load what is missing; a second run changes nothing."""
    load_pages(HERE / "pages", Site.objects.get(is_default_site=True).root_page)
    if Roster.objects.exists():
        return
    desks = _make_team()
    for practice in PRACTICE:
        _make_case(practice, desks[0])


def _make_team() -> list[team.Desk]:
    today = timezone.localdate()
    users = [User.objects.get(email=address_of(slug)) for slug in MEMBERS]
    Member.objects.filter(user__in=users).delete()
    joined = [
        join(user=user, passphrase=passphrase_of(slug), today=today) for user, slug in zip(users, MEMBERS, strict=True)
    ]
    roster = propose_roster(members=[member for member, _keys in joined])
    for member, keys in joined:
        sign_roster(roster=roster, member=member, keys=keys)
    return [team.Desk(member, keys) for member, keys in joined]


def _make_case(practice: dict, desk: team.Desk) -> None:
    """A case from the file: what was asked, and perhaps an answer and a reply."""
    day = timezone.localdate() - timedelta(days=practice["days_ago"])
    answers = {**practice["answers"], "contact": ""}
    receipt = intake.submit(path=practice["path"], code=new_code(), answers=answers, today=day, is_practice=True)
    case = Case.objects.get(pk=receipt.case.pk)
    if "answer" in practice:
        team.answer(actor=desk, case=case, text=practice["answer"], today=day + timedelta(days=1))
    if "reply" in practice:
        opened = open_for_member(case, desk.member, desk.keys)
        thread.reply(opened, text=practice["reply"], today=day + timedelta(days=1))
