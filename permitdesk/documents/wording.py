"""Words for the report: one place that renders every text in the first and the second language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from permitdesk.documents.elements import Line, Severity
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import Param, Statement, TextRef
from permitdesk.domain.law.rules import Ruleset


class TextSource(Protocol):
    """What the report needs of ``rulesets.texts.Texts``."""

    @property
    def language(self) -> str:
        """Language code, e.g. ``en``."""

    def has(self, text_id: str) -> bool:
        """Whether the text exists."""

    def get(self, text_id: str) -> str:
        """The plain text."""

    def render(self, statement: Statement) -> str:
        """A statement as a sentence."""

    def fill(self, text_id: str, **params: Param) -> str:
        """A text with values put in."""

    def as_of(self) -> TextSource:
        """The same words for a day that is not today."""

    def day(self, day: date) -> str:
        """A date in words."""

    def value(self, value: Param | None) -> str:
        """A value as a person would write it."""


class Wording:
    """Renders texts into ``Line`` records, in one language or in two."""

    def __init__(self, texts: TextSource, second: TextSource | None = None) -> None:
        """``second`` in the same language as ``texts`` is ignored."""
        self.texts = texts
        self.second = None if second is None or second.language == texts.language else second

    @property
    def polish_is_shown(self) -> bool:
        """Whether every line already stands there in Polish."""
        return "pl" in (self.texts.language, self.second.language if self.second else None)

    def has(self, text_id: str) -> bool:
        """Whether the first language has the text."""
        return self.texts.has(text_id)

    def line(self, text_id: str, **params: Param) -> Line:
        """A text by id, with values."""
        first = self.texts.fill(text_id, **params) if params else self.texts.get(text_id)
        if self.second is None:
            return Line(first)
        return self._two(first, self.second.fill(text_id, **params) if params else self.second.get(text_id))

    def optional(self, text_id: str, **params: Param) -> tuple[Line, ...]:
        """The text as a one-element tuple, or nothing if it does not exist."""
        return (self.line(text_id, **params),) if self.has(text_id) else ()

    def statement(self, statement: Statement) -> Line:
        """A statement of the engine."""
        first = self.texts.render(statement)
        return Line(first) if self.second is None else self._two(first, self.second.render(statement))

    def statements(self, statements: Iterable[Statement]) -> tuple[Line, ...]:
        """Several statements, in order."""
        return tuple(self.statement(each) for each in statements)

    def day(self, day: date) -> Line:
        """A date in words."""
        first = self.texts.day(day)
        return Line(first) if self.second is None else self._two(first, self.second.day(day))

    def value(self, value: Param | None) -> Line:
        """Any value; None reads "not known"."""
        if value is None:
            return self.line("report.not_known")
        first = self.texts.value(value)
        return Line(first) if self.second is None else self._two(first, self.second.value(value))

    def joined(self, ids: Iterable[str], by: str = "report.list_join") -> Line:
        """Texts by id in one line, e.g. the signatures that are allowed."""
        known = [text_id for text_id in ids if self.has(text_id)]
        first = self.texts.get(by).join(self.texts.get(each) for each in known)
        if self.second is None:
            return Line(first)
        return self._two(first, self.second.get(by).join(self.second.get(each) for each in known))

    def termed(self, text_id: str, *term_ids: str) -> Line:
        """A text with the official Polish term beside it (first existing ``term.<id>``).

        The term is left out where it would only repeat the text.
        """
        line = self.line(text_id)
        term = next((self.texts.get(f"term.{t}") for t in term_ids if self.has(f"term.{t}")), None)
        if term is None or term.casefold() in {line.text.casefold(), (line.second or "").casefold()}:
            return line
        return Line(line.text, line.second, term, line.link)

    def severity(self, severity: str) -> Line:
        """The word that stands on a note."""
        return self.line(f"severity.{Severity(severity)}")

    def citations(self, citations: Iterable[Citation], ruleset: Ruleset) -> tuple[Line, ...]:
        """One line for each source: its articles, its short name, the day somebody last looked; linked."""
        groups: dict[tuple[str, date, Certainty], dict[str, None]] = {}
        for each in citations:
            key = (each.source, each.verified_on, each.certainty)
            groups.setdefault(key, {})[each.article] = None
        return tuple(self._cited("; ".join(articles), *key, ruleset) for key, articles in groups.items())

    def _cited(
        self, articles: str, source_id: str, checked: date, certainty: Certainty, ruleset: Ruleset
    ) -> Line:
        name = self.source(source_id, ruleset)
        line = self.with_source("report.citation", name, article=articles, checked=f"{checked:%d.%m.%Y}")
        if certainty is not Certainty.CONFIRMED:
            line = joined_lines(line, self.line(f"report.certainty.{certainty}"), " · ")
        return Line(line.text, line.second, None, name.link)

    def with_source(self, text_id: str, name: Line, **params: Param) -> Line:
        """A text that names a source, which each language calls by its own short name."""
        first = self.texts.fill(text_id, source=name.text, **params)
        if self.second is None:
            return Line(first)
        return self._two(first, self.second.fill(text_id, source=name.second or name.text, **params))

    def source(self, source_id: str, ruleset: Ruleset) -> Line:
        """The short name of a source, linked; the full title stands once, in the list of sources."""
        source = next((s for s in ruleset.sources if s.id == source_id), None)
        link = source.url if source and source.url else None
        key = f"report.source.{source_id}"
        if self.has(key):
            line = self.line(key)
            return Line(line.text, line.second, None, link)
        # without the place of publication
        return Line(source.title.split(" (")[0] if source else source_id, None, None, link)

    @staticmethod
    def _two(first: str, second: str) -> Line:
        """Equal wording in both languages (numbers, names) is printed once."""
        return Line(first, None if second == first else second)


def joined_lines(left: Line, right: Line, by: str) -> Line:
    """Two lines as one, in both languages."""
    if left.second is None and right.second is None:
        return Line(left.text + by + right.text, None, left.official, left.link)
    second = (left.second or left.text) + by + (right.second or right.text)
    return Line(left.text + by + right.text, second, left.official, left.link)


def inline(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Short lines as one, with a dot between; nothing stays nothing."""
    whole: Line | None = None
    for line in lines:
        whole = line if whole is None else joined_lines(whole, line, " · ")
    return () if whole is None else (whole,)


def run_on(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Sentences as one running text; nothing stays nothing."""
    whole: Line | None = None
    for line in lines:
        whole = line if whole is None else joined_lines(whole, line, " ")
    return () if whole is None else (whole,)


def ref(text_id: str) -> TextRef:
    """Short form for a value that is itself a text."""
    return TextRef(text_id)
