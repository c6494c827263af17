import pytest
from django.urls import reverse

from reporting_form.models import Case
from reporting_form.vault.case_code import new_code
from reporting_form.vault.tokens import make_token
from tests.factories.reporting_form import make_case
from tests.reporting_form.pages import ask_advice, follow, form_on, send, shown_code, soup_of, text_of

pytestmark = pytest.mark.django_db

ADVICE = "reporting_form:advice"
NASTY = "Eerste regel\r\n<script>alert(1)</script> 😀 \u202eomgekeerd\u202c \x07bel\x00nul é"
CLEANED = "Eerste regel\n<script>alert(1)</script> 😀 omgekeerd belnul é"


def errors_of(response):
    return {name: list(messages) for name, messages in response.context["form"].errors.items()}


def test_an_empty_form_says_what_is_missing(client, team):
    review = client.post(reverse(ADVICE), {**form_on(client.get(reverse(ADVICE)), "review"), "action": "review"})

    assert errors_of(review) == {"question": ["Schrijf uw vraag op"], "asker": ["Kies wie u bent"]}
    assert "<title>Fout: Meldpunt" in review.content.decode()


def test_a_post_without_anything_is_no_error(client, team):
    assert client.post(reverse(ADVICE)).status_code == 200


def test_a_text_that_is_too_long_comes_back_whole(client, team):
    page = ask_advice(client, question="a" * 10_001)

    message = "Uw tekst is te lang: 10001 tekens. Er passen er 10000 in. Uw tekst staat er nog."
    assert errors_of(page) == {"question": [message]}
    assert len(form_on(page, "review")["question"]) == 10_001


def test_ten_thousand_characters_fit_whatever_the_browser_makes_of_line_ends(client, team):
    assert errors_of(ask_advice(client, question="a\r\n" * 5_000)) == {}


def test_control_and_reordering_characters_are_taken_out_and_the_rest_is_kept(client, team):
    review = ask_advice(client, question=NASTY)
    send(client, review)
    thread = follow(client, shown_code(review))

    assert [page.content.decode().count("<script>alert") for page in (review, thread)] == [0, 0]
    assert thread.context["answers"][0] == ("question", "Wat is uw vraag?", CLEANED)


def test_an_unknown_choice_is_refused_and_nothing_is_lost(client, team):
    page = ask_advice(client, question="Mijn tekst.", asker="police")

    assert errors_of(page) == {"asker": ["Kies een van de antwoorden."]}
    assert form_on(page, "review")["question"] == "Mijn tekst."


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("", "Vul uw telefoonnummer in, of kies voor een zaakcode"),
        ("12", "Vul een volledig telefoonnummer in, met alleen cijfers"),
        ("bel me maar", "Vul een volledig telefoonnummer in, met alleen cijfers"),
    ],
)
def test_a_phone_number_that_cannot_be_called_is_explained(client, team, number, message):
    page = ask_advice(client, question="Mijn tekst.", answer_by="phone", phone=number, calling="1")

    assert errors_of(page) == {"phone": [message]}
    assert form_on(page, "review")["question"] == "Mijn tekst."


def test_what_was_typed_about_calling_counts_no_longer_for_an_answer_by_code(client, team):
    page = ask_advice(client, answer_by="code", phone="12", safe_times="x" * 300)

    assert page.templates[0].name == "reporting_form/intake_review.html"


def test_the_case_code_in_the_text_is_refused(client, team):
    review = ask_advice(client)
    page = send(client, review, question=f"Mijn code is {shown_code(review)}")

    assert Case.objects.count() == 0
    assert errors_of(page) == {
        "__all__": ["Uw zaakcode staat in uw tekst. Haal de code weg. Bewaar die alleen voor uzelf."]
    }


def test_the_case_code_in_a_reply_is_refused(client, team):
    code = new_code()
    make_case(code=code)
    thread = follow(client, str(code))
    page = client.post(reverse("reporting_form:follow_up"), {**form_on(thread), "text": f"Zie {code}"})

    assert list(errors_of(page)) == ["text"]


@pytest.mark.parametrize("token", ["", "forged", "a" * 400, "é"])
def test_a_forged_code_token_gives_a_new_code_and_sends_nothing(client, team, token):
    review = ask_advice(client)
    page = send(client, review, sealed=token)

    assert Case.objects.count() == 0
    assert page.context["is_renewed"] is True
    assert shown_code(page) != shown_code(review)


def test_an_expired_code_gives_a_new_one_and_keeps_the_text(client, team, settings):
    settings.VAULT_REVIEW_SECONDS = -1
    review = ask_advice(client, question="Mijn tekst.")
    page = send(client, review)

    assert (Case.objects.count(), page.context["is_renewed"]) == (0, True)
    assert form_on(page, "send")["question"] == "Mijn tekst."


def test_a_token_of_another_form_does_not_serve_as_a_case(client, team):
    stray = make_token("code", {"case": "x", "key": ""}, seconds=60)
    page = client.post(reverse("reporting_form:follow_up"), {"token": stray, "text": "Mijn tekst."})

    assert page.context["is_expired"] is True
    assert page.context["kept"] == "Mijn tekst."


def test_an_expired_thread_asks_for_the_code_and_brings_the_text_back(client, team, settings):
    code = new_code()
    make_case(code=code)
    settings.VAULT_THREAD_SECONDS = -1
    stale = form_on(follow(client, str(code)))
    expired = client.post(reverse("reporting_form:follow_up"), {**stale, "text": "Bijna kwijt."})
    settings.VAULT_THREAD_SECONDS = 900
    thread = client.post(reverse("reporting_form:follow_up"), {**form_on(expired), "code": str(code)})

    assert form_on(thread)["text"] == "Bijna kwijt."


def test_a_filled_trap_field_is_said_aloud_and_not_sent(client, team):
    page = ask_advice(client, website="https://spam.example")

    assert list(errors_of(page)) == ["website"]


def test_a_form_that_comes_back_within_the_minimum_time_keeps_its_text(client, team, settings):
    settings.MELDPUNT_MINIMUM_SECONDS = 60
    page = ask_advice(client, question="Mijn tekst.")

    assert (errors_of(page), soup_of(page).find(class_="errors")) == ({}, None)
    assert "Lees uw tekst nog eens rustig na" in text_of(page)
    assert form_on(page, "review")["question"] == "Mijn tekst."
    assert Case.objects.count() == 0


def test_after_ten_messages_the_eleventh_waits_with_its_text_on_the_screen(client, team):
    review = ask_advice(client, question="Mijn tekst.")
    statuses = [send(client, review).status_code for _ in range(11)]
    last = send(client, review)

    assert statuses == [200] * 10 + [429]
    assert form_on(last, "review")["question"] == "Mijn tekst."


@pytest.mark.parametrize("name", ["advice", "concern", "self", "follow_up"])
def test_another_method_is_refused(client, team, name):
    assert client.put(reverse(f"reporting_form:{name}")).status_code == 405


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_post(client, team, headers):
    assert client.post(reverse(ADVICE), headers=headers).status_code == 403


@pytest.mark.parametrize("code", ["", "kort", "x" * 5000, "😀" * 20, "\x00" * 20, "ABCD-EFGH-JKMN-PQRS-TVW!"])
def test_a_thing_that_is_no_code_gets_a_sentence_and_costs_no_try(client, team, code):
    pages = [follow(client, code) for _ in range(7)]

    assert {(page.status_code, tuple(errors_of(page))) for page in pages} == {(200, ("code",))}


def test_an_empty_reply_is_explained(client, team):
    code = new_code()
    make_case(code=code)
    page = client.post(reverse("reporting_form:follow_up"), {**form_on(follow(client, str(code))), "text": "  "})

    assert errors_of(page) == {"text": ["Schrijf eerst iets"]}
    assert "Schrijf eerst iets" in text_of(page)
