"""Signing in as a newcomer does it: with what /demo/ shows."""

import time

from playwright.sync_api import Page, expect

from .demo import Demo

MAIL_ATTEMPTS = 60


def account(page: Page, demo: Demo, role: str) -> dict[str, str]:
    """E-mail, password and current code of a demonstration account, and its passphrase when it has one."""
    page.goto(f"{demo.url}/demo/")
    card = page.locator("main li.login", has_text=f"{role}@demo.wegwijs.example")
    facts = [(row.locator("dt").inner_text(), row.locator("dd").inner_text()) for row in card.locator("dl > div").all()]
    known = dict(facts)
    note = " ".join(text for label, text in facts if label == "Verder")
    return {
        "email": known["E-mailadres"],
        "password": known["Wachtwoord"],
        "code": known["Code nu"],
        "passphrase": note.partition("Kluiszin van het meldpunt:")[2].strip(),
    }


def sign_in(page: Page, demo: Demo, role: str) -> dict[str, str]:
    """Password, then the code; waits for a fresh code when this one was used before."""
    known = account(page, demo, role)
    page.goto(f"{demo.url}/accounts/login/")
    page.locator("[name=login]").fill(known["email"])
    page.locator("[name=password]").fill(known["password"])
    page.locator("main form button").first.click()
    for _attempt in range(3):
        page.locator("input[name=code]").fill(known["code"])
        page.locator("form:has(input[name=code]) button").first.click()
        if page.locator("input[name=code]").count() == 0:
            return known
        _wait_for_next_code()
        other = page.context.new_page()
        known = account(other, demo, role)
        other.close()
    raise AssertionError("the code was refused three times")


def _wait_for_next_code() -> None:
    time.sleep(30 - time.time() % 30 + 0.5)


def find_mail(page: Page, demo: Demo, recipient: str, subject: str) -> None:
    """Open the newest mail to someone in the demonstration's mailbox; the worker needs a moment to send it."""
    for _attempt in range(MAIL_ATTEMPTS):
        page.goto(f"{demo.url}/demo/mailbox/")
        row = page.locator("main li, main tr", has_text=recipient).filter(has_text=subject)
        if row.count():
            row.first.get_by_role("link").first.click()
            return
        time.sleep(0.5)
    expect(page.get_by_text(recipient)).to_be_visible()
