"""The results of the stay engine held against the second count: where they differ, nothing is green."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Param, Statement, TextRef, Verdict, say
from permitdesk.domain.stay.evidence import SecondCount, StayEvidence
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.count import Count, StayRule, second_count
from permitdesk.domain.stay.unknowns import without_days

_DAY = timedelta(days=1)


def checked(
    evidence: StayEvidence,
    case: Case,
    kinds: Mapping[str, StatusKind],
    rule: StayRule,
    answers: Answers,
    on: date,
    *,
    calendar: Callable[[], Calendar] | None = None,
) -> StayEvidence:
    """``evidence`` with what the second count says of it; without agreement UNKNOWN and no dates.

    ``case`` and ``on`` must be those of the timeline behind the evidence. Evidence that is UNKNOWN
    is not counted: it promises nothing, unless days told as ranges leave a date that is safe in any
    case. Then the ends that were counted are counted again; verdict and lenient day stand for several
    ends, and are not compared.
    ``calendar`` gives the calendar of case and day where rules share it.
    """
    open_ = evidence.verdict is Verdict.UNKNOWN and evidence.best is None
    if open_ or evidence.window_first is None:
        return evidence
    if evidence.counted is not None:
        case, calendar = evidence.counted, None
    count = second_count(case, kinds, rule, answers, on, None if calendar is None else calendar())
    differences = tuple(_differences(evidence, count, on))
    if not differences:
        return replace(evidence, second=SecondCount(agrees=True))
    undated = without_days(evidence)
    return replace(
        undated,
        second=SecondCount(agrees=False, differences=differences),
        verdict=Verdict.UNKNOWN,
        notes=(say("second.differs"), *differences, *undated.notes),
    )


def _differences(evidence: StayEvidence, count: Count, on: date) -> Iterator[Statement]:
    """Each value that both counts see differently."""
    if evidence.best is None:
        verdict = count.verdict()
        if verdict is not evidence.verdict:
            yield _told("second.verdict", _verdict(evidence.verdict), _verdict(verdict))
    if not _right(evidence.earliest_safe, count, on, strict=True):
        yield _told("second.safe", _day(evidence.earliest_safe), _day(count.first_day(strict=True)))
    if evidence.best is None and not _right(evidence.earliest_lenient, count, on, strict=False):
        yield _told("second.lenient", _day(evidence.earliest_lenient), _day(count.first_day(strict=False)))
    if evidence.credited_strict != count.credited_strict:
        yield _told("second.credited", evidence.credited_strict, count.credited_strict)
    if evidence.credited_lenient != count.credited_lenient:
        yield _told("second.credited_lenient", evidence.credited_lenient, count.credited_lenient)
    found, sums = evidence.continuity, count.sums
    if (found is None) != (sums is None):
        yield say("second.breaks_missing")
    elif found is not None and sums is not None:
        for name, first, second in (
            ("total", found.total_days_strict, sums.total_strict),
            ("total_lenient", found.total_days_lenient, sums.total_lenient),
            ("longest", found.longest_strict, sums.longest_strict),
            ("longest_lenient", found.longest_lenient, sums.longest_lenient),
        ):
            if first != second:
                yield _told(f"second.{name}", first, second)


def _right(told: date | None, count: Count, on: date, *, strict: bool) -> bool:
    """Whether a filing day is the earliest: it holds and the day before does not; one that is over holds."""
    if told is None:
        return not count.ever(strict=strict)
    if count.decided is not None:
        return False
    if told <= on:
        return count.ok(on, strict=strict)
    return count.ok(told, strict=strict) and not count.ok(told - _DAY, strict=strict)


def _told(text: str, first: Param, second: Param) -> Statement:
    return say(text, first=first, second=second)


def _day(day: date | None) -> Param:
    return TextRef("second.no_day") if day is None else day


def _verdict(verdict: Verdict) -> TextRef:
    return TextRef(f"verdict.{verdict.value}.title")
