"""The case as the conditions see it: answers, prepared stay and the day, computed once per assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from permitdesk.domain.case import Case
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.findings import Fact, Param, Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import DatedValue, Question, Threshold
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.timeline import Timeline

R = TypeVar("R")
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
    #: what was found so far, by the identity of the rule or condition it was found for
    memo: dict[int, tuple[object, Any]] = field(default_factory=dict, compare=False, repr=False)

    def once(self, rule: R, find: Callable[[R, Situation], T]) -> T:
        """What ``find`` makes of ``rule``, found once: routes of a family share their rules.

        One object must always come with the same ``find``. The memo keeps the object itself, so
        that its identity cannot be given to another one meanwhile.
        """
        known = self.memo.get(id(rule))
        if known is None:
            known = self.memo[id(rule)] = (rule, find(rule, self))
        found: T = known[1]
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
