"""Names of questions and case fields, as the report prints them."""

from __future__ import annotations

import re

from permitdesk.documents.elements import Line
from permitdesk.documents.wording import Wording
from permitdesk.domain.law.findings import Fact

_INDEX = re.compile(r"\[[^\]]*\]|\.\d+(?=\.)")
_ANSWERS = "answers."


def question_line(words: Wording, path: str) -> Line:
    """The words for an open question: a question id, ``answers.<id>`` or a field path of the case."""
    question = path.removeprefix(_ANSWERS)
    if words.has(f"question.{question}.label"):
        return words.line(f"question.{question}.label")
    plain = _INDEX.sub("", path)
    for key in (f"report.fact.{plain.replace('.', '_')}", f"report.fact.{plain.split('.')[0]}"):
        if words.has(key):
            return words.line(key)
    return words.line("report.fact.other")


def fact_line(words: Wording, fact: Fact) -> Line:
    """One used input as "name: value"."""
    name = question_line(words, fact.path)
    value = value_line(words, fact)
    first = f"{name.text.rstrip('?:')}: {value.text}"
    if name.second is None and value.second is None:
        return Line(first)
    return Line(first, f"{(name.second or name.text).rstrip('?:')}: {value.second or value.text}")


def value_line(words: Wording, fact: Fact) -> Line:
    """The value of a used input, as the question or the list of titles words it."""
    question, value = fact.path.removeprefix(_ANSWERS), fact.value
    if isinstance(value, str):
        for key in (f"question.{question}.option.{value}", f"report.answer.{value}", f"status.{value}.title"):
            if words.has(key):
                return words.line(key)
    return words.value(value)
