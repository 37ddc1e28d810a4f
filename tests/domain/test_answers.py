"""Not asked, "I don't know" and a value are three different things."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW, Answers

DAY = date(2026, 11, 21)


def test_not_asked_not_known_and_known_are_told_apart() -> None:
    answers = Answers.of({"a": "yes", "b": DONT_KNOW})
    assert (answers.get("a"), answers.get("b"), answers.get("c")) == ("yes", DONT_KNOW, None)
    assert (answers.known("a"), answers.known("b"), answers.known("c")) == ("yes", None, None)


def test_the_order_of_answering_does_not_matter() -> None:
    forth = Answers().with_answer("a", "1").with_answer("b", "2")
    back = Answers().with_answer("b", "2").with_answer("a", "1")
    assert forth == back
    assert list(forth) == [("a", "1"), ("b", "2")]


def test_an_answer_can_be_taken_back() -> None:
    answers = Answers.of({"a": "yes"})
    assert answers.with_answer("a", None) == Answers()
    assert answers.with_answer("b", None) == answers


def test_each_kind_is_read_as_what_it_is() -> None:
    answers = Answers.of({"t": "yes", "d": DAY, "n": 3, "m": Decimal("10.50"), "u": DONT_KNOW})
    assert answers.text("t") == "yes"
    assert answers.day("d") == DAY
    assert answers.number("n") == Decimal(3)
    assert answers.number("m") == Decimal("10.50")
    for read in (answers.text, answers.day, answers.number):
        assert read("u") is None
        assert read("not_there") is None


@pytest.mark.parametrize(("reader", "question"), [("text", "d"), ("day", "t"), ("number", "t")])
def test_an_answer_of_another_kind_is_an_error_not_a_guess(reader: str, question: str) -> None:
    answers = Answers.of({"t": "yes", "d": DAY})
    with pytest.raises(TypeError, match=question):
        getattr(answers, reader)(question)
