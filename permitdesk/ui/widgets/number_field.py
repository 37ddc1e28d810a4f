"""Whole numbers and amounts of money, typed with or without spaces, comma or "zł"."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from permitdesk.domain.answers import AnswerValue
from permitdesk.interview.typed import TypedNumber, parse_amount, parse_whole_number
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.typed_field import Reading, TypedField


class NumberField(TypedField):
    """A whole number, zero or more."""

    def __init__(
        self, texts: TextSource, *, suffix: str = "", dont_know: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(texts, dont_know=dont_know, width_chars=9, parent=parent)
        self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        if suffix:
            self.line.insertWidget(1, TextLabel(suffix))

    def read(self, text: str) -> Reading:
        typed = parse_whole_number(text)
        if typed.value is None:
            return Reading(None, _problem(self.texts, typed))
        return Reading(int(typed.value))

    def written(self, value: AnswerValue) -> str:
        return str(value)


class MoneyField(TypedField):
    """An amount in Polish zloty."""

    def __init__(self, texts: TextSource, *, dont_know: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(texts, dont_know=dont_know, width_chars=12, parent=parent)
        self.edit.setMaximumWidth(self.fontMetrics().averageCharWidth() * 20)
        self.line.insertWidget(1, TextLabel("zł"))

    def read(self, text: str) -> Reading:
        typed = parse_amount(text)
        return Reading(typed.value, _problem(self.texts, typed))

    def written(self, value: AnswerValue) -> str:
        if isinstance(value, Decimal):
            return f"{value:.2f}".replace(".", ",") if value != value.to_integral_value() else f"{value:.0f}"
        return str(value)


def _problem(texts: TextSource, typed: TypedNumber) -> str:
    """The sentence on what is wrong, empty if nothing is."""
    return "" if typed.problem is None else texts.render(typed.problem)
