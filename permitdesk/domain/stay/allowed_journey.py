"""Whether one more journey leaves a filing day as it is; asked thousands of times, so prepared once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.condition_kinds import CreditedStay, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.breaks import Breaks, Reading, breaks_of, prepare
from permitdesk.domain.stay.chain import lenient_chain, strict_chain
from permitdesk.domain.stay.credit import complete_on, credited_stay
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.journeys import touching_runs
from permitdesk.domain.stay.limits import CountedPeriod
from permitdesk.domain.stay.per_year import yearly_start, yearly_start_lenient
from permitdesk.domain.stay.qualifying import qualifying_stay
from permitdesk.domain.stay.timeline import Journey, Timeline
from permitdesk.domain.stay.weights import Credit, credit_of, lenient_spans, strict_spans
from permitdesk.domain.stay.window import anniversary


class Count:
    """One reading of one period: from which day filing is fine, with one journey more or without."""

    def __init__(
        self,
        timeline: Timeline,
        period: CountedPeriod,
        chain: int | Credit,
        breaks: Breaks,
        earliest: date | None,
        *,
        strict: bool,
    ) -> None:
        self._timeline = timeline
        self._rule = period.rule
        self._chain = chain
        self._start = chain.start if isinstance(chain, Credit) else chain
        self._breaks = breaks
        self._reading = breaks.strict if strict else breaks.lenient
        self.strict = strict
        #: absences left out whole for their reasons; a journey that shares a day with one makes it count
        self._excused = touching_runs([breaks.journeys[k] for k in sorted(breaks.strict_exempt)])
        self._earliest = earliest
        #: filing days after journeys that are planned already and that a further one must not spoil
        self._after_planned: dict[int, bool] = {}

    def earliest(self) -> int | None:
        """The earliest filing day as the case stands."""
        return None if self._earliest is None else self._earliest.toordinal()

    def safe_on(self, day: int) -> bool:
        """Whether filing on ``day`` is fine as the case stands."""
        here = self._timeline.next_day_here(day, strict=self.strict) == day
        return here and self._fine(self._reading, day)

    def allows(self, left: int, back: int, goal: int | None) -> bool:
        """Whether the journey from ``left`` to ``back`` leaves the filing as it is.

        ``goal``: on that day. None: on coming back, and after each journey planned for later.
        """
        reading = self._with(left, back)
        if goal is not None:
            return self._fine(reading, goal)
        home = back + 1 if self.strict else back
        days = [home, *(day for day in self._planned_ends() if day > home)]
        return all(self._fine(reading, day) for day in days if day == home or self._was_fine(day))

    def _planned_ends(self) -> list[int]:
        step = 1 if self.strict else 0
        return [run_end + step for _, run_end in self._timeline.away if run_end >= self._timeline.on]

    def _was_fine(self, day: int) -> bool:
        if day not in self._after_planned:
            self._after_planned[day] = self._fine(self._reading, day)
        return self._after_planned[day]

    def _fine(self, reading: Reading, day: int) -> bool:
        """Whether a filing on ``day`` finds the period complete, given these breaks."""
        rule = self._rule
        if isinstance(self._chain, Credit):
            restart = reading.restart(day) if self.strict else reading.single_restart(day)
            complete = complete_on(self._chain, max(self._start, restart), rule.years)
            if self.strict:
                return complete is not None and complete < day
            last_years = reading.sum_restart(day)
            kept = not last_years or anniversary(last_years, rule.years) <= day
            return complete is not None and complete <= day and kept
        start = self._begin(reading, day)
        return anniversary(start, rule.years) + (1 if self.strict else 0) <= day

    def _begin(self, reading: Reading, day: int) -> int:
        if isinstance(self._rule, QualifyingStay) and self._rule.per_year:
            if self.strict:
                # The yearly count keeps its work by the breaks it was made for: each trial has its own.
                return yearly_start(
                    replace(self._timeline, memo={}),
                    replace(self._breaks, strict=reading),
                    self._start,
                    day,
                )
            trial = replace(self._breaks, lenient=reading)
            return yearly_start_lenient(trial, self._start, day, self._rule.years)
        return max(self._start, reading.restart(day))

    def _with(self, left: int, back: int) -> Reading:
        """The breaks with one more journey among them; only what comes after it is counted anew."""
        old = self._reading
        if self.strict and self._excused:
            left, back = self._with_excused(left, back)
        first = bisect_left(old.returns, left) if self.strict else bisect_right(old.lefts, left)
        runs = sorted([(left, back), *zip(old.lefts[first:], old.returns[first:], strict=True)])
        trips = [Journey("", *run, False, AbsenceReason.ORDINARY) for run in runs]
        tail = prepare(trips, self._breaks.limits)
        new = tail.strict if self.strict else tail.lenient
        return Reading(
            old.lefts[:first] + new.lefts,
            old.returns[:first] + new.returns,
            old.firsts[:first] + new.firsts,
            old.lasts[:first] + new.lasts,
            old.totals[: first + 1] + tuple(total + old.totals[first] for total in new.totals[1:]),
            old.restarts[: first + 1] + tuple(day or old.restarts[first] for day in new.restarts[1:]),
            old.allowed,
            old.whole,
        )

    def _with_excused(self, left: int, back: int) -> tuple[int, int]:
        """The journey as one absence with those that it shares a day with, left out until now."""
        met = [run for run in self._excused if run[0] <= back and run[1] >= left]
        return min([left, *(first for first, _ in met)]), max([back, *(last for _, last in met)])


def counts_of(timeline: Timeline, period: CountedPeriod) -> tuple[Count, Count] | None:
    """The careful and the lenient reading of a period; None if one of them has no day to file on."""
    rule = period.rule
    chains: tuple[int | Credit | None, int | Credit | None]
    if isinstance(rule, CreditedStay):
        chains = _credits(timeline, rule)
        evidence = credited_stay(timeline, rule, timeline.kinds, date.fromordinal(timeline.on), "")
        capped = False
    else:
        runs = (strict_chain(timeline, rule), lenient_chain(timeline, rule))
        chains = (None if runs[0] is None else runs[0].start, None if runs[1] is None else runs[1].start)
        evidence = qualifying_stay(timeline, rule, date.fromordinal(timeline.on), "")
        capped = rule.per_year
    strict, lenient = chains
    if strict is None or lenient is None or _open(evidence):
        return None
    breaks = breaks_of(timeline, period.limits, capped=capped)
    return (
        Count(timeline, period, strict, breaks, evidence.earliest_safe, strict=True),
        Count(timeline, period, lenient, breaks, evidence.earliest_lenient, strict=False),
    )


def _credits(timeline: Timeline, rule: CreditedStay) -> tuple[Credit | None, Credit | None]:
    sure, open_ = strict_spans(timeline, rule.weights), lenient_spans(timeline, rule.weights)
    return (
        credit_of(sure, strict=True) if sure else None,
        credit_of(open_, strict=False) if open_ else None,
    )


def _open(evidence: StayEvidence) -> bool:
    """Whether the result itself is open, so that nothing can be promised about journeys."""
    return evidence.verdict is Verdict.UNKNOWN or evidence.earliest_safe is None
