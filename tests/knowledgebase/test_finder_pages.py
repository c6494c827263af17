"""The help finder as visitors walk it and as editors publish it."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from knowledgebase.finder_graph import problems_of
from knowledgebase.models import HelpFinderEntryPage, OutcomePage, QuestionOption
from portal.core.access import AccessLevel
from portal.core.demo_pages import stream_value
from tests.accounts.sign_in import second_factor_login
from tests.factories.accounts import UserFactory
from tests.factories.knowledgebase import EntryFactory, HelpFinderFactory, OutcomeFactory, QuestionFactory, answer
from tests.factories.organisations import HelpLineFactory
from tests.knowledgebase.asking import queries_of

pytestmark = pytest.mark.django_db

STEP_QUERIES = 18


@pytest.fixture
def entry(home):
    """ouders: over-wie → wat-valt-op → bel-vandaag, with a short way from the first question."""
    entry = EntryFactory(parent=HelpFinderFactory(parent=home), title="Ouders", slug="ouders")
    first = QuestionFactory(parent=entry, title="Over wie?", slug="over-wie")
    second = QuestionFactory(parent=entry, title="Wat valt op?", slug="wat-valt-op")
    outcome = OutcomeFactory(parent=entry, title="Bel vandaag", slug="bel-vandaag")
    answer(first, "Mijn kind", second)
    answer(first, "Ik weet het niet", outcome)
    answer(second, "Trekt zich terug", outcome)
    entry.start = first
    entry.save()
    return entry


def option(label: str) -> int:
    return QuestionOption.objects.get(label=label).pk


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_with_one_entry_the_finder_opens_with_its_first_question(entry, client):
    assert "<h1>Over wie?</h1>" in page(client, "/hulpwijzer/")


def test_with_more_entries_the_finder_asks_which_one_fits(entry, client):
    EntryFactory(parent=entry.get_parent(), title="Leraren", slug="leraren")
    found = client.get("/hulpwijzer/").context["entries"]
    assert [one.title for one in found] == ["Ouders", "Leraren"]


def test_each_answer_leads_on_and_carries_the_way_so_far(entry, client):
    mine, withdrawn = option("Mijn kind"), option("Trekt zich terug")
    assert f'href="/hulpwijzer/ouders/wat-valt-op/?weg={mine}"' in page(client, "/hulpwijzer/ouders/")
    second = page(client, f"/hulpwijzer/ouders/wat-valt-op/?weg={mine}")
    assert f'href="/hulpwijzer/ouders/bel-vandaag/?weg={mine}-{withdrawn}"' in second
    assert "U bent bij vraag 2 van 2" in second


def test_earlier_answers_stay_visible_and_can_be_changed(entry, client):
    mine, withdrawn = option("Mijn kind"), option("Trekt zich terug")
    answers = client.get(f"/hulpwijzer/ouders/bel-vandaag/?weg={mine}-{withdrawn}").context["answers"]
    assert answers == [
        {"question": "Over wie?", "answer": "Mijn kind", "edit_url": "/hulpwijzer/ouders/"},
        {
            "question": "Wat valt op?",
            "answer": "Trekt zich terug",
            "edit_url": f"/hulpwijzer/ouders/wat-valt-op/?weg={mine}",
        },
    ]


@pytest.mark.parametrize("way", ["x", "999999", "1-2-3-4-5-6", "<script>", "%00", "-"])
def test_a_way_that_does_not_fit_is_ignored(entry, client, way):
    response = client.get(f"/hulpwijzer/ouders/bel-vandaag/?weg={way}")
    assert (response.status_code, response.context["answers"]) == (200, [])


@pytest.mark.parametrize("address", ["", "ouders/", "ouders/wat-valt-op/", "ouders/bel-vandaag/"])
def test_every_step_shows_the_emergency_number_and_accepts_only_reading(entry, client, address):
    assert 'class="danger' in page(client, f"/hulpwijzer/{address}")
    assert client.post(f"/hulpwijzer/{address}", {"weg": "1"}).status_code == 405


def test_a_walk_stores_nothing_and_sets_no_cookie(entry, client):
    way = f"{option('Mijn kind')}-{option('Trekt zich terug')}"
    client.get("/hulpwijzer/")
    before = rows()
    for address in ("ouders/", f"ouders/wat-valt-op/?weg={option('Mijn kind')}", f"ouders/bel-vandaag/?weg={way}"):
        assert not client.get(f"/hulpwijzer/{address}").cookies
    assert rows() == before


def rows() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_step_asks_the_same_whatever_the_size_of_the_graph(entry, client, number):
    outcomes = OutcomeFactory.create_batch(number, parent=entry)
    for outcome in outcomes:
        answer(entry.start, outcome.title, outcome)
    assert queries_of(client, "/hulpwijzer/ouders/") == STEP_QUERIES


def test_an_outcome_shows_its_numbers_from_the_register_the_first_one_above_the_steps(entry, client):
    HelpLineFactory(key="police", number="0900-8844", name="Politie")
    HelpLineFactory(key="suicide", number="113", name="Zelfmoordlijn")
    HelpLineFactory(key="emergency", number="112", name="Alarmcentrale")
    lost = HelpLineFactory(key="vanished")
    outcome = entry.get_children().get(slug="bel-vandaag").specific
    keys = ["police", "vanished", "emergency", "suicide"]
    blocks = [{"type": "contact", "help_lines": keys}]
    outcome.contact = stream_value(OutcomePage.contact.field.stream_block, blocks)
    outcome.body = stream_value(OutcomePage.body.field.stream_block, [{"type": "text", "value": "Blijf rustig."}])
    outcome.save()
    lost.delete()
    content = page(client, outcome.url)
    places = [content.index(words) for words in ("Politie", "Blijf rustig.", "U kunt ook bellen", "Zelfmoordlijn")]
    assert places == sorted(places)
    # The danger line above the outcome shows this number already.
    assert "Alarmcentrale" not in content


def test_an_answer_to_a_withdrawn_page_is_not_offered(entry, client):
    entry.get_children().get(slug="bel-vandaag").unpublish()
    options = client.get("/hulpwijzer/ouders/").context["options"]
    assert [one["label"] for one in options] == ["Mijn kind"]


def test_the_steps_of_a_hidden_or_withdrawn_entry_do_not_exist(entry, client):
    entry.access_level = AccessLevel.PROFESSIONAL
    entry.save()
    assert client.get("/hulpwijzer/ouders/wat-valt-op/").status_code == 404
    entry.access_level, entry.live = AccessLevel.PUBLIC, False
    entry.save()
    assert client.get("/hulpwijzer/ouders/wat-valt-op/").status_code == 404


def test_a_whole_entry_is_published(entry):
    assert problems_of(entry.graph_for(None)) == []
    entry.save_revision().publish()
    assert HelpFinderEntryPage.objects.live().count() == 1


def test_an_entry_with_a_dead_end_is_refused_with_the_way_to_it(entry):
    answer(entry.get_children().get(slug="wat-valt-op").specific, "Iets anders", None)
    with pytest.raises(ValidationError, match="Ouders › Over wie\\? › Wat valt op\\? › Iets anders"):
        entry.save_revision().publish()


def test_a_question_that_would_close_a_circle_in_a_published_entry_is_refused(entry):
    second = entry.get_children().get(slug="wat-valt-op").specific
    second.options = [QuestionOption(label="Terug", next=entry.start)]
    revision = second.save_revision()
    with pytest.raises(ValidationError, match="komt terug bij een eerdere vraag"):
        revision.publish()
    assert [one.label for one in QuestionOption.objects.filter(question=second)] == ["Trekt zich terug"]


def test_an_unpublished_entry_may_be_built_up_in_any_order(entry):
    entry.unpublish()
    second = entry.get_children().get(slug="wat-valt-op").specific
    second.options = []
    second.save_revision().publish()
    assert [str(problem) for problem in problems_of(entry.graph_for(None))] == [
        "Ouders › Over wie? › Wat valt op?: Deze vraag heeft geen antwoorden."
    ]


def edit_form(question, target, action: str) -> dict:
    row = {"label": "Toch dit", "note": "", "next": target and target.pk, "id": ""}
    form = {"title": question.title, "slug": question.slug, "lead": "", "review_interval": 12, "seo_title": ""}
    form |= {"search_description": "", "options": inline_formset([row]), "comments": inline_formset([]), action: "1"}
    return nested_form_data(form)


@pytest.fixture
def administrator(client):
    user = UserFactory(is_superuser=True, is_staff=True)
    second_factor_login(client, user)
    return user


def test_the_editor_reads_why_a_question_cannot_be_published_and_loses_nothing(entry, client, administrator):
    question = entry.get_children().get(slug="wat-valt-op").specific
    form = edit_form(question, entry.start, "action-publish")
    response = client.post(f"/beheer/pages/{question.pk}/edit/", form)
    content = response.content.decode()
    assert response.status_code == 200
    assert "Ouders › Over wie? › Wat valt op? › Over wie?: Deze weg komt terug bij een eerdere vraag." in content
    assert "Toch dit" in content


def test_the_editor_may_keep_a_draft_that_is_not_whole_yet(entry, client, administrator):
    question = entry.get_children().get(slug="wat-valt-op").specific
    response = client.post(f"/beheer/pages/{question.pk}/edit/", edit_form(question, entry.start, "action-save"))
    assert response.status_code == 302
    question.refresh_from_db()
    assert question.has_unpublished_changes
