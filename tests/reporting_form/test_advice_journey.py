from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from reporting_form.models import Case, CaseField, KeyWrap, Message
from reporting_form.queries import OpenCase, reporter_case_key
from reporting_form.vault.case_code import CaseCode, derive_keys, normalised
from tests.accounts.sign_in import second_factor_login
from tests.factories.reporting_form import PASSPHRASE
from tests.reporting_form.pages import ask_advice, follow, form_on, send, shown_code, soup_of, text_of

pytestmark = pytest.mark.django_db


def test_a_parent_asks_the_team_answers_and_the_parent_reads_it_with_the_code(client, team):
    review = ask_advice(client, question="Mijn zoon is zo boos. Wat zeg ik?")
    code = shown_code(review)
    done = send(client, review)
    case = Case.objects.get()

    staff = Client()
    second_factor_login(staff, team[0].user)
    staff.post(reverse("reporting_form_team:unlock"), {"passphrase": PASSPHRASE})
    page = staff.get(reverse("reporting_form_team:case", args=[case.pk]))
    answer = {**form_on(page, "answer"), "text": "Vraag hem wat hij leuk vindt.", "kind": "answer"}
    staff.post(reverse("reporting_form_team:answer", args=[case.pk]), answer)

    thread = follow(client, code)
    reply = {**form_on(thread), "text": "Dank u, dat doe ik."}
    sent = client.post(reverse("reporting_form:follow_up"), reply)

    assert "Uiterlijk" in text_of(done)
    assert "Mijn zoon is zo boos. Wat zeg ik?" in text_of(page)
    assert [m.text for m in thread.context["messages"]] == ["Vraag hem wat hij leuk vindt."]
    assert [m.by for m in sent.context["messages"]] == ["team", "reporter"]
    assert "Dank u, dat doe ik." in text_of(staff.get(reverse("reporting_form_team:case", args=[case.pk])))
    case.refresh_from_db()
    assert (case.state, case.assignee) == (Case.State.SCREENING, team[0].member)


def test_nothing_is_stored_before_the_last_button(client, team):
    ask_advice(client)

    assert (Case.objects.count(), CaseField.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_the_code_on_the_review_page_is_the_code_that_opens_the_case(client, team):
    review = ask_advice(client)
    done = send(client, review)

    assert shown_code(done) == shown_code(review)
    assert (
        follow(client, shown_code(review).lower().replace("-", " ")).templates[0].name == "reporting_form/thread.html"
    )


def test_a_double_submit_makes_one_case(client, team):
    review = ask_advice(client)
    first, second = send(client, review), send(client, review)

    assert [response.status_code for response in (first, second)] == [200, 200]
    assert (Case.objects.count(), Message.objects.count(), KeyWrap.objects.count()) == (1, 0, 3)


def test_other_words_under_the_same_code_become_a_message_and_not_a_second_case(client, team):
    review = ask_advice(client, question="Eerste tekst.")
    send(client, review)
    send(client, review, question="Tweede tekst.")

    thread = follow(client, shown_code(review))
    assert Case.objects.count() == 1
    assert [m.text for m in thread.context["messages"]] == ["Tweede tekst."]


def test_a_phone_number_given_later_under_the_same_code_reaches_the_team(client, team):
    review = ask_advice(client)
    send(client, review)
    # A number that no person has: 06 0000 0000.
    send(client, review, answer_by="phone", calling="1", phone="06 00000000", safe_times="na tien uur")

    keys = derive_keys(CaseCode(normalised(shown_code(review))))
    case = Case.objects.get()
    opened = OpenCase(case, reporter_case_key(case, keys.key))
    assert (opened.contact()["phone"], opened.answer("answer_by")) == ("06 00000000", "phone")
    assert len(opened.thread(with_notes=False)) == 1


def test_a_database_that_is_away_costs_nobody_a_text(client, team, monkeypatch):
    def full(*args, **kwargs):
        raise DatabaseError

    review = ask_advice(client, question="Dit mag niet weg.")
    monkeypatch.setattr(Case.objects, "bulk_create", full)
    response = send(client, review)

    assert response.status_code == 503
    assert form_on(response, "review")["question"] == "Dit mag niet weg."


def test_changing_something_keeps_the_text_and_the_code(client, team):
    review = ask_advice(client, question="Eerst dit.")
    edit = client.post(reverse("reporting_form:advice"), {**form_on(review, "edit"), "action": "edit"})
    again = client.post(
        reverse("reporting_form:advice"), {**form_on(edit, "review"), "question": "Nu dat.", "action": "review"}
    )

    assert form_on(edit, "review")["question"] == "Eerst dit."
    assert shown_code(again) == shown_code(review)
    assert "Nu dat." in text_of(again)


def test_a_wrong_retyped_code_comes_back_and_a_right_one_is_sent(client, team):
    review = ask_advice(client)
    wrong = send(client, review, last_four="0000")
    right = send(client, review, last_four=shown_code(review)[-4:].lower())

    assert wrong.context["last_four_is_wrong"] is True
    assert right.context["receipt"].is_new is True


def test_a_phone_number_lies_apart_and_is_dropped_for_an_answer_by_code(client, team):
    by_phone = ask_advice(client, answer_by="phone", phone="026 000 00 00", calling="1")
    by_code = ask_advice(client, answer_by="code", phone="026 000 00 00")

    assert "026 000 00 00" in text_of(by_phone)
    assert "026 000 00 00" not in text_of(by_code)
    assert send(client, by_code).context["receipt"].case.fields.count() == 5


def test_who_wants_to_be_called_is_asked_how_on_a_page_of_its_own(client, team):
    address = reverse("reporting_form:advice")
    asked = ask_advice(client, question="Mijn tekst.", answer_by="phone")
    called = {**form_on(asked, "review"), "phone": "026 000 00 00", "safe_times": "na tien uur", "action": "review"}
    review = client.post(address, called)
    edit = client.post(address, {**form_on(review, "edit"), "action": "edit"})
    again = client.post(address, {**form_on(edit, "review"), "action": "review"})

    assert "Hoe kunnen wij u veilig bellen?" in text_of(asked)
    assert soup_of(asked).find(class_="errors") is None
    assert ("026 000 00 00" in text_of(review), "na tien uur" in text_of(review)) == (True, True)
    assert soup_of(edit).find(id="id_phone") is None
    assert form_on(again, "review")["phone"] == "026 000 00 00"
    assert form_on(again, "review")["question"] == "Mijn tekst."


@pytest.mark.parametrize("path", ["advice", "self", "concern"])
def test_the_page_after_sending_says_what_is_true_for_its_path(client, team, path):
    address = reverse(f"reporting_form:{path}")
    answers = {"question": "Tekst.", "facts": "Tekst.", "asker": "other", "answer_by": "code", "action": "review"}
    review = client.post(address, {**form_on(client.get(address), "review"), **answers})
    done = text_of(client.post(address, {**form_on(review, "send"), "action": "send"}))

    stays = "blijft bij ons team, behalve als een leven in gevaar is of als de wet het verplicht." in done
    assert (stays, "overleg met politie en justitie" in done) == (path != "concern", path == "concern")
    assert "zag onze server uw tekst kort" in done


def test_the_date_of_the_answer_skips_the_weekend_and_christmas():
    from reporting_form.queries import answer_due

    assert answer_due(date(2026, 12, 24)) == date(2026, 12, 29)
    assert answer_due(date(2026, 11, 20)) == date(2026, 11, 24)


def test_a_case_that_waited_for_the_reporter_goes_back_to_screening(client, team):
    review = ask_advice(client)
    send(client, review)
    Case.objects.update(state=Case.State.MORE_INFORMATION)
    thread = follow(client, shown_code(review))
    client.post(reverse("reporting_form:follow_up"), {**form_on(thread), "text": "Hij is zestien."})

    assert Case.objects.get().state == Case.State.SCREENING


def test_a_closed_case_takes_no_message_and_keeps_the_text_on_the_screen(client, team):
    review = ask_advice(client)
    send(client, review)
    thread = follow(client, shown_code(review))
    Case.objects.update(state=Case.State.CLOSED)
    page = client.post(reverse("reporting_form:follow_up"), {**form_on(thread), "text": "Nog iets."})

    assert Message.objects.count() == 0
    assert page.context["form"].non_field_errors() == [
        "Deze zaak is gesloten. Stel een nieuwe vraag. Uw tekst staat er nog."
    ]
    assert page.context["form"]["text"].value() == "Nog iets."


def test_below_two_active_members_the_form_says_whom_to_call_and_gives_the_text_back(client, team):
    page = client.get(reverse("reporting_form:advice"))
    team[1].member.is_active = False
    team[1].member.save()
    answers = {**form_on(page, "review"), "question": "Mijn lange verhaal.", "asker": "family", "action": "review"}
    closed = client.post(reverse("reporting_form:advice"), answers)

    assert client.get(reverse("reporting_form:advice")).status_code == 503
    assert (closed.status_code, closed.context["kept"]) == (503, "Mijn lange verhaal.")


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("concern", {"facts": "Ik zag iets.", "asker": "school", "answer_by": "code", "counter": "Misschien niets."}),
        ("self", {"question": "Ik wil praten.", "answer_by": "code"}),
    ],
)
def test_the_other_two_doors_lead_to_a_case_of_their_own_path(client, team, path, answers):
    address = reverse(f"reporting_form:{path}")
    review = client.post(address, {**form_on(client.get(address), "review"), **answers, "action": "review"})
    client.post(address, {**form_on(review, "send"), "action": "send"})

    assert Case.objects.get().path == path
