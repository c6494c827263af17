"""The four jobs from the first click to the end, on a 320 px phone, with and without JavaScript."""

import re
import secrets
import sqlite3
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from .demo import Demo
from .staff import find_mail, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e")]

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request, browser: Browser):
    """A page on a 320 px phone."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=request.param, locale="nl"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser):
    """A page on a staff member's screen, with its own session."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def files_holding(demo: Demo, *planted: str) -> list[str]:
    """Files of the running demonstration (database, WAL, media, cache, index, logs) that hold one of these words."""
    files = [path for path in demo.var.rglob("*") if path.is_file()]
    assert demo.var / "wegwijs.sqlite3" in files
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in planted)]


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_a_worried_parent_finds_one_next_step_and_a_number(demo: Demo, phone: Page):
    phone.goto(demo.url)
    phone.get_by_role("link", name="Ik maak me zorgen over iemand").click()
    clicks = 1
    while phone.locator("main .answers a").count() and clicks < 7:
        phone.locator("main .answers a").first.click()
        clicks += 1
    assert clicks <= 5
    expect(phone.locator("main a[href^='tel:']").first).to_be_visible()
    expect(phone.get_by_text("112").first).to_be_visible()
    assert phone.context.cookies() == []


def test_a_question_is_sealed_answered_and_read_with_the_code(demo: Demo, phone: Page, desk: Page):
    words = f"vraagwoord{secrets.token_hex(4)}"
    reply = f"antwoordwoord{secrets.token_hex(4)}"
    phone.goto(f"{demo.url}/meldpunt/")
    phone.get_by_role("link", name="Ik wil advies").click()
    phone.locator("[name=question]").fill(f"Mijn kind is veranderd. {words}")
    phone.get_by_text("Ouder of familie").click()
    phone.wait_for_timeout(3500)
    phone.get_by_role("button", name="Verder naar nalezen").click()
    code = CODE.search(phone.locator("main").inner_text()).group()
    phone.get_by_role("button", name=re.compile("^Verstuur")).click()
    assert heading(phone) == "Uw bericht is verstuurd"
    assert phone.context.cookies() == []

    known = sign_in(desk, demo, "meldpunt-1")
    desk.goto(f"{demo.url}/team/meldpunt/")
    desk.locator("[name=passphrase]").fill(known["passphrase"])
    desk.get_by_role("button", name="Ontgrendel").click()
    desk.get_by_role("link", name=code[:4], exact=True).click()
    expect(desk.get_by_text(words)).to_be_visible()
    desk.locator("form[action$='/antwoord/'] [name=text]").fill(f"Goed dat u vraagt. {reply}")
    desk.locator("form[action$='/antwoord/'] button").first.click()
    expect(desk.locator(".thread").get_by_text(reply)).to_be_visible()

    phone.goto(f"{demo.url}/meldpunt/vervolg/")
    phone.locator("[name=code]").fill(code.lower())
    phone.get_by_role("button", name="Open mijn zaak").click()
    expect(phone.get_by_text(reply)).to_be_visible()
    assert phone.context.cookies() == []
    assert files_holding(demo, words, reply, code, code.replace("-", "")) == []


def test_a_teacher_signs_up_gets_a_mail_and_cancels(demo: Demo, phone: Page):
    address = f"docent-{secrets.token_hex(4)}@school.example"
    phone.goto(f"{demo.url}/trainingen/")
    phone.get_by_role("link", name=re.compile("signalen herkennen")).first.click()
    phone.get_by_role("link", name=re.compile("^Meld u aan|^Aanmelden|Meld mij aan")).first.click()
    phone.locator("[name=name]").fill("D. Docent")
    phone.locator("[name=email]").fill(address)
    phone.locator("[name=organisation]").fill("Basisschool De Voorbeeldboom")
    phone.locator("main").get_by_text("Onderwijs", exact=True).click()
    phone.locator("main").get_by_text("Ja", exact=True).click()
    phone.wait_for_timeout(2500)
    phone.get_by_role("button", name="Meld mij aan").click()
    expect(phone.locator("h1")).to_be_visible()
    assert address not in phone.url
    assert phone.context.cookies() == []

    find_mail(phone, demo, address, "plaats")
    expect(phone.get_by_text(".ics").first).to_be_visible()
    link = re.search(r"http://localhost:\d+/trainingen/aanmelding/\S+", phone.locator("main").inner_text()).group()
    phone.goto(link)
    assert heading(phone) == "U hebt een plaats"
    phone.get_by_role("button", name="Meld mij af").click()
    assert heading(phone) == "U bent afgemeld"


def test_a_briefing_is_written_approved_by_a_second_person_and_read_by_twenty_schools(demo: Demo, phone: Page):
    title = f"Onrust bij het station {secrets.token_hex(3)}"
    sign_in(phone, demo, "briefing-auteur")
    write_briefing(phone, demo, title)
    phone.get_by_role("button", name="Bewaar en kijk na").click()
    phone.get_by_role("button", name="Dien in voor goedkeuring").click()
    page_of_briefing = phone.url
    expect(phone.get_by_role("button", name=re.compile("^Keur goed"))).to_have_count(0)

    phone.context.clear_cookies()
    sign_in(phone, demo, "briefing-goedkeurder")
    phone.goto(page_of_briefing)
    phone.goto(f"{demo.url}/team/briefings/")
    phone.get_by_role("link", name=title).click()
    phone.get_by_role("button", name=re.compile("^Keur goed")).click()
    expect(phone.locator("h1")).to_have_text(title)

    phone.context.clear_cookies()
    find_mail(phone, demo, "@scholen.wegwijs.example", title)
    link = re.search(r"http://localhost:\d+/briefings/b/\S+", phone.locator("main").inner_text()).group()
    phone.goto(link)
    phone.get_by_role("button", name=re.compile("Gelezen")).first.click()
    expect(phone.locator("h1")).to_be_visible()
    phone.goto(f"{demo.url}/briefings/")
    phone.get_by_role("link", name=title).first.click()
    expect(phone.locator("h1")).to_have_text(title)
    assert phone.context.cookies() == []
    for _attempt in range(120):
        if schools_with_mail(demo, title) == 20:
            break
        phone.wait_for_timeout(500)
    assert schools_with_mail(demo, title) == 20


def write_briefing(page: Page, demo: Demo, title: str) -> None:
    """From the scaffold for unrest or an arrest to a complete text, typed by hand."""
    page.goto(f"{demo.url}/team/briefings/nieuw/")
    page.locator("main label:has(+ *), main .choice label").first.click()
    page.locator("[name=title]").fill(title)
    page.get_by_role("button", name="Begin met schrijven").click()
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    page.locator("[name=cleared_by]").fill("Politie en woordvoerder van de gemeente")
    page.locator("[name=cleared_at]").fill(now.strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=next_update_at]").fill((now + timedelta(hours=14)).strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=fact_1_text]").fill("Er was gisteren onrust bij het station. Niemand raakte gewond.")
    page.locator("[name=fact_1_source]").fill("Politie, vandaag 17.00 uur")
    for area in page.locator("main textarea").all():
        if not area.input_value():
            area.fill("Dat weten wij nog niet. Zodra wij meer weten, hoort u het van ons.")
    for label in page.locator("main label[for^=id_audience_kinds]").all()[:4]:  # the four kinds of schools
        if not page.locator(f"#{label.get_attribute('for')}").is_checked():
            label.click()


def schools_with_mail(demo: Demo, subject: str) -> int:
    """How many organisations got this mail, counted in the demonstration's own database, read-only."""
    with sqlite3.connect(f"file:{demo.var}/wegwijs.sqlite3?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT COUNT(DISTINCT c.organisation_id) FROM mail_demomail m"
            ' JOIN organisations_contactpoint c ON c.email = m."to" WHERE m.subject LIKE ?',
            (f"%{subject}%",),
        )
        return rows.fetchone()[0]
