"""The team's screens: who enters, what a bad form does, what the live page counts."""

import re

import pytest
from django.urls import reverse

from portal.briefings import services
from portal.briefings.models import Briefing, Reply
from portal.briefings.queries import standing
from portal.briefings.structure import SLOTS
from portal.briefings.workflow import NEXT_STATES, State, TransitionNotAllowedError
from portal.mail.models import OutgoingMessage
from tests.accounts.sign_in import password_only_login, second_factor_login
from tests.factories.accounts import UserFactory
from tests.factories.briefings import (
    ScaffoldFactory,
    approver,
    author,
    complete_content,
    draft,
    first_delivery,
    sent,
    submitted,
)

pytestmark = pytest.mark.django_db

WITH_PK = ["show", "edit", "check", "decide", "live", "close", "withdraw"]


@pytest.fixture
def writer(client):
    person = author()
    second_factor_login(client, person)
    return person


def url(name, briefing=None):
    return reverse(f"team_briefings:{name}", args=[briefing.pk] if briefing else [])


def form_data(client, briefing) -> dict:
    """What the browser would send when the author changes nothing."""
    form = client.get(url("edit", briefing)).context["form"]
    data = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        widget_value = bound.field.widget.format_value(value)
        data[bound.name] = widget_value if isinstance(widget_value, list) else widget_value or ""
    return data


@pytest.mark.parametrize("name", ["list", "create", *WITH_PK])
def test_nobody_enters_without_second_factor_or_permission(client, name):
    briefing = None if name in ("list", "create") else sent().briefing
    address = url(name, briefing)

    assert client.get(address).status_code == 302
    password_only_login(client, author())
    assert client.post(address).status_code == 302
    second_factor_login(client, UserFactory())
    assert client.post(address).status_code == 403
    assert Briefing.objects.exclude(state=State.SENT).count() == 0


@pytest.mark.parametrize("name", WITH_PK)
def test_a_briefing_that_does_not_exist_is_404(client, name):
    second_factor_login(client, approver())
    address = reverse(f"team_briefings:{name}", args=[10**25])

    assert (client.post if name == "close" else client.get)(address).status_code == 404


@pytest.mark.parametrize("name", ["list", "show", "live"])
def test_pages_that_show_refuse_a_post(client, writer, name):
    address = url(name, None if name == "list" else sent().briefing)

    assert client.post(address).status_code == 405


def test_closing_needs_a_post(client, writer):
    assert client.get(url("close", sent().briefing)).status_code == 405


def test_a_post_without_the_token_of_the_session_is_refused(writer):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    second_factor_login(strict, writer)
    briefing = sent().briefing

    assert strict.post(url("close", briefing)).status_code == 403
    assert Briefing.objects.get().state == State.SENT


def test_an_author_writes_checks_and_submits(client, writer):
    draft()  # gives a school
    scaffold = ScaffoldFactory()
    scaffold.sections.create(kind="unknown", starting_text="Waarom dit gebeurde.", prompt="Eén punt per regel.")
    client.post(url("create"), {"scaffold": scaffold.pk, "title": "Onrust in de stad"})
    briefing = Briefing.objects.get(title="Onrust in de stad")

    page = client.get(url("edit", briefing)).content.decode()
    assert "Eén punt per regel." in page
    assert "Waarom dit gebeurde." in page

    content = complete_content()
    typed = (
        form_data(client, briefing)
        | content.texts
        | {
            "cleared_by": "Politie",
            "cleared_at": "2026-01-01T10:00",
            "next_update_at": "2099-12-31 21:00",
            "audience_kinds": ["po"],
            "fact_2_text": "De scholen zijn open.",
            "fact_2_source": "Burgemeester",
            "check": "1",
        }
    )
    response = client.post(url("edit", briefing), typed)
    assert response.url == url("check", briefing)
    assert "Alles wat verplicht is, is er." in client.get(response.url).content.decode()

    client.post(url("check", briefing))
    briefing.refresh_from_db()
    assert briefing.state == State.SUBMITTED
    assert list(briefing.authors.all()) == [writer]
    assert client.post(url("check", briefing)).url == url("show", briefing)
    assert briefing.versions.count() == 1


def test_an_incomplete_draft_is_saved_and_the_check_says_what_is_missing(client, writer):
    briefing = services.create_from_scaffold(scaffold=ScaffoldFactory(), title="Leeg", actor=writer)

    assert client.post(url("edit", briefing), form_data(client, briefing)).url == url("edit", briefing)
    page = client.get(url("check", briefing)).content.decode()
    refused = client.post(url("check", briefing))

    links = re.findall(r"bewerken/#id_(\w+)", page)
    assert links == [
        "fact_1_text",
        "in_three_lines",
        "unknown",
        "cleared_by",
        "cleared_at",
        "next_update_at",
        "audience_kinds",
    ]
    assert refused.status_code == 400
    assert "Dien in voor goedkeuring" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("level", "hoogst"),
        ("cleared_at", "gisteren"),
        ("cleared_at", "0001-01-01T00:00"),
        ("next_update_at", "9999-12-31T23:59"),
        ("bulletin_text", "x" * 201),
        ("classroom", "x" * 4001),
        ("ages_mbo", "x" * 4001),
        ("fact_7_text", "x" * 301),
        ("fact_1_source", "x" * 121),
        ("audience_kinds", ["bedrijf"]),
        ("audience_districts", ["Nergens"]),
        ("help_lines", ["999"]),
        ("help_lines", ["politie"]),
        ("revision", ""),
        ("revision", "9" * 30),
    ],
)
def test_a_bad_field_is_explained_and_nothing_that_was_typed_is_lost(client, writer, field, value):
    briefing = draft()
    typed = form_data(client, briefing) | {"signals": "Net getypt 🙂 <b>tekst</b>", field: value}

    response = client.post(url("edit", briefing), typed)

    page = response.content.decode()
    assert response.status_code == 400
    assert 'class="errors"' in page
    assert list(response.context["form"].errors) == [field]
    assert "Net getypt 🙂 &lt;b&gt;tekst&lt;/b&gt;" in page
    assert Briefing.objects.get().revision == briefing.revision


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("een \u202eomgekeerd\u2066 woord", "een omgekeerd woord"), ("bel\x07letje\x00", "belletje"), ("🙂", "🙂")],
)
def test_control_characters_disappear_and_other_text_stays(client, writer, typed, kept):
    briefing = draft()

    client.post(url("edit", briefing), form_data(client, briefing) | {"signals": typed})

    assert briefing.sections.get(kind="signals").text == kept


def test_a_colleague_who_saved_in_between_is_not_overwritten_and_nothing_is_lost(client, writer):
    briefing = draft()
    typed = form_data(client, briefing) | {"signals": "Mijn tekst"}
    services.save_draft(briefing_pk=briefing.pk, actor=author(), content=complete_content(), revision=1)

    refused = client.post(url("edit", briefing), typed)
    page = refused.content.decode()
    accepted = client.post(url("edit", briefing), typed | {"revision": re.search(r'revision" value="(\d+)"', page)[1]})

    assert refused.status_code == 400
    assert "Iemand anders heeft dit bericht intussen gewijzigd" in page
    assert "Mijn tekst" in page
    assert accepted.status_code == 302
    assert briefing.sections.get(kind="signals").text == "Mijn tekst"


@pytest.mark.parametrize("name", ["edit", "check"])
def test_a_sent_briefing_cannot_be_edited(client, writer, name):
    version = sent()
    before = version.briefing.revision

    response = client.post(url(name, version.briefing), {"title": "Anders"})

    assert response.url == url("live", version.briefing)
    assert Briefing.objects.get().revision == before


def test_the_reason_of_a_rejection_is_shown_to_the_author(client, writer):
    version = submitted()
    services.reject(version_pk=version.pk, sha256=version.sha256, actor=approver(), reason="De bron ontbreekt.")

    assert "De bron ontbreekt." in client.get(url("edit", version.briefing)).content.decode()


def test_a_new_briefing_needs_a_scaffold_and_a_title(client, writer):
    for data in ({}, {"scaffold": "0", "title": "x"}, {"scaffold": ScaffoldFactory().pk, "title": "x" * 121}):
        response = client.post(url("create"), data)
        assert response.status_code == 400
        assert 'class="errors"' in response.content.decode()
    assert not Briefing.objects.exists()


def test_two_briefings_with_one_title_have_addresses_of_their_own():
    slugs = {draft().slug for _number in range(3)} | {draft(title="🙂").slug}

    assert len(slugs) == 4


def test_withdrawing_needs_a_reason_and_closing_twice_is_one_end(client, writer):
    briefing = sent().briefing

    client.post(url("close", briefing))
    client.post(url("close", briefing))
    assert client.post(url("withdraw", briefing), {"reason": " "}).status_code == 400
    client.post(url("withdraw", briefing), {"reason": "Een feit was onjuist."})

    briefing.refresh_from_db()
    assert (briefing.state, briefing.withdrawal_reason) == (State.WITHDRAWN, "Een feit was onjuist.")


def test_a_draft_cannot_be_closed_or_withdrawn(client, writer):
    briefing = draft()

    assert client.post(url("close", briefing)).url == url("show", briefing)
    assert client.post(url("withdraw", briefing), {"reason": "Onjuist."}).url == url("show", briefing)
    with pytest.raises(TransitionNotAllowedError):
        services.withdraw(briefing_pk=briefing.pk, actor=writer, reason="Onjuist.")
    assert Briefing.objects.get().state == State.DRAFT


def test_the_workflow_knows_every_state_and_a_withdrawn_briefing_is_the_end():
    assert set(NEXT_STATES) == set(State)
    assert NEXT_STATES[State.WITHDRAWN] == frozenset()


def test_the_live_counts_keep_handed_delivered_bounced_and_answered_apart():
    version = sent(contacts=5)
    states = ["handed", "delivered", "bounced", "deferred", "pending"]
    for message, state in zip(OutgoingMessage.objects.order_by("pk"), states, strict=True):
        OutgoingMessage.objects.filter(pk=message.pk).update(state=state)
    services.record_reply(delivery=first_delivery(version), kind=Reply.SUPPORT, support_kinds=["press"])

    counts = standing(version.dispatch)

    assert (counts.contacts, counts.handed, counts.delivered, counts.failed, counts.waiting) == (5, 3, 1, 1, 1)
    assert (counts.organisations, counts.read, counts.shared, counts.support, counts.silent) == (5, 1, 0, 1, 4)


@pytest.mark.parametrize(("stand", "number"), [("", 3), ("geen", 2), ("mislukt", 1), ("wacht", 0), ("onbekend", 3)])
def test_the_live_page_filters_the_recipients(client, writer, stand, number):
    version = sent(contacts=3)
    delivery = first_delivery(version)
    OutgoingMessage.objects.filter(pk=delivery.message_id).update(state="bounced")
    services.record_reply(delivery=delivery, kind=Reply.SUPPORT, support_kinds=["press"], note="<b>Bel</b>")

    response = client.get(url("live", version.briefing), {"stand": stand, "pagina": "x"})

    assert len(response.context["recipients"]) == number
    page = response.content.decode()
    assert "Pers bij de deur" in page
    assert "<b>Bel</b>" not in page


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_live_page_costs_the_same_number_of_queries(client, writer, django_assert_num_queries, number):
    version = sent(contacts=number)
    client.get(url("live", version.briefing))

    with django_assert_num_queries(14):
        client.get(url("live", version.briefing))


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_team_list_costs_the_same_number_of_queries(client, writer, django_assert_num_queries, number):
    Briefing.objects.bulk_create(Briefing(slug=f"bericht-{n}", title=f"Bericht {n}") for n in range(number))
    client.get(url("list"))

    with django_assert_num_queries(8):
        client.get(url("list"))


def test_every_slot_has_a_field_in_the_form(client, writer):
    names = set(client.get(url("edit", draft())).context["form"].fields)

    assert {slot.name for slot in SLOTS} <= names
