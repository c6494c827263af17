"""What stops a briefing from being submitted, and what is only advice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.briefings import services
from portal.briefings.lint import digits, examine, lix, phone_numbers, sentences
from portal.briefings.models import BriefingVersion
from portal.briefings.structure import ALWAYS_REQUIRED, SLOTS, SectionKind
from portal.core.models import MunicipalitySettings
from tests.factories.briefings import author, complete_content, draft
from tests.factories.organisations import HelpLineFactory

POLICE = "0900-8844"
ADVICE = "030-2856616"


def texts(**changes) -> dict[str, str]:
    return {slot.name: f"Tekst voor {slot.name}." for slot in SLOTS} | changes


def blocking(**changes) -> list[str]:
    return [finding.field for finding in examine(draft(**changes)) if finding.blocks]


def advised(**changes) -> list[str]:
    return [finding.field for finding in examine(draft(**changes)) if not finding.blocks]


@pytest.mark.django_db
def test_a_complete_draft_has_no_findings():
    assert examine(draft()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ALWAYS_REQUIRED - {SectionKind.KNOWN}))
@pytest.mark.parametrize("empty", ["", "  \n ", "\u202e"])
def test_the_summary_and_what_we_do_not_know_are_never_empty(name, empty):
    assert blocking(texts=texts(**{name: empty})) == [name]


@pytest.mark.django_db
def test_a_section_that_the_scaffold_requires_is_missed():
    briefing = draft(texts=texts(ages_mbo="", signals=""))
    briefing.scaffold.sections.create(kind="ages", part="mbo", is_required=True)
    briefing.scaffold.sections.create(kind="signals", is_required=False)

    assert [finding.field for finding in examine(briefing)] == ["ages_mbo"]


@pytest.mark.django_db
def test_without_facts_there_is_no_briefing():
    assert blocking(facts=[]) == ["fact_1_text"]


@pytest.mark.django_db
def test_every_fact_has_a_source():
    facts = [("De scholen zijn open.", "Burgemeester"), ("Er raakte niemand gewond.", " ")]

    assert blocking(facts=facts) == ["fact_2_source"]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", [None, timedelta(minutes=-1)])
def test_the_next_message_is_promised_for_a_moment_to_come(moment):
    assert blocking(next_update_at=moment and timezone.now() + moment) == ["next_update_at"]


@pytest.mark.django_db
def test_a_closing_promises_no_next_message():
    briefing = draft(next_update_at=None)
    briefing.kind = "closing"

    assert examine(briefing) == []


@pytest.mark.django_db
def test_the_facts_were_cleared_by_someone_before_now():
    assert blocking(cleared_by="") == ["cleared_by"]
    assert blocking(cleared_at=None) == ["cleared_at"]
    assert blocking(cleared_at=timezone.now() + timedelta(hours=1)) == ["cleared_at"]


@pytest.mark.django_db
def test_someone_must_receive_it():
    assert blocking(audience_kinds=[]) == ["audience_kinds"]
    assert blocking(audience_kinds=["police"]) == ["audience_kinds"]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["title", "bulletin_text"])
def test_a_number_outside_the_register_is_found_in_the_title_and_the_banner(field):
    assert blocking(**{field: "Bel 026 123 45 67"}) == [field]


@pytest.mark.django_db
def test_a_number_outside_the_register_is_found_in_facts_and_sections():
    facts = [("Bel 026-1234567.", "Politie, 06 12345678")]

    assert blocking(facts=facts) == ["fact_1_text", "fact_1_source"]
    assert blocking(texts=texts(parents="Bel 0800-1234.")) == ["parents"]


@pytest.mark.django_db
@pytest.mark.parametrize("written", [POLICE, "0900 8844", "0900 - 88 44", "(030) 285 66 16", "+31 30 2856616"])
def test_a_number_of_the_register_may_be_written_in_any_way(written):
    HelpLineFactory(number=POLICE, second_number=ADVICE)

    assert blocking(texts=texts(help=f"Bel {written} voor advies.")) == []


@pytest.mark.django_db
def test_the_own_number_of_the_municipality_is_known(home):
    MunicipalitySettings.objects.create(site_id=home.get_site().pk, phone="14 026")

    assert blocking(texts=texts(help="Bel 14 026.")) == []
    assert blocking(texts=texts(help="Bel 14 020.")) == ["help"]


@pytest.mark.parametrize(
    "text",
    [
        "026-1234567",
        "026 123 45 67",
        "(026) 123 45 67",
        "026.123.45.67",
        "026/1234567",
        "06-12345678",
        "0612345678",
        "+31 6 1234 5678",
        "0031 26 123 4567",
        "0800-0432",
        "0900-1113111",
        "088 20 800 80",
        "14 026",
        "116 111",
        "112",
        "026\u200b1234567",
        "０２６-１２３４５６７",
        "٠٢٦-١٢٣٤٥٦٧",
    ],
)
def test_telephone_numbers_are_recognised(text):
    assert len(phone_numbers(f"Bel {text}, dag en nacht.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Om 08.15 uur begint de les.",
        "Van 08.00-09.00 uur en van 10.15 tot 11.45 uur.",
        "Op 24-11-2026 en 2026-11-24 en 24/11/2026.",
        "In 2026 deden 100000 mensen mee, en 1400 daarvan bleven.",
        "Groep 1 en 2, 4 tot 6 jaar; klas 1, 2 en 3.",
        "Artikel 6 en 7, lid 12. Blz. 110 tot 140.",
        "Lokaal 0.12 en kamer 012.",
    ],
)
def test_times_dates_and_quantities_are_no_telephone_numbers(text):
    assert phone_numbers(text) == []


def test_numbers_compare_as_plain_digits():
    assert {digits(text) for text in ("+31 (0)30 285 66 16", "0031302856616", "030-2856616")} == {"0302856616"}


@pytest.mark.django_db
def test_a_long_sentence_is_advice():
    long = "Een " + "zin " * 19 + "is te lang."
    short = "Een " + "zin " * 15 + "is goed."

    assert advised(texts=texts(classroom=f"{short} {long}")) == ["classroom"]
    assert advised(texts=texts(classroom=f"{short} {short}")) == []


@pytest.mark.django_db
def test_a_summary_of_more_than_sixty_words_is_advice():
    assert advised(texts=texts(in_three_lines="Dit is een zin. " * 16)) == ["in_three_lines"]


@pytest.mark.django_db
def test_hard_words_are_advice():
    hard = "Maatschappelijke polarisatieproblematiek vereist interdisciplinaire samenwerkingsverbanden."

    assert advised(texts=dict.fromkeys([slot.name for slot in SLOTS], hard)) == [""]


def test_sentences_end_at_marks_and_lines():
    assert sentences("Dit is één. Dit is twee!\nDrie\n\nVier om 8.15 uur.") == [
        "Dit is één",
        "Dit is twee",
        "Drie",
        "Vier om 8.15 uur",
    ]


def test_lix_of_nothing_is_zero_and_of_long_words_is_high():
    assert lix(" 12 ") == 0.0
    assert lix("Dit is een kat.") == 4.0
    assert lix("Verantwoordelijkheid.") == 101.0


@pytest.mark.django_db
def test_a_refused_submission_makes_no_version_and_says_where():
    briefing = draft(texts=texts(unknown=""), next_update_at=None)

    with pytest.raises(services.SubmitRefusedError) as refusal:
        services.submit(briefing_pk=briefing.pk, actor=author())

    assert [finding.field for finding in refusal.value.findings] == ["unknown", "next_update_at"]
    assert not BriefingVersion.objects.exists()


@pytest.mark.django_db
def test_advice_does_not_stop_a_submission():
    briefing = draft(texts=texts(in_three_lines="Dit is een zin. " * 16))

    assert services.submit(briefing_pk=briefing.pk, actor=author()).number == 1


@pytest.mark.django_db
def test_a_mail_that_is_too_large_is_refused():
    briefing = draft(texts=dict.fromkeys([slot.name for slot in SLOTS], "Eén & twee. " * 330))

    with pytest.raises(services.SubmitRefusedError) as refusal:
        services.submit(briefing_pk=briefing.pk, actor=author())

    assert [finding.field for finding in refusal.value.findings] == [""]


@pytest.mark.django_db
def test_examining_costs_seven_queries(django_assert_num_queries):
    briefing = draft(contacts=3)

    with django_assert_num_queries(7):
        examine(briefing)


def test_the_factory_gives_every_slot_a_text():
    assert set(complete_content().texts) == {slot.name for slot in SLOTS}
