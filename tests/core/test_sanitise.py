"""Text and markup from outside, made harmless in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.sanitise import clean_html, clean_text


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<p>Goed</p>", "<p>Goed</p>"),
        ('<p onclick="x()">Tik</p>', "<p>Tik</p>"),
        ("<script>x()</script>", "x()"),
        ('<a href="javascript:x()">hier</a>', "<a>hier</a>"),
        ('<a href="https://example.org">hier</a>', '<a href="https://example.org">hier</a>'),
        ('<p style="position:fixed">Plak</p>', "<p>Plak</p>"),
        ("<img src=x onerror=x()>", ""),
    ],
)
def test_markup_keeps_only_what_an_editor_may_use(markup, clean):
    assert clean_html(markup) == clean


@given(st.text())
def test_no_text_leaves_a_script_or_an_event(text):
    assert "<script" not in clean_html(f"<p>{text}<script>alert(1)</script></p>")


def test_control_characters_and_order_overrides_are_removed_and_the_rest_stays():
    assert clean_text("a\x00b\u202ec\r\nd\te 😀 مرحبا") == "abc\nd\te 😀 مرحبا"


def test_marks_that_mixed_scripts_need_are_kept():
    assert clean_text("abc\u200fדef\u200e") == "abc\u200fדef\u200e"
