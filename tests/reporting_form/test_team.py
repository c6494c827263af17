from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models

from portal.audit.models import AuditEntry, Outcome
from reporting_form.models import Case, Draft
from reporting_form.queries import queue
from reporting_form.services import team as services
from reporting_form.vault.member_session import cookie_name
from reporting_form.workflow import TransitionNotAllowedError
from tests.accounts.sign_in import password_only_login, second_factor_login
from tests.factories.accounts import UserFactory, staff_with
from tests.factories.reporting_form import PASSPHRASE, make_case, make_member
from tests.reporting_form.pages import form_on, soup_of, text_of

pytestmark = pytest.mark.django_db
WORK = "reporting_form.work_cases"
QUEUE, UNLOCK = "reporting_form_team:queue", "reporting_form_team:unlock"


def signed_in(user) -> Client:
    client = Client()
    second_factor_login(client, user)
    return client


def unlocked(member) -> Client:
    client = signed_in(member.user)
    client.post(reverse(UNLOCK), {"passphrase": PASSPHRASE})
    return client


def case_address(case, name="case"):
    return reverse(f"reporting_form_team:{name}", args=[case.pk])


def actions(case):
    return list(AuditEntry.objects.filter(object_id=str(case.pk)).order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize("name", ["queue", "unlock"])
def test_a_password_alone_reaches_nothing(team, name):
    client = Client()
    password_only_login(client, team[0].user)

    assert client.get(reverse(f"reporting_form_team:{name}")).status_code == 302


@pytest.mark.parametrize(
    "permission", ["wagtailadmin.access_admin", "audit.view_auditentry", "reporting_form.lead_team"]
)
def test_editors_and_auditors_are_refused(team, permission):
    client = signed_in(staff_with(permission))

    assert [client.get(reverse(name)).status_code for name in (QUEUE, UNLOCK)] == [403, 403]


def test_a_superuser_who_is_no_member_is_refused(team):
    case = make_case()
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))

    assert [client.get(address).status_code for address in (reverse(QUEUE), case_address(case))] == [403, 403]


def test_the_permission_without_a_member_row_is_refused(team):
    assert signed_in(staff_with(WORK)).get(reverse(QUEUE)).status_code == 403


def test_a_member_who_was_put_out_is_refused(team):
    client = unlocked(team[0])
    team[0].member.is_active = False
    team[0].member.save()

    assert client.get(reverse(QUEUE)).status_code == 403


def test_a_locked_vault_shows_nothing(team):
    case = make_case(question="Heel geheim")
    client = signed_in(team[0].user)
    response = client.get(case_address(case))

    assert response.url == f"{reverse(UNLOCK)}?next={case_address(case).replace('/', '%2F')}"
    assert actions(case) == []


def test_a_wrong_passphrase_leaves_it_locked_and_a_row_in_the_log(team):
    client = signed_in(team[0].user)
    page = client.post(reverse(UNLOCK), {"passphrase": "een twee drie vier vijf zes"})

    assert "past niet" in text_of(page)
    assert client.get(reverse(QUEUE)).status_code == 302
    assert AuditEntry.objects.filter(action="meldpunt.unlock_failed").count() == 1


def test_after_five_wrong_passphrases_even_the_right_one_must_wait(team):
    client = signed_in(team[0].user)
    for _ in range(5):
        client.post(reverse(UNLOCK), {"passphrase": "een twee drie vier vijf zes"})

    assert "Te veel pogingen" in text_of(client.post(reverse(UNLOCK), {"passphrase": PASSPHRASE}))


def test_fifteen_idle_minutes_lock_the_vault(team, settings):
    client = unlocked(team[0])
    assert client.get(reverse(QUEUE)).status_code == 200
    settings.VAULT_IDLE_SECONDS = -1

    assert client.get(reverse(QUEUE)).status_code == 302


def test_the_lock_button_locks(team):
    client = unlocked(team[0])
    client.post(reverse("reporting_form_team:lock"))

    assert client.get(reverse(QUEUE)).status_code == 302


@pytest.mark.parametrize("cookie", ["", "AAAA", "A" * 44, "é"])
def test_the_session_without_its_own_cookie_opens_nothing(team, cookie):
    client = unlocked(team[0])
    client.cookies[cookie_name()] = cookie

    assert client.get(reverse(QUEUE)).status_code == 302


def test_a_case_that_came_before_a_new_member_stays_closed_to_that_member(team):
    case, newcomer = make_case(), make_member()

    assert unlocked(newcomer).get(case_address(case)).status_code == 403
    assert AuditEntry.objects.get(action="meldpunt.open").outcome == Outcome.REFUSED


def test_opening_a_case_is_in_the_log_without_a_word_of_it(team):
    case = make_case(question="Heel geheim")
    page = unlocked(team[0]).get(case_address(case))

    entry = AuditEntry.objects.get(action="meldpunt.open")
    assert "Heel geheim" in text_of(page)
    assert (entry.actor_id, entry.object_id, entry.reference) == (team[0].user.pk, str(case.pk), case.locator)
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("same-origin", "private, no-store")


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_costs_four_queries_and_opens_no_text(team, number, django_assert_num_queries):
    for _ in range(number):
        make_case()
    with django_assert_num_queries(4):
        rows = queue(team[0].member, team[0].keys, today=timezone.localdate())

    assert [row.asker for row in rows] == ["family"] * number


def test_the_answer_that_is_due_first_stands_first(team):
    today = timezone.localdate()
    new, old = make_case(today=today), make_case(today=today - timedelta(days=9))
    rows = queue(team[0].member, team[0].keys, today=today)

    assert [(row.case.pk, row.is_late) for row in rows] == [(old.pk, True), (new.pk, False)]


def test_what_was_being_typed_when_the_vault_locked_is_back_after_unlocking(team):
    case, client = make_case(), unlocked(team[0])
    client.post(reverse("reporting_form_team:lock"))
    client.post(case_address(case, "answer"), {"text": "Mijn halve antwoord", "kind": "answer"})
    sealed = bytes(Draft.objects.get().sealed)
    client.post(reverse(UNLOCK), {"passphrase": PASSPHRASE})
    page = client.get(case_address(case))

    assert b"halve" not in sealed
    assert form_on(page, "answer")["text"] == "Mijn halve antwoord"
    client.post(case_address(case, "answer"), {"text": "Heel antwoord", "kind": "answer"})
    assert Draft.objects.count() == 0


def test_a_note_is_not_read_by_the_reporter(team):
    from reporting_form.queries import open_for_member

    case, today = make_case(), timezone.localdate()
    services.note(actor=team[0].desk, case=case, text="Alleen wij", today=today)
    opened = open_for_member(Case.objects.get(), team[1].member, team[1].keys)

    assert [m.text for m in opened.thread(with_notes=True)] == ["Alleen wij"]
    assert opened.thread(with_notes=False) == []


def test_a_case_goes_from_taking_to_closing_with_feedback(team):
    case, today, desk = make_case(), timezone.localdate(), team[0].desk
    services.take(actor=desk, case=case)
    services.move(actor=desk, case=case, target="advised", reason="Advies gegeven.", today=today)
    with pytest.raises(ValidationError):
        services.move(actor=desk, case=case, target="closed", reason="Klaar.", today=today)
    services.move(actor=desk, case=case, target="closed", reason="Klaar.", feedback="Dank u wel.", today=today)

    case.refresh_from_db()
    assert case.state == Case.State.CLOSED
    assert actions(case) == [
        "meldpunt.take",
        "meldpunt.to_advised",
        "meldpunt.move",
        "meldpunt.to_closed",
    ]


def test_a_new_case_asks_to_be_taken_first_and_an_answer_takes_it(team):
    case, client = make_case(), unlocked(team[0])
    page = client.get(case_address(case))
    client.post(case_address(case, "answer"), {"text": "Dag", "kind": "answer"})

    assert "Neem eerst deze zaak" in text_of(page)
    assert "Neem de zaak en stuur antwoord" in text_of(page)
    assert Case.objects.get().assignee == team[0].member
    assert actions(case) == ["meldpunt.open", "meldpunt.take", "meldpunt.answer"]


def test_who_answers_a_colleagues_case_takes_it_over(team):
    case, today = make_case(), timezone.localdate()
    services.take(actor=team[0].desk, case=case)
    page = unlocked(team[1]).get(case_address(case))
    services.answer(actor=team[1].desk, case=case, text="Dag", today=today)

    assert "Neem de zaak over en stuur antwoord" in text_of(page)
    assert Case.objects.get().assignee == team[1].member


@pytest.mark.parametrize(
    ("path", "word", "other"), [("advice", "vraagsteller", "melder"), ("concern", "melder", "vraagsteller")]
)
def test_only_a_concern_has_a_melder(team, path, word, other):
    case = make_case(path=path, facts="Iets.")
    services.take(actor=team[0].desk, case=case)
    words = text_of(unlocked(team[0]).get(case_address(case)))

    assert (word in words, other in words) == (True, False)


def test_a_filter_that_finds_nothing_is_no_link(team):
    make_case()
    page = soup_of(unlocked(team[0]).get(reverse(QUEUE)))

    assert [link["href"] for link in page.find(class_="tally").find_all("a")] == [reverse(QUEUE), "?filter=niemand"]


def test_no_step_leads_from_advice_to_weighing(team):
    case = make_case()
    services.take(actor=team[0].desk, case=case)
    with pytest.raises(TransitionNotAllowedError):
        services.move(
            actor=team[0].desk, case=case, target="weighing_proposed", reason="Omdat.", today=timezone.localdate()
        )


def test_a_step_for_two_people_is_refused_to_one(team):
    case = make_case(path="concern", facts="Iets.")
    Case.objects.update(state=Case.State.SECOND_OPINION)
    with pytest.raises(PermissionDenied):
        services.move(actor=team[0].desk, case=case, target="unfounded", reason="Niets.", today=timezone.localdate())

    assert Case.objects.get().state == Case.State.SECOND_OPINION


def test_the_phone_number_opens_only_with_a_reason(team):
    case = make_case(answer_by="phone", contact='{"phone": "026 000 00 00", "safe_times": "", "voicemail": "no"}')
    client = unlocked(team[0])
    before = client.get(case_address(case))
    without = client.post(case_address(case, "contact"), {"reason": " "})
    shown = client.post(case_address(case, "contact"), {"reason": "Bellen om tien uur"})

    assert ["026 000 00 00" in text_of(page) for page in (before, without, shown)] == [False, False, True]
    assert actions(case).count("meldpunt.open_contact") == 1


def test_no_editor_can_be_given_a_right_to_a_row_of_the_vault():
    rights = Permission.objects.filter(content_type__app_label="reporting_form").exclude(codename__endswith="page")

    assert set(rights.values_list("codename", flat=True)) == {"work_cases", "lead_team"}
    assert [model for model in get_snippet_models() if model._meta.app_label == "reporting_form"] == []
    assert apps.is_installed("django.contrib.admin") is False


def test_after_unlocking_the_way_back_never_leaves_the_queue(team):
    client = signed_in(team[0].user)
    response = client.post(reverse(UNLOCK), {"passphrase": PASSPHRASE, "next": "//evil.example/team/meldpunt/"})

    assert response.url == reverse(QUEUE)
