"""What everyone can read, and the banner that comes and goes."""

import re
from datetime import datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from portal.briefings import services
from portal.briefings.context_processors import bulletin
from portal.briefings.models import Briefing
from portal.briefings.rendering import school_morning
from portal.briefings.structure import SLOTS
from portal.core.models import MunicipalitySettings
from portal.core.page_cache import current_generation
from tests.factories.briefings import complete_content, draft, sent, submitted
from tests.factories.organisations import HelpLineFactory

pytestmark = pytest.mark.django_db


def detail_url(briefing: Briefing) -> str:
    return reverse("briefings:detail", args=[briefing.slug])


def listed(client) -> list[str]:
    page = client.get(reverse("briefings:index")).content.decode()
    return re.findall(r'class="row__link" href="[^"]+">([^<]+)<', page)


def test_without_briefings_the_list_says_so_calmly(client):
    page = client.get(reverse("briefings:index")).content.decode()

    assert "Er is nu geen bericht." in page


def test_only_what_was_sent_is_listed_and_the_newest_first(client):
    draft(title="Concept")
    submitted(title="Ingediend")
    sent(title="Eerste")
    closed = sent(title="Tweede").briefing
    withdrawn = sent(title="Ingetrokken").briefing
    services.close(briefing_pk=closed.pk, actor=None)
    services.withdraw(briefing_pk=withdrawn.pk, actor=None, reason="Onjuist.")

    assert listed(client) == ["Tweede", "Eerste"]


@pytest.mark.parametrize("make", [draft, lambda: submitted().briefing])
def test_what_was_not_sent_does_not_exist(client, make):
    assert client.get(detail_url(make())).status_code == 404


def test_the_page_shows_all_sections_in_order(client):
    line = HelpLineFactory(number="0900-8844", name="Politie")
    version = sent(help_lines=[line])

    page = client.get(detail_url(version.briefing)).content.decode()

    in_dodont = ("do_dont_do", "do_dont_dont")
    places = [page.index(f"Tekst voor {slot.name}.") for slot in SLOTS]
    assert places == sorted(places)
    assert all(f"<li>Tekst voor {name}.</li>" in page for name in in_dodont)
    assert "Burgemeester, 17.45 uur" in page
    assert 'href="tel:09008844"' in page


def test_the_page_shows_what_was_approved_and_not_what_stands_in_the_draft(client):
    version = sent()
    Briefing.objects.filter(pk=version.briefing_id).update(title="Gewijzigd")
    version.briefing.sections.update(text="Gewijzigd")

    assert "Gewijzigd" not in re.sub(r"<nav.*?</nav>", "", client.get(detail_url(version.briefing)).content.decode())


def test_what_authors_type_is_text_and_never_markup(client):
    texts = {slot.name: "<script>alert(1)</script>" for slot in SLOTS}
    version = sent(title="<b>Titel</b>", texts=texts, facts=[("<i>Feit</i>", "<u>Bron</u>")])

    page = client.get(detail_url(version.briefing)).content.decode()

    assert "alert(1)</script>" not in page + version.html
    assert [mark for mark in ("<b>Titel", "<i>Feit", "<u>Bron") if mark in page + version.html] == []


def test_lines_with_a_time_become_steps_and_dashes_become_a_list(client):
    texts = {slot.name: "Tekst." for slot in SLOTS}
    texts["leader"] = "7.45 uur: eerst het team\nLaat iedereen vertellen.\n\nPauze: kijk\nWie is stil?"
    texts["classroom"] = "Reken op:\n\n- vragen\n- geruchten"
    version = sent(texts=texts)

    page = client.get(detail_url(version.briefing)).content.decode()

    assert '<span class="route__k">7.45 uur: eerst het team</span><p>Laat iedereen vertellen.</p>' in page
    assert "<ul><li>vragen</li><li>geruchten</li></ul>" in page


def test_each_age_has_a_sheet_of_its_own(client):
    version = sent()

    page = client.get(reverse("briefings:age_guide", args=[version.briefing.slug, "age-12"])).content.decode()

    assert "Tekst voor ages_age_12." in page
    assert "Tekst voor ages_age_4." not in page
    assert client.get(reverse("briefings:age_guide", args=[version.briefing.slug, "age-99"])).status_code == 404


@pytest.mark.parametrize(
    ("sent_at", "morning"),
    [
        ("2026-11-22 19:00", "2026-11-23"),
        ("2026-11-23 07:00", "2026-11-23"),
        ("2026-11-23 08:15", "2026-11-24"),
        ("2026-11-27 20:00", "2026-11-30"),
        ("2026-11-28 07:00", "2026-11-30"),
    ],
)
def test_the_guide_is_for_the_next_morning_on_which_schools_are_open(sent_at, morning):
    moment = timezone.make_aware(datetime.fromisoformat(sent_at))

    assert school_morning(moment) == timezone.make_aware(datetime.fromisoformat(f"{morning} 08:15"))


def test_page_and_mail_name_the_contact_of_the_municipality_and_its_number(client):
    settings = {"phone": "026 000 00 00", "contact_person_schools": "contactpersoon voor scholen"}
    MunicipalitySettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=settings)
    named = sent()
    MunicipalitySettings.objects.update(phone="")
    unnamed = sent(title="Zonder nummer")

    page = client.get(detail_url(unnamed.briefing)).content.decode()

    for words in (named.text, named.html):
        assert "Uw vaste contactpersoon: contactpersoon voor scholen." in words
        assert "026 000 00 00" in words
    assert "Uw vaste contactpersoon: contactpersoon voor scholen." in page
    for words in (unnamed.text, unnamed.html, page):
        assert "Nummer van uw gemeente (voorbeeld)" in words


def test_a_withdrawn_briefing_says_so_without_its_text(client):
    briefing = sent().briefing
    services.withdraw(briefing_pk=briefing.pk, actor=None, reason="Een feit was onjuist.")

    for url in (detail_url(briefing), reverse("briefings:age_guide", args=[briefing.slug, "age-12"])):
        response = client.get(url)
        page = response.content.decode()
        assert response.status_code == 410
        assert [word for word in ("Tekst voor", "Een feit was onjuist") if word in page] == []


def test_a_closed_briefing_stays_readable_and_says_that_it_is_closed(client):
    briefing = sent().briefing
    services.close(briefing_pk=briefing.pk, actor=None)

    page = client.get(detail_url(briefing)).content.decode()

    assert "Dit bericht is afgesloten" in page
    assert "Tekst voor classroom." in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_pages_only_show(client, method):
    briefing = sent().briefing

    assert getattr(client, method)(detail_url(briefing)).status_code == 405
    assert getattr(client, method)(reverse("briefings:index")).status_code == 405


def test_no_page_sets_a_cookie(client):
    briefing = sent().briefing

    assert client.get(reverse("briefings:index")).cookies == {}
    assert client.get(detail_url(briefing)).cookies == {}


def banner():
    request = RequestFactory().get("/")
    shown = render_to_string("briefings/bulletin.html", bulletin(request))
    return re.findall(r'<a class="more" href="([^"]+)"', shown), getattr(request, "page_changes_at", None)


def test_the_banner_appears_with_the_sending_and_the_page_expires_with_it():
    assert banner() == ([], None)
    submitted()
    assert banner() == ([], None)

    until = timezone.now() + timedelta(minutes=5)
    briefing = sent(bulletin_until=until).briefing

    assert banner() == ([detail_url(briefing)], until)


@pytest.mark.parametrize("end", [services.close, lambda **k: services.withdraw(reason="Onjuist.", **k)])
def test_the_banner_goes_with_the_end_of_the_briefing(end):
    briefing = sent().briefing
    end(briefing_pk=briefing.pk, actor=None)

    assert banner() == ([], None)


@pytest.mark.parametrize(
    "changes",
    [
        {"bulletin_text": ""},
        {"bulletin_until": None},
        {"bulletin_until": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_without_a_text_or_time_there_is_no_banner(changes):
    sent(**changes)

    assert banner() == ([], None)


def test_the_newest_briefing_has_the_banner():
    sent(title="Eerste")
    newest = sent(title="Tweede").briefing

    assert banner()[0] == [detail_url(newest)]


def test_the_banner_costs_one_query(django_assert_num_queries):
    sent()
    sent()

    with django_assert_num_queries(1):
        banner()


def test_sending_and_ending_renew_the_cached_pages(django_capture_on_commit_callbacks):
    generations = [current_generation()]
    with django_capture_on_commit_callbacks(execute=True):
        briefing = sent().briefing
    generations.append(current_generation())
    with django_capture_on_commit_callbacks(execute=True):
        services.close(briefing_pk=briefing.pk, actor=None)
    generations.append(current_generation())

    assert len(set(generations)) == 3


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_list_costs_the_same_number_of_queries(client, django_assert_num_queries, number):
    client.get(reverse("briefings:index"))
    Briefing.objects.bulk_create(
        Briefing(slug=f"bericht-{n}", title=f"Bericht {n}", state="sent", sent_at=timezone.now()) for n in range(number)
    )
    with django_assert_num_queries(5):
        client.get(reverse("briefings:index"), {"pagina": number})


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_page_costs_the_same_number_of_queries_for_any_number_of_schools(client, django_assert_num_queries, number):
    version = sent(contacts=number)
    client.get(reverse("briefings:index"))

    with django_assert_num_queries(5):
        client.get(detail_url(version.briefing))


def test_the_version_keeps_what_the_draft_holds():
    version = sent()

    assert version.page["texts"] == complete_content().texts
