"""Answers by question id. Not asked, "I don't know" and a value are three different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum

from permitdesk.domain.records import dataclass


class DontKnow(Enum):
    """The person was asked and does not know."""

    DONT_KNOW = "dont_know"


DONT_KNOW = DontKnow.DONT_KNOW

AnswerValue = str | int | Decimal | date | DontKnow


class AnswerKind(StrEnum):
    """How a question is answered. YES_NO answers are the strings ``yes`` and ``no``."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    DAY = "day"
    WHOLE_NUMBER = "whole_number"
    MONEY = "money"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Answers:
    """An immutable mapping of question id to answer, kept sorted so that equal answers are equal."""

    items: tuple[tuple[str, AnswerValue], ...] = ()
    # One assessment asks some two thousand times, so the answers are laid out for it once.
    _by_question: dict[str, AnswerValue] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_question", dict(self.items))

    @classmethod
    def of(cls, values: Mapping[str, AnswerValue]) -> Answers:
        """Answers from any mapping."""
        return cls(tuple(sorted(values.items())))

    def __iter__(self) -> Iterator[tuple[str, AnswerValue]]:
        return iter(self.items)

    def get(self, question: str) -> AnswerValue | None:
        """The answer, ``DONT_KNOW``, or None when the question was not answered."""
        return self._by_question.get(question)

    def with_answer(self, question: str, value: AnswerValue | None) -> Answers:
        """A copy with one answer replaced; None takes the answer back."""
        values = dict(self.items)
        if value is None:
            values.pop(question, None)
        else:
            values[question] = value
        return Answers.of(values)

    def known(self, question: str) -> str | int | Decimal | date | None:
        """The answer if there is a real one, else None (not asked and not known alike)."""
        value = self.get(question)
        return None if isinstance(value, DontKnow) else value

    def text(self, question: str) -> str | None:
        """The answer to a choice, yes/no or text question; None if unknown.

        Raises TypeError if the stored answer is of another kind.
        """
        value = self.known(question)
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{question}: expected text, found {type(value).__name__}")
        return value

    def day(self, question: str) -> date | None:
        """The answer to a date question; None if unknown. Raises TypeError for another kind."""
        value = self.known(question)
        if value is not None and not isinstance(value, date):
            raise TypeError(f"{question}: expected a day, found {type(value).__name__}")
        return value

    def number(self, question: str) -> Decimal | None:
        """The answer to a money or whole-number question; None if unknown. Raises TypeError otherwise."""
        value = self.known(question)
        if value is None:
            return None
        if isinstance(value, (int, Decimal)):
            return Decimal(value)
        raise TypeError(f"{question}: expected a number, found {type(value).__name__}")
