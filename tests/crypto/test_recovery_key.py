"""The recovery key survives paper, tired eyes and any keyboard; a slip is told from a wrong key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.crypto.recovery_key import KEY_BYTES, Mistyped, from_text, new_secret, to_text

secrets = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(secrets)
def test_what_is_printed_can_be_typed(secret: bytes) -> None:
    assert from_text(to_text(secret)) == secret


@given(secrets)
def test_it_has_nine_groups_of_four_without_letters_that_look_alike(secret: bytes) -> None:
    groups = to_text(secret).split("-")
    assert [len(group) for group in groups] == [4] * 9
    assert not set("".join(groups)) & set("ILOU")


@given(
    secrets,
    st.sampled_from([" ", "", " - ", "\u2013", "\u2011", "\n", ".", "\u00a0", "_", "\u200b"]),
    st.booleans(),
)
def test_gaps_and_small_letters_do_not_matter(secret: bytes, gap: str, small: bool) -> None:
    text = to_text(secret).replace("-", gap)
    assert from_text(f" {text.lower() if small else text}\t") == secret


@pytest.mark.parametrize(
    ("digit", "typed"),
    [("0", "O"), ("0", "o"), ("1", "I"), ("1", "l"), ("1", "i"), ("1", "L"),
     ("K", "\u041a"), ("K", "\u043a"), ("B", "\u0412"), ("H", "\u041d"), ("0", "\u041e"), ("P", "\u0420"),
     ("C", "\u0441"), ("X", "\u0425"), ("A", "\u0391"), ("T", "\u03a4"), ("7", "\uff17"), ("W", "\uff37")],
)  # fmt: skip
def test_look_alikes_are_read_as_what_is_printed(digit: str, typed: str) -> None:
    text = next(text for n in range(10_000) if digit in (text := to_text(n.to_bytes(KEY_BYTES, "big"))))
    assert from_text(text.replace(digit, typed)) == from_text(text)


@given(secrets, st.integers(0, 35), st.sampled_from(DIGITS))
def test_one_wrong_letter_is_a_slip(secret: bytes, place: int, other: str) -> None:
    letters = list(to_text(secret).replace("-", ""))
    if letters[place] == other:
        return
    letters[place] = other
    with pytest.raises(Mistyped):
        from_text("".join(letters))


@given(secrets, st.integers(0, 34))
def test_two_letters_swapped_are_a_slip(secret: bytes, place: int) -> None:
    letters = list(to_text(secret).replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(Mistyped):
        from_text("".join(letters))


@given(st.text(max_size=60))
def test_anything_else_is_a_slip_and_never_a_crash(text: str) -> None:
    try:
        secret = from_text(text)
    except Mistyped:
        return
    assert from_text(to_text(secret)) == secret


@pytest.mark.parametrize("length", [0, 1, 35, 37, 72])
def test_a_letter_too_few_or_too_many_is_a_slip(length: int) -> None:
    with pytest.raises(Mistyped):
        from_text(("0" * 100)[:length])


def test_new_keys_are_random_and_long() -> None:
    made = {new_secret() for _ in range(500)}
    assert (len(made), {len(secret) for secret in made}) == (500, {20})


def test_only_whole_keys_are_written() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        to_text(b"short")
