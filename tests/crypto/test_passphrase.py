"""Passphrases: equal however they are typed, judged calmly, by shape alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.crypto.passphrase import MINIMUM, Judgement, Reason, Strength, judge, to_bytes


@pytest.mark.parametrize(
    "text", ["Zażółć gęślą jaźń", "Щедрик та Їжак й Ґанок", "Việt Nam", "각하", "Ελλάδα", "ﬁle №5"]
)
def test_composed_and_decomposed_letters_are_the_same_passphrase(text: str) -> None:
    forms = {to_bytes(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_capital_letters_blanks_and_accents_matter() -> None:
    typed = ["zażółć", "Zażółć", "zazolc", " zażółć", "zażółć "]
    assert len({to_bytes(text) for text in typed}) == len(typed)


@given(st.text(st.characters(codec=None)))
def test_no_passphrase_is_a_crash(text: str) -> None:
    assert isinstance(to_bytes(text), bytes)
    assert isinstance(judge(text), Judgement)


def test_half_a_character_from_an_odd_keyboard_is_no_crash() -> None:
    assert to_bytes("a\ud800b") != to_bytes("ab")
    assert judge("a\ud800bcdefgh").accepted


@pytest.mark.parametrize(
    ("length", "accepted"), [(0, False), (1, False), (MINIMUM - 1, False), (MINIMUM, True)]
)
def test_eight_characters_are_the_least(length: int, accepted: bool) -> None:
    text = "kż7Ω!qTc"[:length]
    assert judge(text).accepted is accepted
    assert (judge(text).strength is Strength.TOO_SHORT) is not accepted
    assert (Reason.SHORT in judge(text).reasons) is (length < 12)


def test_a_letter_with_its_accent_apart_counts_once() -> None:
    assert not judge("z\u0301" * 7).accepted


@pytest.mark.parametrize(
    ("text", "strength", "reason"),
    [
        ("password", Strength.WEAK, Reason.ONE_WORD),
        ("haslo123", Strength.WEAK, Reason.ONE_WORD),
        ("12345678", Strength.WEAK, Reason.DIGITS_ONLY),
        ("qwertyuiop", Strength.WEAK, Reason.SEQUENCE),
        ("йцукенгшщз", Strength.WEAK, Reason.SEQUENCE),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength.WEAK, Reason.REPEATED),
        ("abcabcabcabcabcabcabc", Strength.WEAK, Reason.REPEATED),
        ("11.05.1990", Strength.WEAK, Reason.DATE),
        ("Kowalski1985", Strength.WEAK, Reason.DATE),
    ],
)
def test_what_is_guessed_first_is_weak_and_says_why(text: str, strength: Strength, reason: Reason) -> None:
    assert judge(text).strength is strength
    assert reason in judge(text).reasons


@pytest.mark.parametrize("text", ["moja mama lubi bez", "kot pies dom las", "vk3m9x2q7tzp"])
def test_a_few_words_or_a_dozen_random_letters_are_fair(text: str) -> None:
    assert judge(text).strength is Strength.FAIR


@pytest.mark.parametrize(
    "text",
    [
        "correct horse battery staple",
        "żółw zielony idzie powoli",
        "ніч яка місячна зоряна",
        "vk3m9x2q7tzp4wn8",
    ],
)
def test_four_longer_words_or_sixteen_random_letters_are_strong(text: str) -> None:
    assert judge(text) == Judgement(Strength.STRONG)


def test_a_blank_at_the_end_is_pointed_out_even_in_a_strong_one() -> None:
    assert judge("correct horse battery staple ").reasons == (Reason.OUTER_BLANK,)


@given(st.text(min_size=8, max_size=30), st.sampled_from(["x7", "Ω%", "q!"]))
def test_a_longer_passphrase_is_never_refused(text: str, more: str) -> None:
    if judge(text).accepted:
        assert judge(text + more).accepted
