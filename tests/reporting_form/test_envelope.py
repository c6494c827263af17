import hashlib

import pytest

from reporting_form.vault.envelope import STEP, CannotOpenError, Place, new_key, pad, seal, unpad, unseal

PLACE = Place("case_field", "question", "abc")


def test_a_known_key_and_nonce_give_known_bytes():
    sealed = seal(bytes(range(32)), "Wat is uw vraag?", PLACE, nonce=bytes(range(24)))

    assert hashlib.sha256(sealed).hexdigest() == "e5226aa77ccf46207a47bcf5440a3b8e48bdaa397d84dd02fa94bc95d897f8dd"
    assert unseal(bytes(range(32)), sealed, PLACE) == "Wat is uw vraag?"


def test_the_cipher_is_xchacha20_poly1305_as_in_the_draft_rfc():
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    from nacl.secret import Aead

    text = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    data = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    nonce = bytes(range(0x40, 0x58))
    sealed = Aead(bytes(range(0x80, 0xA0))).encrypt(text, data, nonce)

    assert sealed.ciphertext[-16:].hex() == "c0875924c1c7987947deafd8780acf49"


@pytest.mark.parametrize("position", [0, 1, 30, -1])
def test_a_changed_byte_does_not_open(position):
    key = new_key()
    sealed = bytearray(seal(key, "tekst", PLACE))
    sealed[position] ^= 1

    with pytest.raises(CannotOpenError):
        unseal(key, bytes(sealed), PLACE)


@pytest.mark.parametrize(
    "other",
    [
        Place("case_field", "question", "another-case"),
        Place("case_field", "person", "abc"),
        Place("message", "question", "abc"),
    ],
)
def test_a_row_that_was_moved_does_not_open(other):
    key = new_key()

    with pytest.raises(CannotOpenError):
        unseal(key, seal(key, "tekst", PLACE), other)


def test_another_key_does_not_open():
    with pytest.raises(CannotOpenError):
        unseal(new_key(), seal(new_key(), "tekst", PLACE), PLACE)


def test_texts_of_up_to_a_kilobyte_are_equally_long():
    key = new_key()
    lengths = {len(seal(key, text, PLACE)) for text in ("", "ja", "a" * (STEP - 1))}

    assert len(lengths) == 1
    assert len(seal(key, "a" * STEP, PLACE)) == lengths.pop() + STEP


@pytest.mark.parametrize("data", [b"", b"a", b"\x80", b"\x80\x00\x00", b"\x00" * 1024, "é😀".encode()])
def test_padding_gives_back_exactly_what_it_got(data):
    assert (unpad(pad(data)), len(pad(data)) % STEP) == (data, 0)
