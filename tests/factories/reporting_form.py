"""A meldpunt with two members whose list is signed, and cases as a visitor makes them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.accounts.models import User
from reporting_form.models import Case, Member
from reporting_form.services.intake import submit
from reporting_form.services.members import join, propose_roster, sign_roster
from reporting_form.services.team import Desk
from reporting_form.vault.case_code import CaseCode, new_code
from reporting_form.vault.keys import MemberKeys
from tests.factories.accounts import staff_with

PASSPHRASE = "fiets water appel lamp boom straat"

ADVICE = {
    "question": "Mijn zoon praat niet meer met ons. Wat kan ik doen?",
    "asker": "family",
    "age_band": "16-17",
    "answer_by": "code",
    "contact": "",
}


@dataclass(frozen=True)
class NewMember:
    member: Member
    keys: MemberKeys

    @property
    def desk(self) -> Desk:
        return Desk(self.member, self.keys)

    @property
    def user(self) -> User:
        return self.member.user


def make_member(**fields) -> NewMember:
    """A member with keys, in no list yet."""
    user = staff_with("reporting_form.work_cases", **fields)
    return NewMember(*join(user=user, passphrase=PASSPHRASE, today=timezone.localdate()))


def sign_list(members: list[NewMember], *, signers: list[NewMember], recovery_key: bytes | None = None):
    """The next list of readers, signed by `signers`."""
    roster = propose_roster(members=[one.member for one in members], recovery_key=recovery_key)
    for signer in signers:
        sign_roster(roster=roster, member=signer.member, keys=signer.keys)
    return roster


def make_team() -> tuple[NewMember, NewMember]:
    """Two members who signed the first list: intake is open."""
    team = (make_member(), make_member())
    sign_list(list(team), signers=list(team))
    return team


def make_case(*, code: CaseCode | None = None, path: str = "advice", today: date | None = None, **answers) -> Case:
    """A case as it arrives."""
    answers = {**ADVICE, **answers}
    return submit(path=path, code=code or new_code(), answers=answers, today=today or timezone.localdate()).case
