"""The case as the conditions see it: answers, prepared stay and the day, computed once per assessment."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from datetime import date
from typing import Any, Protocol, TypeVar

from permitdesk.domain.case import Case
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.findings import Fact, Param, Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import DatedValue, Question, Threshold
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.countries import Countries
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.timeline import Timeline


class Dated(Protocol):
    """A rule entry: it has a validity."""

    @property
    def provenance(self) -> Provenance:
        """Where it comes from and when it is in force."""


R = TypeVar("R", bound=Dated)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one condition came to; a ``Finding`` without its rule."""

    verdict: Verdict
    explanation: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    arithmetic: tuple[Statement, ...] = ()
    safe: date | None = None
    lenient: date | None = None
    questions: tuple[str, ...] = ()
    evidence: tuple[StayEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known beforehand of the rules of one kind of a route, in their order (see ``standing``)."""

    #: what is found before each of ``rules``
    before: tuple[tuple[Any, ...], ...]
    #: the rules that must be looked at
    rules: tuple[Any, ...]
    #: what is found after the last of them
    after: tuple[Any, ...]


#: stands in the memo for what was not looked at; None there means looked at and nothing found
_NOT_YET = object()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a condition may look at. ``on`` is the filing day under examination."""

    case: Case
    on: date
    timeline: Timeline
    legal_stay: LegalStay
    kinds: Mapping[str, StatusKind]
    questions: Mapping[str, Question]
    thresholds: tuple[Threshold, ...]
    days_off: DaysOff
    #: dated days, numbers and amounts of the law
    values: tuple[DatedValue, ...] = ()
    #: the case behind the timeline, where the rules see it otherwise (see ``assess``)
    told: Case | None = None
    countries: Countries = field(default_factory=Countries)
    #: what was found so far: for a rule or condition by its identity, else by all that it follows from
    memo: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    #: the rules of the memo, so that the identity of none can be given to another one meanwhile
    held: list[object] = field(default_factory=list, compare=False, repr=False)

    def each(self, rules: tuple[R, ...], find: Callable[[R, Situation], T | None]) -> tuple[T, ...]:
        """What ``find`` makes of every rule in force, without those that it makes nothing of.

        Each rule is looked at once: seventy routes share most of their rules. One rule must always
        come with the same ``find``.
        """
        found: list[T] = []
        outline: Outline | None = self.memo.get(id(rules))
        if outline is None:
            self._look_at(rules, find, found)
            return tuple(found)
        for before, rule in zip(outline.before, outline.rules, strict=True):
            found += before
            self._look_at((rule,), find, found)
        return (*found, *outline.after)

    def _look_at(
        self, rules: tuple[R, ...], find: Callable[[R, Situation], T | None], found: list[T]
    ) -> None:
        memo, on = self.memo, self.on
        known = memo.get
        for rule in rules:
            key = id(rule)
            made = known(key, _NOT_YET)
            if made is _NOT_YET:
                made = memo[key] = find(rule, self) if rule.provenance.covers(on) else None
                self.held.append(rule)
            if made is not None:
                found.append(made)

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """What ``find`` gives, found once for equal keys: the key names all that it follows from."""
        if key not in self.memo:
            self.memo[key] = find()
        found: T = self.memo[key]
        return found


def open_question(path: str, label: Param) -> Outcome:
    """UNKNOWN because ``path`` has no answer yet (or "I don't know")."""
    return Outcome(
        Verdict.UNKNOWN,
        (say("condition.open", question=label),),
        (Fact(path, None),),
        questions=(path,),
    )


def question_label(question: str) -> TextRef:
    """The label of a question, as a text to be filled in."""
    return TextRef(f"question.{question}.label")


def answer_label(question: str, value: str) -> TextRef:
    """The words of one answer; yes and no share their words over all questions."""
    if value in {"yes", "no"}:
        return TextRef(f"answer.{value}")
    return TextRef(f"question.{question}.option.{value}")
