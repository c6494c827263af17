import pytest

from reporting_form.models import KeyWrap, Member, Roster, RosterSignature
from reporting_form.queries import intake_is_open, recipients
from reporting_form.services.intake import IntakeClosedError
from reporting_form.services.members import PassphraseTooShortError, join, propose_roster, unlock_keys
from reporting_form.vault.envelope import CannotOpenError
from reporting_form.vault.roster import sign
from tests.factories.accounts import UserFactory
from tests.factories.reporting_form import PASSPHRASE, make_case, make_member, sign_list

pytestmark = pytest.mark.django_db


def holders(case):
    return set(case.wraps.filter(holder=KeyWrap.Holder.MEMBER).values_list("member_id", flat=True))


def pks(*members):
    return {one.member.pk for one in members}


def test_a_case_is_sealed_to_both_members_and_the_reporter(team):
    case = make_case()

    assert holders(case) == pks(*team)
    assert sorted(case.wraps.values_list("holder", flat=True)) == ["member", "member", "reporter"]


def test_an_added_member_row_gets_no_key(team):
    intruder = make_member()

    assert holders(make_case()) == pks(*team)
    assert intruder.member.is_active is True


def test_a_list_with_one_signature_does_not_count(team):
    newcomer = make_member()
    sign_list([*team, newcomer], signers=[team[0]])

    assert holders(make_case()) == pks(*team)


def test_a_list_that_two_members_signed_lets_a_third_read(team):
    newcomer = make_member()
    sign_list([*team, newcomer], signers=list(team))

    assert holders(make_case()) == pks(*team, newcomer)


def test_people_outside_the_list_cannot_sign_themselves_in(team):
    intruders = [make_member(), make_member()]
    sign_list([*team, *intruders], signers=intruders)

    assert holders(make_case()) == pks(*team)


def test_one_member_cannot_sign_twice_under_two_rows(team):
    first, newcomer = team[0], make_member()
    roster = sign_list([*team, newcomer], signers=[first])
    signature = sign(bytes(roster.body), first.keys.signing)
    RosterSignature.objects.create(roster=roster, member=newcomer.member, signature=signature)

    assert holders(make_case()) == pks(*team)


def test_a_first_list_without_the_servers_anchor_does_not_count(db):
    intruders = [make_member(), make_member()]
    sign_list(intruders, signers=intruders)
    Roster.objects.update(anchor="0" * 64)

    assert recipients().members == ()


def test_a_changed_list_does_not_count(team):
    roster = Roster.objects.get()
    Roster.objects.update(body=bytes(roster.body).replace(b'"number":1', b'"number": 1'))

    assert intake_is_open() is False


def test_a_key_that_was_swapped_in_the_row_gets_nothing(team):
    Member.objects.filter(pk=team[0].member.pk).update(public_key=make_member().keys.public_key)

    assert recipients().members == (team[1].member,)
    with pytest.raises(IntakeClosedError):
        make_case()


def test_the_recovery_key_of_the_list_gets_the_case_key_too(team):
    recovery = make_member().keys
    sign_list(list(team), signers=list(team), recovery_key=recovery.public_key)

    assert make_case().wraps.filter(holder=KeyWrap.Holder.RECOVERY).count() == 1


def test_a_wrong_passphrase_opens_nothing_and_spaces_or_capitals_do_not_matter(team):
    member = team[0].member

    assert unlock_keys(member=member, passphrase=f"  {PASSPHRASE.upper()} ").public_key == team[0].keys.public_key
    with pytest.raises(CannotOpenError):
        unlock_keys(member=member, passphrase=PASSPHRASE.replace("fiets", "fietsen"))


def test_another_pepper_opens_nothing(team, settings):
    settings.VAULT_PEPPER = "another-pepper"

    with pytest.raises(CannotOpenError):
        unlock_keys(member=team[0].member, passphrase=PASSPHRASE)


def test_five_words_are_too_few(db):
    with pytest.raises(PassphraseTooShortError):
        join(user=UserFactory(), passphrase="een twee drie vier vijf", today=None)


def test_a_leaving_member_loses_every_key(team):
    from portal.accounts.services import leave_staff

    case = make_case()
    lines = leave_staff(user=team[0].user)

    assert holders(case) == pks(team[1])
    assert "1 sleutels van zaken ingetrokken" in lines
    assert intake_is_open() is False


def test_the_next_list_names_the_one_before(team):
    following = propose_roster(members=[one.member for one in team])

    assert (following.number, following.anchor) == (2, "")
