import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.core.access import AccessLevel
from portal.mail.models import OutgoingMessage
from portal.organisations import services
from portal.organisations.models import Membership
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.organisations import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
State = Membership.State
PAGE = "/accounts/organisatie/"


@pytest.fixture
def coordinator():
    return MembershipFactory(is_coordinator=True)


@pytest.fixture
def request_at_school(coordinator):
    return MembershipFactory(organisation=coordinator.organisation, state=State.REQUESTED)


def test_a_coordinator_confirms_a_colleague_who_then_sees_pages_for_professionals(
    client, coordinator, request_at_school
):
    client.force_login(coordinator.user)
    client.post(PAGE, {"membership": request_at_school.pk, "verb": "confirm"})
    request_at_school.refresh_from_db()
    assert request_at_school.state == State.CONFIRMED
    assert request_at_school.user.access_levels == [AccessLevel.PUBLIC, AccessLevel.PROFESSIONAL]
    assert AuditEntry.objects.values_list("action", "outcome").get() == ("membership.confirm", "ok")


def test_a_coordinator_of_another_school_is_refused_and_the_refusal_is_on_record(request_at_school):
    stranger = MembershipFactory(is_coordinator=True).user
    with pytest.raises(PermissionDenied):
        services.decide_membership(actor=stranger, membership=request_at_school, verb="confirm")
    request_at_school.refresh_from_db()
    assert request_at_school.state == State.REQUESTED
    assert AuditEntry.objects.values_list("action", "outcome").get() == ("membership.decide", "refused")


def test_nobody_decides_about_oneself(coordinator):
    with pytest.raises(PermissionDenied):
        services.decide_membership(actor=coordinator.user, membership=coordinator, verb="end")


def test_a_member_who_is_no_coordinator_gets_no_page(client, coordinator):
    client.force_login(MembershipFactory(organisation=coordinator.organisation).user)
    assert client.get(PAGE).status_code == 403


def test_an_ended_coordinator_decides_nothing(coordinator, request_at_school):
    Membership.objects.filter(pk=coordinator.pk).update(state=State.ENDED)
    with pytest.raises(PermissionDenied):
        services.decide_membership(actor=coordinator.user, membership=request_at_school, verb="confirm")


def test_staff_with_the_permission_decides_everywhere(request_at_school):
    staff = staff_with("organisations.confirm_membership")
    services.decide_membership(actor=staff, membership=request_at_school, verb="decline")
    request_at_school.refresh_from_db()
    assert request_at_school.state == State.ENDED


def test_what_is_decided_is_not_decided_again(coordinator, request_at_school):
    services.decide_membership(actor=coordinator.user, membership=request_at_school, verb="decline")
    with pytest.raises(ValidationError):
        services.decide_membership(actor=coordinator.user, membership=request_at_school, verb="confirm")


def test_a_race_between_two_coordinators_has_one_winner(coordinator, request_at_school):
    stale = Membership.objects.get(pk=request_at_school.pk)
    services.decide_membership(actor=coordinator.user, membership=request_at_school, verb="decline")
    with pytest.raises(ValidationError):
        services.decide_membership(actor=coordinator.user, membership=stale, verb="confirm")
    stale.refresh_from_db()
    assert stale.state == State.ENDED


def test_a_request_reaches_the_coordinator_once_and_names_nobody(client, coordinator):
    user = UserFactory(email="nieuw@scholen.wegwijs.example")
    client.force_login(user)
    for _ in range(2):
        response = client.post(
            reverse("organisations:request_membership"), {"organisation": coordinator.organisation_id}
        )
        assert response.url == reverse("accounts:overview")
    message = OutgoingMessage.objects.get()
    assert (message.kind, message.to, message.params) == ("membership.requested", coordinator.user.email, {})
    assert Membership.objects.get(user=user).state == State.REQUESTED


def test_an_organisation_that_stopped_cannot_be_chosen(client):
    client.force_login(UserFactory())
    closed = OrganisationFactory(active=False)
    response = client.post(reverse("organisations:request_membership"), {"organisation": closed.pk})
    assert "Kies een organisatie uit de lijst." in response.content.decode()
    assert Membership.objects.count() == 0


def test_members_of_an_organisation_that_stopped_are_no_professionals():
    membership = MembershipFactory(organisation__active=False)
    assert membership.user.access_levels == [AccessLevel.PUBLIC]


def test_only_staff_appoints_a_coordinator(coordinator):
    colleague = MembershipFactory(organisation=coordinator.organisation)
    with pytest.raises(PermissionDenied):
        services.appoint_coordinator(actor=coordinator.user, membership=colleague)
    services.appoint_coordinator(actor=staff_with("organisations.confirm_membership"), membership=colleague)
    colleague.refresh_from_db()
    assert colleague.is_coordinator


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_request_and_for_three(client, coordinator, number, django_assert_num_queries):
    MembershipFactory.create_batch(number, organisation=coordinator.organisation, state=State.REQUESTED)
    client.force_login(coordinator.user)
    client.get(PAGE)
    from portal.organisations.queries import memberships_to_decide

    with django_assert_num_queries(4):
        rows = [(row.user.email, row.organisation.name) for row in memberships_to_decide(coordinator.user)]
    assert len(rows) == number
