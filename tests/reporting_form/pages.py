"""Reading and filling in the pages as a browser without scripts does."""

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def form_on(response, button: str | None = None) -> dict[str, str]:
    """The values that a browser would send from the form in <main> that holds this button (by its value)."""
    for form in soup_of(response).main.find_all("form", method="post"):
        if button is None or form.find("button", value=button):
            return values_of(form)
    raise AssertionError(f"no form with a button {button}")


def values_of(form) -> dict[str, str]:
    values = {}
    for element in form.find_all(["input", "textarea", "select"]):
        if element.name == "textarea":
            values[element["name"]] = element.text.removeprefix("\n")
        elif element.name == "select":
            chosen = element.find("option", selected=True)
            values[element["name"]] = chosen["value"] if chosen else ""
        elif element.get("type") not in ("radio", "checkbox") or element.has_attr("checked"):
            values[element["name"]] = element.get("value", "")
    return values


def text_of(response) -> str:
    """The visible words of a page, with single spaces."""
    return " ".join(soup_of(response).main.get_text().split())


def shown_code(response) -> str:
    return soup_of(response).find("section", attrs={"aria-labelledby": "zaakcode"}).bdi.text


def ask_advice(client: Client, **answers: str):
    """Fill in the advice form and go on to the review page."""
    page = client.get(reverse("reporting_form:advice"))
    filled = {"question": "Mijn zoon is zo boos.", "asker": "family", "answer_by": "code", **answers}
    return client.post(reverse("reporting_form:advice"), {**form_on(page, "review"), **filled, "action": "review"})


def send(client: Client, review, **changes: str):
    return client.post(reverse("reporting_form:advice"), {**form_on(review, "send"), "action": "send", **changes})


def follow(client: Client, code: str, **extra: str):
    return client.post(reverse("reporting_form:follow_up"), {"code": code, **extra})
