"""The shared blocks: what goes in is clean, what comes out is whole, what is missing is refused."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlock

from portal.core.blocks import BodyBlock, HelpLinesBlock
from portal.core.blocks.clean import as_paragraphs
from portal.core.demo_pages import stream_value
from tests.factories.organisations import HelpLineFactory

BODY = BodyBlock()
NAMES = [
    "text",
    "heading",
    "subheading",
    "steps",
    "do_dont",
    "signal_pair",
    "table",
    "quote",
    "notice",
    "contact",
    "sentences",
    "links",
    "fold",
]


def rendered(*blocks: dict) -> str:
    return BODY.render(stream_value(BODY, blocks))


def stored(*blocks: dict) -> list:
    return stream_value(BODY, blocks).get_prep_value()


def test_the_body_offers_exactly_the_agreed_blocks():
    assert list(BODY.child_blocks) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_block_tells_the_editor_what_it_is_and_shows_a_preview(name):
    block = BODY.child_blocks[name]
    assert (bool(block.label), bool(block.meta.description)) == (True, True)
    assert block.meta.icon != "placeholder"
    assert block.render(block.get_preview_value()) is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_block_template_is_shorter_than_twenty_lines(name):
    from django.template.loader import get_template

    with open(get_template(BODY.child_blocks[name].meta.template).origin.name) as template:
        assert len(template.readlines()) < 20


def test_pasted_markup_loses_scripts_styles_and_events_before_it_is_stored():
    pasted = '<p style="color:red" onclick="steal()">Rustig</p><script>steal()</script><img src=x onerror=steal()>'
    assert stored({"type": "text", "value": pasted})[0]["value"] == "<p>Rustig</p>steal()"


def test_a_link_to_a_page_survives_the_cleaning():
    source = '<p><a linktype="page" id="3">Lees meer</a></p>'
    assert stored({"type": "text", "value": source})[0]["value"] == source


def test_a_script_address_in_a_link_is_dropped():
    value = stored({"type": "text", "value": '<p><a href="javascript:steal()">Klik</a></p>'})[0]["value"]
    assert value == "<p><a>Klik</a></p>"


def test_plain_text_becomes_paragraphs_at_its_blank_lines():
    assert as_paragraphs("Eerst dit.\n\nDan dat.") == "<p>Eerst dit.</p><p>Dan dat.</p>"


def test_reordering_marks_and_control_characters_leave_plain_fields():
    assert stored({"type": "heading", "value": "Kop\u202e\x07"})[0]["value"] == "Kop"


def test_markup_in_a_plain_field_is_shown_as_text():
    assert rendered({"type": "heading", "value": "<b>Kop</b>"}).strip() == (
        '<h2 id="bkopb">&lt;b&gt;Kop&lt;/b&gt;</h2>'
    )


def test_a_heading_in_another_script_keeps_an_address():
    assert rendered({"type": "heading", "value": "ماذا تفعل"}).strip() == '<h2 id="ماذا-تفعل">ماذا تفعل</h2>'


def test_two_headings_with_one_address_are_refused():
    with pytest.raises(ValidationError):
        stored({"type": "heading", "value": "Wat nu?"}, {"type": "heading", "value": "Wat nu"})


def test_a_signal_without_an_innocent_explanation_is_refused():
    with pytest.raises(ValidationError):
        stored({"type": "signal_pair", "signal": "Stil op school", "innocent": []})


def test_a_table_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValidationError):
        stored({"type": "table", "caption": "Wie", "headers": ["Functie", "Niveau"], "rows": [{"cells": ["Boa"]}]})


def test_the_first_cell_of_a_row_is_its_heading_and_the_others_carry_their_column():
    table = {"type": "table", "caption": "Wie", "headers": ["Functie", "Niveau"], "rows": [{"cells": ["Boa", "Basis"]}]}
    html = rendered(table)
    assert '<th scope="row">Boa</th>' in html
    assert '<td data-label="Niveau">Basis</td>' in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//elders.example/", "data:text/html,x", "ftp://x.example"])
def test_an_address_that_is_no_path_and_no_web_address_is_refused(address):
    with pytest.raises(ValidationError):
        stored({"type": "links", "items": [{"title": "Klik", "url": address}]})


def test_only_a_link_to_another_site_says_that_the_visitor_leaves():
    inside = rendered({"type": "links", "items": [{"title": "Ouders", "url": "/ouders/"}]})
    outside = rendered({"type": "links", "items": [{"title": "Ver", "url": "https://elders.example/"}]})
    assert ("U verlaat deze site" in inside, "U verlaat deze site" in outside) == (False, True)


class Line:
    """A help line as far as this block knows it."""

    def __init__(self, key):
        self.key = key
        self.number = "n-" + key
        self.local_title = key
        self.opening = type("Opening", (), {"text": "", "is_open": True})()


@pytest.mark.django_db
def test_contact_shows_the_chosen_lines_in_order_and_skips_what_the_register_lost():
    value = stream_value(BODY, [{"type": "contact", "help_lines": ["b", "weg", "a"]}])
    block = BODY.child_blocks["contact"]
    by_key = {"a": Line("a"), "b": Line("b"), "c": Line("c")}
    lines = block.get_context(value[0].value, {"help_lines": {"by_key": by_key}})["lines"]
    assert [line.key for line in lines] == ["b", "a"]


@pytest.mark.django_db
def test_a_number_that_the_register_does_not_know_is_refused():
    HelpLineFactory(key="extremism_support")
    with pytest.raises(ValidationError, match="verzonnen"):
        HelpLinesBlock().clean(["extremism_support", "verzonnen"])


def test_every_part_of_a_composed_block_has_a_label():
    unnamed = [
        f"{name}.{part}"
        for name, block in BODY.child_blocks.items()
        if isinstance(block, StructBlock)
        for part, child in block.child_blocks.items()
        if not child.label
    ]
    assert unnamed == []
