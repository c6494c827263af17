"""Leaving, health, files for machines, error pages and the frame around every page."""

import re
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from portal.core import health, views
from portal.core.models import JobHeartbeat, MunicipalitySettings
from tests.accounts.sign_in import second_factor_login

pytestmark = [pytest.mark.urls("tests.core.shell_urls"), pytest.mark.django_db]


@pytest.fixture
def calm_client():
    """A client that gets error pages instead of exceptions."""
    return Client(raise_request_exception=False)


def text_of(response) -> str:
    return response.content.decode()


# --- Leaving ---------------------------------------------------------------


def test_leaving_goes_on_and_makes_the_browser_forget(client, settings):
    settings.EXIT_URL = "https://www.example.org/weer"
    response = client.get("/verlaat/")
    assert response.status_code == 303
    assert response["Location"] == "https://www.example.org/weer"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_leaving_is_a_plain_link_only(client):
    assert client.post("/verlaat/").status_code == 405


def test_the_blank_page_says_nothing_about_this_portal(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/verlaat/leeg/")
    assert response["Cache-Control"] == "no-store"
    assert "<title>Nieuw tabblad</title>" in text_of(response)
    assert "<body></body>" in text_of(response)
    assert not re.findall("wegwijs|meldpunt|static|href|src", text_of(response), re.IGNORECASE)


@pytest.mark.parametrize(("exit_url", "is_said"), [("/verlaat/leeg/", True), ("https://www.example.org/", False)])
def test_the_explanation_is_honest_about_what_stays_in_the_address_bar(client, settings, exit_url, is_said):
    settings.EXIT_URL = exit_url
    assert ("Boven in uw scherm staat nog wel het adres" in text_of(client.get("/verlaat/uitleg/"))) == is_said


# --- For machines ------------------------------------------------------------


def test_security_txt_follows_its_standard_and_is_never_out_of_date(client, settings):
    settings.SECURITY_CONTACT = "mailto:veilig@example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://wegwijs.example/"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in text_of(response).splitlines())
    expires = datetime.fromisoformat(lines.pop("Expires"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines == {
        "Contact": "mailto:veilig@example.org",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://wegwijs.example/.well-known/security.txt",
    }
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)


def test_a_demonstration_asks_not_to_be_indexed(client, settings):
    settings.DEMO = True
    assert text_of(client.get("/robots.txt")) == "User-agent: *\nDisallow: /\n"
    assert '<meta name="robots" content="noindex, nofollow">' in text_of(client.get("/"))
    assert client.get("/")["X-Robots-Tag"] == "noindex, nofollow"


def test_a_real_portal_may_be_found_but_not_its_team_pages(client, settings):
    settings.DEMO = False
    lines = text_of(client.get("/robots.txt")).splitlines()
    assert "Disallow: /team/" in lines
    assert "Disallow: /" not in lines
    assert "noindex" not in text_of(client.get("/"))


def test_a_living_process_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert text_of(client.get("/health/live")) == "ok\n"


def test_a_portal_is_ready_before_any_worker_ran_and_asks_two_questions(client, django_assert_num_queries):
    client.get("/health/ready")
    with django_assert_num_queries(3):
        response = client.get("/health/ready")
    assert (response.status_code, text_of(response)) == (200, "ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("started", "succeeded", "status"),
    [
        (timedelta(0), timedelta(seconds=30), 200),
        (timedelta(0), timedelta(minutes=5), 503),
        (timedelta(seconds=30), None, 200),
        (timedelta(minutes=5), None, 503),
    ],
)
def test_a_job_that_fell_silent_makes_the_portal_not_ready(client, started, succeeded, status):
    now = timezone.now()
    JobHeartbeat.objects.create(
        name="secret-job-name",
        interval=timedelta(minutes=1),
        last_start=now - started,
        last_success=now - succeeded if succeeded else None,
        last_error="secret words",
    )
    response = client.get("/health/ready")
    assert (response.status_code, text_of(response)) == (status, "ok\n" if status == 200 else "jobs\n")


def test_a_missing_migration_makes_the_portal_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    response = client.get("/health/ready")
    assert (response.status_code, text_of(response)) == (503, "migrations\n")


def test_a_database_that_does_not_answer_is_named(monkeypatch):
    def no_answer(*args):
        raise DatabaseError("password=secret")

    monkeypatch.setattr(health.MigrationRecorder, "applied_migrations", no_answer)
    assert health.failing_part() == "database"


# --- When something went wrong -------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/nergens/", 404, "Deze pagina is er niet"),
        ("/forbidden/", 403, "Deze pagina kunt u niet openen"),
        ("/busy/", 429, "Even wachten"),
        ("/broken/", 500, "Er ging iets mis"),
    ],
)
def test_an_error_page_is_calm_and_shows_the_ways_on(calm_client, address, status, heading):
    response = calm_client.get(address)
    html = text_of(response)
    assert response.status_code == status
    assert re.findall("<h1>(.*?)</h1>", html) == [heading]
    assert 'action="/zoeken/"' in html
    assert 'href="/hulpwijzer/"' in html
    assert 'href="tel:112"' in html
    assert 'href="/verlaat/"' in html
    assert not response.cookies


def test_an_error_page_in_arabic_reads_from_right_to_left(calm_client):
    html = text_of(calm_client.get("/ar/nergens/"))
    assert '<html lang="ar" dir="rtl">' in html
    assert 'href="/ar/hulpwijzer/"' in html


def test_a_missing_page_offers_professionals_to_sign_in(client):
    assert 'href="/accounts/login/?next=/nergens/"' in text_of(client.get("/nergens/"))


def test_the_address_of_a_missing_page_cannot_write_html(client):
    assert "<script>" not in text_of(client.get('/"><script>alert(1)</script>/'))


def test_waiting_has_an_end(client):
    response = client.get("/busy/")
    assert response["Retry-After"] == "900"
    assert "Wacht 15 minuten" in text_of(response)


def test_a_broken_page_shows_a_reference_and_nothing_of_the_error(calm_client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = calm_client.get("/broken/")
    assert re.search(r'<b class="num"><bdi>[0-9a-f]{8}</bdi></b>', text_of(response))
    assert "geheim" not in text_of(response)
    assert response["Cache-Control"] == "no-store"


def test_the_page_for_a_broken_portal_survives_broken_templates(settings, rf):
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": []}]
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Bel 112" in text_of(response)


def test_an_unknown_host_gets_a_page_that_repeats_nothing_of_it(calm_client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = calm_client.get("/meldpunt/advies/", headers={"host": "boos.example"})
    assert response.status_code == 400
    assert "Wij konden dit niet lezen" in text_of(response)
    assert "boos.example" not in text_of(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_form_that_stood_open_too_long_can_be_sent_again(settings, method):
    settings.CSRF_FAILURE_VIEW = "portal.core.views.csrf_failure"
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    typed = "Mijn vraag\nmet <b>twee</b> regels"
    refused = client.post("/form/?stap=2", {"vraag": typed, "csrfmiddlewaretoken": "oud"})
    html = text_of(refused)
    assert refused.status_code == 403
    assert refused["Cache-Control"] == "no-store"
    assert "Mijn vraag\nmet &lt;b&gt;twee&lt;/b&gt; regels</textarea>" in html
    assert 'action="/form/?stap=2"' in html
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    again = client.post("/form/?stap=2", {"vraag": typed, "csrfmiddlewaretoken": token})
    assert text_of(again) == "aangenomen"


@pytest.mark.parametrize(
    ("site", "typed"),
    [("cross-site", {"vraag": "x"}), (None, {"vraag": "x"}), ("same-origin", {"password": "x", "vraag": "x"})],
)
def test_a_form_from_elsewhere_or_with_a_password_is_never_offered_again(settings, site, typed):
    settings.CSRF_FAILURE_VIEW = "portal.core.views.csrf_failure"
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": site} if site else {})
    response = client.post("/form/", typed)
    assert response.status_code == 403
    assert "<textarea" not in text_of(response)
    assert "Dit formulier stond te lang open" in text_of(response)


# --- The frame ---------------------------------------------------------------------


def test_the_frame_marks_where_the_visitor_is(client):
    html = text_of(client.get("/meldpunt/advies/"))
    current = re.findall('<a href="([^"]+)" aria-current="(true|page)">', html)
    assert current == [("/meldpunt/", "true"), ("/meldpunt/", "true")]


def test_the_menu_of_another_language_holds_only_pages_that_exist_in_it(client):
    html = text_of(client.get("/tr/"))
    menu = html[html.index('class="mainnav"') : html.index('class="langs"')]
    assert re.findall('href="([^"]+)"', menu) == ["/tr/hulpwijzer/", "/tr/ouders/", "/tr/meldpunt/", "/"]


def test_the_language_switch_leads_to_the_same_page(client):
    html = text_of(client.get("/verlaat/uitleg/"))
    switch = html[html.index('class="langs"') : html.index("</header>")]
    assert re.findall('href="([^"]+)"', switch) == ["/en/verlaat/uitleg/", "/tr/verlaat/uitleg/", "/ar/verlaat/uitleg/"]


def test_the_frame_names_the_municipality_and_nothing_breaks_without_a_site(client):
    site = Site.objects.get(is_default_site=True)
    MunicipalitySettings.objects.create(site=site, name="Voorbeeldstad <1>")
    assert "Wegwijs Voorbeeldstad &lt;1&gt;</title>" in text_of(client.get("/"))
    Site.objects.all().delete()
    Site.clear_site_root_paths_cache()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "links"),
    [("css/print.css", 2), ("css/../../../etc/passwd.css", 1), ("javascript:alert(1)", 1), ("", 1)],
)
def test_a_municipality_may_add_its_own_style_and_nothing_else(client, typed, links):
    site = Site.objects.get(is_default_site=True)
    MunicipalitySettings.objects.create(site=site, theme_stylesheet=typed)
    html = text_of(client.get("/"))
    assert html.count("/static/css/print.css") == links
    assert "passwd" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize(
    ("name", "heading"),
    [("account_login", "Inloggen"), ("account_request_login_code", "Inloggen met een code")],
)
def test_a_sign_in_page_looks_like_ours(client, name, heading):
    html = text_of(client.get(reverse(name)))
    assert re.findall("<h1>(.*?)</h1>", html) == [heading]
    assert 'class="input"' in html
    assert "/static/css/tokens.css" in html


def test_a_wrong_password_is_explained_above_the_form_and_in_the_title(client):
    html = text_of(client.post(reverse("account_login"), {"login": "redactie@example.org", "password": "nee"}))
    assert "<title>Fout: Inloggen |" in html
    assert 'class="errors" role="alert"' in html
    assert 'value="redactie@example.org"' in html


@pytest.fixture
def staff(client, django_user_model):
    """A client signed in as staff with a second factor."""
    user = django_user_model.objects.create(email="redactie@example.org", is_staff=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    second_factor_login(client, user)
    return client


@pytest.mark.parametrize(
    ("name", "heading"),
    [("mfa_index", "Inloggen in twee stappen"), ("account_logout", "Wilt u uitloggen?")],
)
def test_the_pages_of_the_second_factor_look_like_ours(staff, name, heading):
    assert re.findall("<h1>(.*?)</h1>", text_of(staff.get(reverse(name)))) == [heading]


def test_the_code_to_scan_is_drawn_in_the_page_itself(client, django_user_model):
    user = django_user_model(email="nieuw@example.org", is_staff=True)
    user.set_password("een lang wachtwoord")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post(reverse("account_login"), {"login": user.email, "password": "een lang wachtwoord"})
    client.post(reverse("account_reauthenticate"), {"password": "een lang wachtwoord"})
    html = text_of(client.get(reverse("mfa_activate_totp")))
    assert re.findall("<h1>(.*?)</h1>", html) == ["Zet de tweede stap aan"]
    assert "<svg" in html[html.index('class="qr"') :]
    assert "data:image" not in html


def test_the_style_page_shows_every_component_to_staff(staff):
    html = text_of(staff.get("/style/"))
    parts = ["door", "row", "danger", "notice", "btn", "field", "errors", "progress", "facts", "fill", "dodont", "tag"]
    assert [part for part in parts if f'class="{part}' not in html] == []


def test_the_style_page_is_closed_to_visitors(client):
    assert client.get("/style/").status_code == 403


def test_the_team_bar_shows_only_what_someone_may_do(staff):
    html = text_of(staff.get("/team/"))
    assert '<body class="team">' in html
    assert "/static/css/staff.css" in html
    assert "Uitloggen" in html
    assert "/team/meldpunt/" not in html
    assert 'class="exit"' not in html
