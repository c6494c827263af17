"""Numbers come from the register, and only the ones that may be shown."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from portal.core.models import MunicipalitySettings
from portal.organisations.context_processors import HelpLines
from portal.organisations.demo import load as demo
from portal.organisations.models import ContactPoint, HelpLine, Organisation
from tests.factories.organisations import HelpLineFactory

pytestmark = pytest.mark.django_db

# Of the register of numbers that may be shown; nothing else may appear in a demonstration.
NUMBERS = {
    "112",
    "0900-8844",
    "0800-7000",
    "113",
    "0800-0113",
    "0800-2000",
    "0900-1113111",
    "030-2856616",
    "088-2080080",
}


@pytest.fixture
def lines(home):
    demo.load()
    return HelpLines(RequestFactory().get("/"))


def test_the_demonstration_holds_exactly_the_numbers_that_may_be_shown(lines):
    held = {number for line in HelpLine.objects.all() for number in (line.number, line.second_number)} - {""}
    assert held == NUMBERS
    written = re.findall(r'number = "(.+)"', (Path(demo.__file__).parent / "help_lines.toml").read_text())
    assert set(written) == NUMBERS


def test_loading_twice_changes_nothing(lines):
    line = HelpLine.objects.get(key="police")
    line.cost = "Door een redacteur veranderd"
    line.save()
    before = (HelpLine.objects.count(), Organisation.objects.count(), ContactPoint.objects.count())
    demo.load()
    assert (HelpLine.objects.count(), Organisation.objects.count(), ContactPoint.objects.count()) == before
    line.refresh_from_db()
    assert line.cost == "Door een redacteur veranderd"


def test_there_are_twenty_schools_and_every_address_is_an_example(lines):
    assert Organisation.objects.schools().count() == 20
    assert not ContactPoint.objects.exclude(email__endswith="@scholen.wegwijs.example").exists()


@pytest.mark.parametrize("language", ["nl", "en", "tr", "ar"])
def test_all_lines_of_a_page_cost_one_query_in_any_language(lines, language, django_assert_num_queries):
    MunicipalitySettings.for_request(lines.request)
    with override(language), django_assert_num_queries(1):
        assert len([line.local_title for line in lines.all]) == 9
        assert [line.key for line in lines.strip] == ["municipality", "police", "emergency"]


def test_words_follow_the_language_and_fall_back_to_dutch(lines):
    HelpLine.objects.get(key="police").texts.filter(language="tr").delete()
    with override("en"):
        assert lines.by_key["police"].local_title == "Police or your neighbourhood officer"
    with override("tr"):
        assert HelpLines(lines.request).by_key["police"].local_title == "Politie of uw wijkagent"


def test_without_a_number_of_its_own_the_municipality_shows_an_example_without_a_link(lines):
    html = render_tel(lines.by_key["municipality"])
    assert html == '<b class="tel tel--sample">Nummer van uw gemeente (voorbeeld)</b>'


def test_a_number_dials_without_hyphens(lines):
    assert 'href="tel:09008844"' in render_tel(lines.by_key["police"])


def render_tel(line) -> str:
    return Template("{% load contacts %}{% tel line %}").render(Context({"line": line})).strip()


def test_a_page_expires_when_a_line_opens_or_closes(lines):
    assert lines.all
    assert lines.request.page_changes_at > timezone.now()


def test_lines_that_nobody_checked_for_half_a_year_are_listed_except_the_two_that_always_show():
    on = date(2026, 11, 22)
    fresh = HelpLineFactory(verified_on=date(2026, 6, 1))
    old = HelpLineFactory(verified_on=date(2026, 5, 1))
    never = HelpLineFactory(verified_on=None)
    HelpLineFactory(verified_on=None, is_always_shown=True)
    assert set(HelpLine.objects.needing_check(on)) == {old, never} != {fresh}


def test_after_a_year_visitors_see_the_date():
    today = timezone.localdate()
    assert HelpLineFactory.build(verified_on=today.replace(year=today.year - 2)).date_is_shown
    assert not HelpLineFactory.build(verified_on=today).date_is_shown
    assert not HelpLineFactory.build(verified_on=date(2020, 1, 1), is_always_shown=True).date_is_shown


def test_a_line_without_exact_hours_says_only_what_is_known(lines):
    state = lines.by_key["extremism_support"].state()
    assert (state.is_open, state.text, state.changes_at) == (False, "Tijdens kantooruren", None)


def test_a_holiday_closes_an_office_line_unless_it_says_otherwise():
    christmas = datetime(2026, 12, 25, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    line = HelpLineFactory.build(hours="ma-vr 9.00-17.00")
    assert not line.state(christmas).is_open
    line.open_on_holidays = True
    assert line.state(christmas).is_open


def test_a_change_of_a_line_is_fresh_on_the_next_request(lines, django_capture_on_commit_callbacks):
    from portal.core.page_cache import current_generation

    before = current_generation()
    with django_capture_on_commit_callbacks(execute=True):
        HelpLine.objects.get(key="police").save()
    assert current_generation() != before


def test_every_text_of_the_demonstration_has_its_three_translations():
    rows = tomllib.loads((Path(demo.__file__).parent / "help_lines.toml").read_text())["line"]
    assert [row["key"] for row in rows if not {"en", "tr", "ar"} <= row.keys()] == []
