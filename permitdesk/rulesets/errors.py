"""What can be wrong with the shipped data."""

from __future__ import annotations


class RulesetError(Exception):
    """A rule or text file is wrong. ``file`` and ``key`` say where, ``problem`` says what."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")
        self.file = file
        self.key = key
        self.problem = problem


class TextMissing(KeyError):
    """A text id has no text in a language."""

    def __init__(self, language: str, text_id: str) -> None:
        super().__init__(text_id)
        self.language = language
        self.text_id = text_id

    def __str__(self) -> str:
        return f"no text {self.text_id!r} in language {self.language!r}"
