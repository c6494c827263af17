"""Where the team works, and the log that only the auditor reads."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.roles import ROLES
from portal.accounts.workplaces import workplaces_of, workplaces_of_role
from portal.audit.services import seal
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import UserFactory, staff_in
from tests.factories.audit import AuditEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LOG = "/team/audit/"


@pytest.fixture
def auditor(client):
    second_factor_login(client, staff_in("auditor"))
    return client


@pytest.mark.parametrize("slug", ROLES)
def test_every_role_has_a_place_to_work(slug):
    assert [place.address for place in workplaces_of(staff_in(slug))] == [
        place.address for place in workplaces_of_role(slug)
    ]
    assert workplaces_of_role(slug)


def test_who_is_not_of_the_team_has_none():
    assert workplaces_of(UserFactory()) == []


def test_the_own_page_leads_a_coordinator_to_both_places(client):
    second_factor_login(client, staff_in("training-coordinator"))
    page = client.get("/accounts/").text
    assert 'class="row__link" href="/team/trainingen/"' in page
    assert 'class="row__link" href="/beheer/"' in page
    assert 'class="row__link" href="/team/audit/"' not in page


def test_a_row_is_told_in_words(auditor):
    AuditEntryFactory(action="meldpunt.open", object_type="reporting_form.case", reference="2026-3")
    page = auditor.get(LOG).text
    assert '<th scope="row">Zaak geopend</th>' in page
    assert ">Zaak 2026-3</td>" in page
    assert "<bdi>auditor@gemeente.wegwijs.example</bdi>" in page


def test_the_newest_row_stands_first_and_older_ones_on_the_next_page(auditor):
    rows = [AuditEntryFactory() for _number in range(51)]
    assert [entry.pk for entry in auditor.get(LOG).context["page"]] == [row.pk for row in reversed(rows[1:])]
    assert [entry.pk for entry in auditor.get(LOG, {"pagina": 2}).context["page"]] == [rows[0].pk]


def test_the_log_is_filtered_by_action_and_by_month(auditor):
    earlier = timezone.now() - timedelta(days=62)
    old = AuditEntryFactory(action="briefing.send", at=earlier)
    new = AuditEntryFactory(action="meldpunt.open")

    def shown(**query):
        return [entry.pk for entry in auditor.get(LOG, query).context["page"]]

    assert shown(actie="briefing.send") == [old.pk]
    assert shown(maand=timezone.localtime(earlier).strftime("%Y-%m")) == [old.pk]
    assert shown(maand=timezone.localtime().strftime("%Y-%m")) == [new.pk]
    assert shown(actie="onzin", maand="2026-99") == [new.pk, old.pk]


def test_a_row_that_waits_for_its_seal_is_reported_until_it_has_one(auditor):
    AuditEntryFactory(at=timezone.now() - timedelta(minutes=2))
    assert "De keten loopt achter" in auditor.get(LOG).text
    seal()
    page = auditor.get(LOG).text
    assert "De keten loopt achter" not in page
    assert "De laatste verzegelde regel is nummer 1" in page


def test_the_log_cannot_be_posted_to(auditor):
    assert auditor.post(LOG).status_code == 405


@pytest.mark.parametrize("number", [1, 100])
def test_the_log_costs_the_same_for_one_row_and_for_a_hundred(auditor, django_assert_num_queries, number):
    for _row in range(number):
        AuditEntryFactory()
    auditor.get(LOG)
    with django_assert_num_queries(11):
        auditor.get(LOG)
