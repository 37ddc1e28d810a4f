"""Rows for the questions of the rule files, by the kind of answer they take."""

from __future__ import annotations

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.law.rules import Question
from permitdesk.ui.widgets.answer_field import AnswerField
from permitdesk.ui.widgets.choice_field import ChoiceField, ComboField, Option, cards_weight
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.widgets.number_field import MoneyField, NumberField
from permitdesk.ui.widgets.typed_field import TextField
from permitdesk.ui.wizard.form_page import FormPage

#: more options than this are offered as a drop-down list
MOST_CARDS = 6
#: letters that fit on one line of a card over the full width
LONG_LABEL = 72


def question_row(page: FormPage, question: Question) -> FieldRow:
    """The row of one question; every kind accepts "I don't know"."""
    label = page.texts.get(f"question.{question.id}.label")
    help_key = f"question.{question.id}.help"
    help_text = page.texts.get(help_key) if page.texts.has(help_key) else ""
    field, weight = _field(page, question)
    return page.bound(f"answers.{question.id}", field, label=label, help_text=help_text, weight=weight)


def _field(page: FormPage, question: Question) -> tuple[AnswerField, int]:
    """The field for a question and the room it takes."""
    texts = page.texts
    match question.kind:
        case AnswerKind.YES_NO:
            return ChoiceField(texts, page.yes_no(), 3), 1
        case AnswerKind.CHOICE:
            options = [
                Option(value, texts.get(f"question.{question.id}.option.{value}"))
                for value in question.options
            ]
            if len(options) > MOST_CARDS:
                return ComboField(texts, options), 1
            columns = 1 if len(options) > 3 else 2
            # Two wrapped answers take about the room of a third one.
            wrapped = sum(len(option.label) * columns > LONG_LABEL for option in options)
            weight = cards_weight(len(options) + wrapped // 2, columns)
            return ChoiceField(texts, options, columns), weight
        case AnswerKind.DAY:
            return DateField(texts, page.session.today), 1
        case AnswerKind.WHOLE_NUMBER:
            return NumberField(texts), 1
        case AnswerKind.MONEY:
            return MoneyField(texts), 1
        case AnswerKind.TEXT:
            return TextField(texts, dont_know=True, width_chars=26), 1
