"""The screen on which a second person decides."""

import pytest
from django.urls import reverse

from portal.briefings import services
from portal.briefings.models import BriefingVersion, Delivery, Dispatch
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import staff_with
from tests.factories.briefings import (
    APPROVE,
    WRITE,
    approver,
    author,
    edit,
    nothing_was_sent,
    submitted,
    superuser,
)

pytestmark = pytest.mark.django_db


def decision(version, /, **changes):
    return {"version": version.pk, "sha256": version.sha256, "decision": "approve", "reason": "", **changes}


def decide_url(version):
    return reverse("team_briefings:decide", args=[version.briefing_id])


def test_an_approver_sees_exactly_the_text_that_is_sent_and_sends_it(client):
    version = submitted(contacts=2)
    second_factor_login(client, approver())

    page = client.get(decide_url(version)).content.decode()
    response = client.post(decide_url(version), decision(version))

    assert version.short_hash in page
    assert all(line in page for line in version.text.splitlines() if line.isascii())
    assert response.url == reverse("team_briefings:live", args=[version.briefing_id])
    assert Delivery.objects.count() == 2


def test_pressing_approve_twice_sends_once_and_shows_the_same_calm_page(client):
    version = submitted(contacts=2)
    second_factor_login(client, approver())

    answers = [client.post(decide_url(version), decision(version)) for _click in range(2)]

    live = reverse("team_briefings:live", args=[version.briefing_id])
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, live)] * 2
    assert (Dispatch.objects.count(), Delivery.objects.count()) == (1, 2)


def test_an_approver_is_told_when_the_morning_in_the_text_is_over(client):
    version = submitted()
    second_factor_login(client, approver())
    assert "De ochtend in deze tekst is voorbij" not in client.get(decide_url(version)).content.decode()

    page = {**version.page, "school_morning": "2026-01-05T08:15:00+01:00"}
    BriefingVersion.objects.filter(pk=version.pk).update(page=page)

    assert "De ochtend in deze tekst is voorbij" in client.get(decide_url(version)).content.decode()


@pytest.mark.parametrize("make_person", [approver, superuser])
def test_an_author_who_posts_the_approval_directly_gets_403(client, make_person):
    person = make_person()
    version = submitted(by=person)
    second_factor_login(client, person)

    assert client.post(decide_url(version), decision(version)).status_code == 403
    assert 'name="decision"' not in client.get(decide_url(version)).content.decode()
    assert nothing_was_sent()


def test_who_may_only_write_gets_403_on_the_approval(client):
    version = submitted()
    second_factor_login(client, author())

    assert client.get(decide_url(version)).status_code == 403
    assert client.post(decide_url(version), decision(version)).status_code == 403
    assert nothing_was_sent()


def test_who_may_only_approve_does_not_write(client):
    version = submitted()
    second_factor_login(client, staff_with(APPROVE))

    assert client.get(reverse("team_briefings:edit", args=[version.briefing_id])).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"sha256": "0" * 64},
        {"sha256": ""},
        {"sha256": "\x00"},
        {"version": ""},
        {"version": "999999"},
        {"version": "9" * 30},
        {"decision": ""},
        {"decision": "send"},
        {"decision": "reject"},
        {"decision": "reject", "reason": "x" * 1001},
        {"decision": "reject", "reason": "\x00"},
    ],
)
def test_a_bad_decision_is_explained_and_sends_nothing(client, changes):
    version = submitted()
    second_factor_login(client, approver())

    response = client.post(decide_url(version), decision(version, **changes))

    assert response.status_code == 400
    assert "fouten" in response.content.decode()
    assert nothing_was_sent()


def test_the_version_of_another_briefing_is_not_approved_through_this_address(client):
    version, other = submitted(), submitted()
    second_factor_login(client, approver())

    response = client.post(decide_url(version), decision(other))

    assert response.status_code == 400
    assert nothing_was_sent()


def test_an_approval_of_a_text_that_was_edited_meanwhile_shows_that_and_keeps_what_was_typed(client):
    version = submitted()
    second_factor_login(client, approver())
    edit(version.briefing, staff_with(WRITE))
    newer = services.submit(briefing_pk=version.briefing_id, actor=author())

    response = client.post(decide_url(version), decision(version, reason="Mooi zo"))

    page = response.content.decode()
    assert response.status_code == 400
    assert "De tekst is intussen veranderd" in page
    assert "Mooi zo" in page
    assert newer.sha256 in page
    assert nothing_was_sent()
