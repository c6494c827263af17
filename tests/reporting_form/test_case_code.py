import pytest
from nacl import pwhash

from reporting_form.models import Case
from reporting_form.queries import open_by_code
from reporting_form.vault.case_code import ALPHABET, CaseCode, codes_in, derive_keys, new_code, parse
from tests.factories.reporting_form import make_case
from tests.reporting_form.pages import follow, text_of

CODE = CaseCode("ABCDEFGH0JKMNPQRSTVW")


def test_a_code_has_four_characters_to_find_and_eighty_bits_to_open():
    codes = [new_code() for _ in range(50)]

    assert {(len(code.locator), len(code.secret)) for code in codes} == {(4, 16)}
    assert set("".join(code.characters for code in codes)) <= set(ALPHABET)
    assert len({code.characters for code in codes}) == 50


@pytest.mark.parametrize(
    "typed",
    ["ABCD-EFGH-0JKM-NPQR-STVW", "abcdefgh0jkmnpqrstvw", "abcd efgh ojkm npqr stvw", " ABCD–EFGH–OJKM–NPQR–STVW\n"],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert parse(typed) == CODE


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFGH-0JKM-NPQR-STVU", "ABCD-EFGH-0JKM-NPQR-STVWX", "é" * 20])
def test_what_cannot_be_a_code_is_none(typed):
    assert parse(typed) is None


def test_a_known_code_gives_known_values(settings):
    settings.VAULT_PEPPER = "pepper"
    settings.VAULT_CODE_MEMLIMIT, settings.VAULT_CODE_OPSLIMIT = 8192, 1
    keys = derive_keys(CODE)

    assert keys.verifier == "e89e81d7eaf6a725fabd9b2b7e3d82ef63e437d19a46f02fff66d48216c9c13d"
    assert keys.key.hex() == "11c39d8ab3639683194011d4044859f607996bf2ecc92c42bbcda0c0ba6cbf3a"


def test_verifier_and_key_are_independent_values():
    keys = derive_keys(CODE)

    assert keys.key.hex() != keys.verifier


@pytest.mark.parametrize(
    "text", ["mijn code is ABCD-EFGH-0JKM-NPQR-STVW.", "abcdefgh0jkmnpqrstvw", "x abcd efgh ojkm npqr stvw y"]
)
def test_a_code_in_a_text_is_found(text):
    assert CODE in codes_in(text)


def test_an_ordinary_text_holds_no_code():
    assert codes_in("Mijn zoon van zestien kijkt veel filmpjes. Bel 026 000 00 00.") == []


@pytest.fixture
def counted_derivations(monkeypatch):
    """The real derivation, counted."""
    calls, original = [], pwhash.argon2id.kdf

    def counting(size, secret, salt, **limits):
        calls.append(limits)
        return original(size, secret, salt, **limits)

    monkeypatch.setattr(pwhash.argon2id, "kdf", counting)
    return calls


def test_right_wrong_and_unknown_codes_cost_one_derivation_of_the_same_weight(team, counted_derivations):
    right, unknown = new_code(), new_code()
    wrong = CaseCode(right.locator + unknown.secret)
    make_case(code=right)
    counted_derivations.clear()

    opened = [open_by_code(code) is not None for code in (right, wrong, unknown)]

    assert opened == [True, False, False]
    assert [counted_derivations[0]] * 3 == counted_derivations


def test_right_wrong_and_unknown_codes_ask_the_database_the_same(team, django_assert_num_queries):
    right, unknown = new_code(), new_code()
    make_case(code=right)
    for code in (CaseCode(right.locator + unknown.secret), unknown):
        with django_assert_num_queries(1):
            open_by_code(code)


def test_a_wrong_and_an_unknown_code_get_the_same_page(client, team):
    right, unknown = new_code(), new_code()
    make_case(code=right)
    wrong = CaseCode(right.locator + unknown.secret)
    pages = [follow(client, str(code)) for code in (wrong, unknown)]

    bodies = {page.content.decode().replace(str(code), "") for page, code in zip(pages, (wrong, unknown), strict=True)}
    assert len(bodies) == 1
    assert {page.status_code for page in pages} == {200}


def test_only_failed_codes_are_counted_and_the_sixth_must_wait(client, team):
    right = new_code()
    make_case(code=right)
    for _ in range(8):
        assert follow(client, str(right)).templates[0].name == "reporting_form/thread.html"

    statuses = [follow(client, str(new_code())).status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]
    assert "Te veel pogingen" in text_of(follow(client, str(right)))


def test_the_same_locator_may_serve_two_cases(team):
    first = new_code()
    second = CaseCode(first.locator + new_code().secret)
    cases = [make_case(code=first, question="Eén"), make_case(code=second, question="Twee")]

    assert [open_by_code(code).answer("question") for code in (first, second)] == ["Eén", "Twee"]
    assert Case.objects.filter(locator=first.locator).count() == len(cases)
