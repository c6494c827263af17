import re

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, ngettext, override

from portal.core.management.commands import update_messages
from portal.core.messages import TRANSLATIONS, catalogue
from tests.core.catalogues import use_compiled_catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w+[^>]*>")


def entries(language):
    return list(polib.pofile(str(catalogue(language))))


def pairs(language):
    """(Dutch, translation) of every text, each plural form on its own."""
    for entry in entries(language):
        if entry.msgid_plural:
            singular = entry.msgid if len(entry.msgstr_plural) == 2 else entry.msgid_plural
            yield from (
                (entry.msgid_plural if form else singular, words) for form, words in entry.msgstr_plural.items()
            )
        else:
            yield entry.msgid, entry.msgstr


def test_every_text_for_visitors_is_translated():
    call_command("update_messages", "--check")


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_has_the_placeholders_and_tags_of_its_source(language):
    differing = [
        (dutch, words)
        for dutch, words in pairs(language)
        if sorted(PLACEHOLDER.findall(dutch)) != sorted(PLACEHOLDER.findall(words))
    ]

    assert differing == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_translation_is_empty_fuzzy_or_left_over(language):
    wanted = update_messages.visitor_texts()
    unfit = [
        entry.msgid
        for entry in entries(language)
        if not update_messages.is_translated(entry) or (entry.msgctxt, entry.msgid) not in wanted
    ]

    assert unfit == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_keeps_the_spaces_at_its_ends(language):
    differing = [
        dutch
        for dutch, words in pairs(language)
        if (dutch[:1].isspace(), dutch[-1:].isspace()) != (words[:1].isspace(), words[-1:].isspace())
    ]

    assert differing == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_telephone_number_hides_in_a_translation(language):
    assert [words for _dutch, words in pairs(language) if re.search(r"\d{3,}", PLACEHOLDER.sub("", words))] == [
        words for dutch, words in pairs(language) if re.search(r"\d{3,}", PLACEHOLDER.sub("", dutch))
    ]


def test_a_listed_file_that_has_moved_is_an_error():
    with pytest.raises(CommandError, match=r"gone\.py"):
        update_messages.files(("portal/core/menu.py", "portal/core/gone.py"))


def test_labels_for_editors_are_not_asked_of_a_translator():
    texts = {text for _context, text in update_messages.visitor_texts()}

    assert {"U verlaat deze site", "Dag en nacht"} - texts == set()
    assert {"Verwijzing", "Telefoonnummers", "Eigenaar", "Kosten", "Wat hoort de melder?"} & texts == set()


def test_the_compiled_catalogues_speak_each_language_and_count_in_arabic():
    use_compiled_catalogues()
    spoken = {}
    for language in TRANSLATIONS:
        with override(language):
            spoken[language] = gettext("Verlaat deze site")
    with override("ar"):
        counted = [
            ngettext("Nog %(free)s plaats", "Nog %(free)s plaatsen", number) % {"free": number}
            for number in (0, 1, 2, 3, 11, 100)
        ]

    assert spoken == {"en": "Leave this site", "tr": "Siteden çık", "ar": "غادروا هذا الموقع"}
    assert len(set(counted)) == 6
