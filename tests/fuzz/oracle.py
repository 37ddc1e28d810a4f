"""What every area of the fuzzing asks of the program: an answer, or one known sentence, in time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol

from permitdesk.domain.law.findings import Param, Statement
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, languages, load_texts
from permitdesk.storage.errors import StorageError

#: seconds of the processor that one input may take on the machine where ``_REFERENCE`` was measured
SECONDS = 2.0
#: seconds that ``_work`` took there
_REFERENCE = 0.055
#: letters that a sentence may have: longer ones quote the file
LONGEST_SENTENCE = 4000
_OPEN = re.compile(r"\{[a-z_]+(\|[^{}]*)?\}")
ROOT = Path(__file__).resolve().parent.parent.parent


class Fault(AssertionError):
    """The program broke a promise."""


class Area(Protocol):
    """One kind of file that may come from anywhere."""

    name: str

    def make(self, chance: Random) -> bytes:
        """An input: whole, a little or very broken."""
        ...

    def check(self, data: bytes) -> str:
        """What became of it, in one word. Raises anything if a promise is broken."""
        ...


@cache
def rules() -> Ruleset:
    """The shipped rules, loaded once per process."""
    return load_ruleset()


@cache
def words() -> tuple[Texts, ...]:
    """The shipped texts of every language, loaded once per process."""
    return tuple(load_texts(language) for language in languages())


def told(problem: StorageError) -> str:
    """The problem has a sentence in every language and fills it; returns the id of the sentence."""
    return said(problem.text_id, problem.params)


def stated(statement: Statement) -> None:
    """The statement has a sentence in every language and fills it."""
    said(f"statement.{statement.text}", dict(statement.params))


def said(text_id: str, params: Mapping[str, Param]) -> str:
    """As ``told``, for any text."""
    for texts in words():
        sentence = texts.fill(text_id, **params)
        if not sentence.strip():
            raise Fault(f"{text_id} says nothing")
        if len(sentence) > LONGEST_SENTENCE:
            raise Fault(f"{text_id} has {len(sentence)} letters: it quotes the file at length")
        sentence.encode("utf-8")
        if _OPEN.search(texts.get(text_id)) and not params:
            raise Fault(f"{text_id} is filled with nothing")
    return text_id


@cache
def machine_factor() -> float:
    """How much slower this machine is than the one the limit was set on; never below 1."""
    return max(1.0, min(_work() for _ in range(3)) / _REFERENCE)


def _work() -> float:
    begun = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    return time.process_time() - begun


@contextmanager
def in_time() -> Iterator[None]:
    """Raises Fault if the block took more of the processor than one input may."""
    begun = time.process_time()
    yield
    spent = time.process_time() - begun
    if spent > SECONDS * machine_factor():
        raise Fault(f"took {spent:.1f} s")


def sample_files() -> list[Path]:
    """Whole case files: the shipped samples and those of every older format."""
    return sorted((ROOT / "resources/samples").glob("*.json")) + sorted((ROOT / "tests/files").glob("*.json"))
