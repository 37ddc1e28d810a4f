"""A seal: the same key opens it, nothing else does, and no byte can be changed unnoticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.crypto.sealing import NONCE_BYTES, TAG_BYTES, WrongKey, new_nonce, seal, subkey, unseal

KEY = bytes(range(32))
NONCE = bytes(12)


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_what_was_sealed_comes_back(plain: bytes, bound: bytes) -> None:
    sealed = seal(KEY, NONCE, plain, bound)
    assert len(sealed) == len(plain) + TAG_BYTES
    assert unseal(KEY, NONCE, sealed, bound) == plain


def test_it_is_aes_256_gcm() -> None:
    """Test case 14 of the GCM specification."""
    sealed = seal(bytes(32), bytes(12), bytes(16))
    assert sealed.hex() == "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"


def test_no_byte_can_be_changed_unnoticed() -> None:
    sealed = seal(KEY, NONCE, b"a data key", b"bound")
    for place in range(len(sealed)):
        for bit in range(8):
            changed = bytearray(sealed)
            changed[place] ^= 1 << bit
            with pytest.raises(WrongKey):
                unseal(KEY, NONCE, bytes(changed), b"bound")


@pytest.mark.parametrize(
    ("key", "nonce", "bound"),
    [(bytes(32), NONCE, b"b"), (KEY, b"\1" * 12, b"b"), (KEY, NONCE, b"B"), (KEY, NONCE, b"")],
)
def test_another_key_nonce_or_binding_opens_nothing(key: bytes, nonce: bytes, bound: bytes) -> None:
    sealed = seal(KEY, NONCE, b"plain", b"b")
    with pytest.raises(WrongKey) as caught:
        unseal(key, nonce, sealed, bound)
    assert caught.value.__cause__ is None


def test_a_seal_without_its_tag_is_no_seal() -> None:
    for length in range(TAG_BYTES):
        with pytest.raises(WrongKey):
            unseal(KEY, NONCE, bytes(length))


def test_numbers_used_once_are_long_and_differ() -> None:
    made = {new_nonce() for _ in range(500)}
    assert (len(made), {len(nonce) for nonce in made}) == (500, {NONCE_BYTES})


def test_keys_for_two_purposes_or_two_salts_differ() -> None:
    keys = {subkey(KEY, salt, purpose) for salt in (b"s" * 16, b"t" * 16) for purpose in ("one", "two")}
    assert (len(keys), {len(key) for key in keys}) == (4, {32})
