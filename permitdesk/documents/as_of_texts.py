"""The words while another day is looked at: where a text says "today", its twin says "that day"."""

from __future__ import annotations

from datetime import date

from permitdesk.documents.wording import TextSource
from permitdesk.domain.law.findings import Param, Statement

#: ``as_of.instead.<id>`` stands in for the text ``<id>``
_INSTEAD = "as_of.instead."


class AsOfTexts:
    """A ``TextSource`` over another one."""

    def __init__(self, texts: TextSource) -> None:
        self._texts = texts

    @property
    def language(self) -> str:
        """Language code, e.g. ``en``."""
        return self._texts.language

    def _own(self, text_id: str) -> str:
        twin = _INSTEAD + text_id
        return twin if self._texts.has(twin) else text_id

    def has(self, text_id: str, /) -> bool:
        """Whether the text exists."""
        return self._texts.has(text_id)

    def get(self, text_id: str, /) -> str:
        """The plain text."""
        return self._texts.get(self._own(text_id))

    def render(self, statement: Statement, /) -> str:
        """A statement as a sentence."""
        return self._texts.render(statement)

    def fill(self, text_id: str, **params: Param) -> str:
        """A text with values put in."""
        return self._texts.fill(self._own(text_id), **params)

    def day(self, day: date, /) -> str:
        """A date in words."""
        return self._texts.day(day)

    def value(self, value: Param | None, /) -> str:
        """A value as a person would write it."""
        return self._texts.value(value)
