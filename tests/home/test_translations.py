"""The demonstration in English, Turkish and Arabic, as a visitor meets it."""

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import override_settings
from django.utils.translation import gettext, override
from wagtail.models import Page, PageLogEntry, Revision, Site

import knowledgebase.demo.load
import portal.home.demo.load
import portal.home.demo.site
import portal.organisations.demo.load
import reporting_form.demo.load
from knowledgebase.models import HelpFinderEntryPage, OutcomePage, QuestionOption, QuestionPage
from portal.core.demo_pages import PageFileError, load_pages
from portal.core.management.commands.update_messages import visitor_texts
from portal.home.demo import translations
from portal.home.models import HomePage, InformationPage
from tests.core.catalogues import use_compiled_catalogues
from tests.factories.reporting_form import make_team
from tests.reporting_form.pages import ask_advice, follow, form_on, send, shown_code

LANGUAGES = {"en": "ltr", "tr": "ltr", "ar": "rtl"}
TRANSLATED = [
    "",
    "ouders/",
    "ouders/mijn-kind-verandert/",
    "ouders/in-gesprek-blijven/",
    "ouders/wat-gebeurt-er-na-een-melding/",
    "contact/",
    "meldpunt/",
    "hulpwijzer/",
    "hulpwijzer/ouders/",
    "hulpwijzer/ouders/over-wie/",
    "hulpwijzer/ouders/niet-meer-willen-leven/",
]
NO_WAITING = dict.fromkeys(("MELDPUNT_MINIMUM_SECONDS", "MELDPUNT_BUSY_DELAY_SECONDS"), 0)
VIEWS = ["meldpunt/advies/", "meldpunt/zorg/", "meldpunt/zelf/", "meldpunt/vervolg/", "verlaat/uitleg/", "zoeken/"]
# One process loads the pages.
pytestmark = pytest.mark.xdist_group("translations")


@pytest.fixture(scope="module", autouse=True)
def tree(django_db_setup, django_db_blocker):
    """The pages of the demonstration, loaded once for this file and taken back after it."""
    use_compiled_catalogues()
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(**NO_WAITING):
        portal.home.demo.site.load()
        portal.organisations.demo.load.load()
        portal.home.demo.load.load()
        knowledgebase.demo.load.load()
        load_pages(reporting_form.demo.load.HERE / "pages", Site.objects.get().root_page)
        translations.load()
        make_team()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_the_database(db):
    """Each test takes back what it changes in the tree."""


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content.decode(), "html.parser")


def pages_in(language: str):
    return Page.objects.filter(locale__language_code=language, depth__gt=1)


def counts() -> tuple[int, int, int]:
    return Page.objects.count(), Revision.objects.count(), PageLogEntry.objects.count()


def test_loading_again_changes_nothing():
    before = counts()

    translations.load()

    assert counts() == before
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_page_answers_in_its_own_language_and_direction(client, language):
    answers = {}
    for path in [*TRANSLATED, *VIEWS]:
        response = client.get(f"/{language}/{path}")
        html = soup_of(response).html
        answers[path] = (response.status_code, html["lang"], html["dir"], bool(html.main.find("div", lang="nl")))

    assert answers == dict.fromkeys([*TRANSLATED, *VIEWS], (200, language, LANGUAGES[language], False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_dutch_tree_exists_under_the_same_addresses(language):
    dutch = {page.url_path.removeprefix("/home/") for page in pages_in("nl").live()}
    twins = {page.url_path.removeprefix(f"/home-{language}/") for page in pages_in(language).live()}

    assert twins == dutch


def test_nothing_that_a_page_in_another_language_links_to_is_missing(client):
    found = set()
    for path in [*TRANSLATED, *VIEWS, "jongeren/", "privacy/"]:
        links = soup_of(client.get(f"/ar/{path}")).find_all("a", href=lambda href: href.startswith("/"))
        found |= {link["href"].partition("#")[0] for link in links}
    broken = {address: client.get(address).status_code for address in found}

    assert {address for address, status in broken.items() if status not in (200, 303)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_finder_stays_in_its_language_and_follows_the_dutch_graph(language):
    def graph(code):
        options = QuestionOption.objects.filter(question__locale__language_code=code)
        return [
            (option.question.slug, option.sort_order, option.next.slug, option.next.locale.language_code == code)
            for option in options.select_related("question", "next__locale").order_by("question__slug", "sort_order")
        ]

    entry = HelpFinderEntryPage.objects.get(locale__language_code=language)
    lines = {page.slug: page.help_line_keys for page in OutcomePage.objects.filter(locale__language_code=language)}

    assert graph(language) == graph("nl")
    assert entry.start.locale.language_code == language
    assert lines == {page.slug: page.help_line_keys for page in OutcomePage.objects.filter(locale__language_code="nl")}


def test_an_alias_says_that_it_is_dutch_and_keeps_the_reader_in_the_language(client):
    html = soup_of(client.get("/ar/er-is-over-mij-gemeld/"))
    content = html.main.find("div", lang="nl", dir="ltr")

    assert html.main.find("h2").text == "هذه الصفحة بالهولندية فقط"
    assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex, nofollow"
    assert content.h1.text == Page.objects.get(locale__language_code="nl", slug="er-is-over-mij-gemeld").title
    assert [a["href"] for a in content.find_all("a", href=True) if a["href"].startswith("/meldpunt")] == []
    assert [a["href"] for a in html.find("ul", class_="langs").find_all("a")] == [
        "/er-is-over-mij-gemeld/",
        "/en/er-is-over-mij-gemeld/",
        "/tr/er-is-over-mij-gemeld/",
    ]


def test_a_translated_page_may_be_found_and_does_not_claim_to_be_checked(client):
    html = soup_of(client.get("/tr/ouders/mijn-kind-verandert/"))

    assert html.find("meta", attrs={"name": "robots"}) is None
    assert html.find("p", class_="review") is None
    assert InformationPage.objects.get(locale__language_code="tr", slug="mijn-kind-verandert").reviewed_on is None


def test_a_link_in_running_text_leads_to_the_same_language(client):
    html = soup_of(client.get("/en/ouders/wat-gebeurt-er-na-een-melding/"))

    assert [a["href"] for a in html.main.find("details").find_all("a")] == ["/en/er-is-over-mij-gemeld/"]


def test_a_list_of_translated_pages_leaves_out_the_dutch_ones(client):
    html = soup_of(client.get("/en/ouders/"))
    listed = [a["href"] for a in html.find("nav", attrs={"aria-labelledby": "lees"}).find_all("a")]

    assert listed == [
        "/en/ouders/mijn-kind-verandert/",
        "/en/ouders/in-gesprek-blijven/",
        "/en/ouders/wat-gebeurt-er-na-een-melding/",
    ]


def test_a_change_in_dutch_reaches_the_aliases_and_leaves_the_translations(client):
    alias_source = Page.objects.get(locale__language_code="nl", slug="privacy").specific
    alias_source.title = "Uw privacy"
    alias_source.save_revision().publish()
    translated = Page.objects.get(locale__language_code="nl", slug="contact").specific
    translated.title = "Bel ons"
    translated.save_revision().publish()

    assert pages_in("en").get(slug="privacy").title == "Uw privacy"
    assert pages_in("en").get(slug="contact").title == "Contact"


def test_words_for_an_alias_make_it_a_page_of_its_own():
    locale = pages_in("en").first().locale
    home = HomePage.objects.get(locale__language_code="nl")
    wanted = {"privacy"}

    translations.grow_tree(locale, home, wanted)

    assert translations.pairs_of(locale, home, wanted)["privacy"].twin.alias_of is None


def test_a_file_for_a_page_that_is_not_there_is_refused():
    home = HomePage.objects.get(locale__language_code="nl")

    with pytest.raises(PageFileError, match="bestaat-niet"):
        translations.pairs_of(pages_in("en").first().locale, home, {"bestaat-niet"})


def test_a_question_with_too_few_answers_is_refused():
    dutch = QuestionPage.objects.get(locale__language_code="nl", slug="over-wie")

    with pytest.raises(PageFileError, match="over-wie: 1 answers"):
        translations._options({"slug": "over-wie", "options": [["One", ""]]}, dutch, {})


class Words(HTMLParser):
    """Every text node and shown attribute of a page, outside what is marked as Dutch."""

    VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "wbr"}

    def __init__(self):
        super().__init__()
        self.words, self.open = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.words += [attrs[name] for name in ("aria-label", "placeholder", "title") if attrs.get(name)]
        if tag not in self.VOID:
            self.open.append(attrs.get("lang", ""))

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data):
        if "nl" not in self.open:
            self.words.append(data)


def words_of(response) -> str:
    parser = Words()
    parser.feed(response.content.decode())
    return " ".join(" ".join(parser.words).split())


def dutch_sentences() -> list[str]:
    """The fixed parts of the interface texts that differ in English and cannot occur in it by chance."""
    with override("en"):
        return [text for _context, text in visitor_texts() if len(text) > 12 and "%(" not in text != gettext(text)]


def test_the_journey_through_the_meldpunt_shows_no_dutch_sentence_in_english(client):
    with override("en"):
        review = ask_advice(client, question="My son is so angry.")
        code = shown_code(review)
        wrong = send(client, review, last_four="0000")
        done = send(client, review)
        thread = follow(client, code)
        unknown = follow(client, "ABCD")
        empty = client.post("/en/meldpunt/zorg/", form_on(client.get("/en/meldpunt/zorg/"), "review"))
    pages = [client.get(f"/en/{path}") for path in ["meldpunt/", *VIEWS]]
    shown = [words_of(response) for response in [*pages, review, wrong, done, thread, unknown, empty]]

    assert {(text, number) for text in dutch_sentences() for number, page in enumerate(shown) if text in page} == set()
    assert "No later than" in words_of(done)
    assert "Write down what you saw or heard" in words_of(empty)
