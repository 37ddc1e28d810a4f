"""The next days on which something changes for a case, in order, each with its reason and source.

``upcoming`` promises that until the day before the first of them the counted periods of the permit shown
come to the same verdict as today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum

from permitdesk.domain.case import Case
from permitdesk.domain.dates.arithmetic import add_years, subtract_years
from permitdesk.domain.dossier import DeadlineKind, Dossier, RouteAssessment
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.condition_kinds import CreditedStay
from permitdesk.domain.law.findings import Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import DatedValue, Route, Ruleset
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import BreakResult, StayEvidence
from permitdesk.domain.stay.kinds import LtrWeight
from permitdesk.domain.stay.limits import CountedPeriod, counted_periods
from permitdesk.domain.stay.short_stay_days import short_stay_days
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.single_break import month_later
from permitdesk.domain.stay.timeline import Timeline, Title

_DAY = timedelta(days=1)


class ChangeKind(StrEnum):
    """What a change is about."""

    PERIOD = "period"
    JOURNEY = "journey"
    WINDOW = "window"
    LIMIT = "limit"
    STAY = "stay"
    SHORT_STAY = "short_stay"
    DEADLINE = "deadline"
    BIRTHDAY = "birthday"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class UpcomingChange:
    """One day and what changes on it. ``hard``: a day that the law never moves and nobody can win back."""

    day: date
    kind: ChangeKind
    #: what it hangs on: a rule, journey, deadline or value
    subject: str
    text: Statement
    hard: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday that changes what holds for an application (``law.ages``)."""

    day: date
    topic: str
    years: int
    citation: Citation


def upcoming(
    case: Case,
    dossier: Dossier,
    timeline: Timeline,
    ruleset: Ruleset,
    route: str | None = None,
    birthdays: Iterable[Birthday] = (),
) -> tuple[UpcomingChange, ...]:
    """What changes after the day of ``dossier``, in the order of days.

    ``timeline`` is that of the case on the same day; ``route`` the permit shown, None for the best ones
    with a counted period. A last legal day and a deadline are named on their own day, too.
    """
    on = dossier.on
    shown = _shown(dossier, route)
    rules = {r.id: r for r in ruleset.routes if r.id in {each.id for each in shown}}
    found: list[UpcomingChange] = []
    for each in shown:
        periods = {p.rule_id: p for p in counted_periods(rules[each.id])} if each.id in rules else {}
        for proof in each.stay_evidence:
            found += _of_period(proof, each.id, on)
            found += _of_window(proof, periods.get(proof.rule_id), on)
            found += _of_proceedings(timeline, periods.get(proof.rule_id))
    found += _of_journeys(timeline)
    found += _of_stay(case, dossier)
    found += _of_short_stay(case, ruleset, timeline, on)
    chosen = None if route is None else dossier.route(route)
    if chosen is not None:
        found += _of_deadlines(chosen, on)
        found += [
            UpcomingChange(
                b.day,
                ChangeKind.BIRTHDAY,
                b.topic,
                say(f"upcoming.birthday_{b.topic}", years=b.years),
                hard=True,
                citations=(b.citation,),
            )
            for b in birthdays
        ]
        if chosen.id in rules:
            found += _of_values(rules[chosen.id], ruleset, on)
    distinct = {(c.day, c.text): c for c in found if c.day >= on}
    return tuple(sorted(distinct.values(), key=lambda c: (c.day, not c.hard, c.kind, c.subject)))


def _shown(dossier: Dossier, route: str | None) -> tuple[RouteAssessment, ...]:
    if route is not None:
        found = dossier.route(route)
        return () if found is None else (found,)
    return tuple(r for r in dossier.routes if r.stay_evidence and r.verdict is not Verdict.NOT_MET)


def _of_period(proof: StayEvidence, route: str, on: date) -> Iterator[UpcomingChange]:
    """A counted period completes: first on the lenient reading, then safely."""
    name = TextRef(f"route.{route}.title")
    safe, lenient = proof.earliest_safe, proof.earliest_lenient
    if lenient is not None and lenient > on and lenient != safe:
        text = say("upcoming.period_lenient", route=name, years=proof.required_years)
        yield UpcomingChange(lenient, ChangeKind.PERIOD, proof.rule_id, text, hard=False, citations=())
    if safe is not None and safe > on:
        text = say("upcoming.period_safe", route=name, years=proof.required_years)
        yield UpcomingChange(safe, ChangeKind.PERIOD, proof.rule_id, text, hard=False, citations=())


def _of_window(proof: StayEvidence, period: CountedPeriod | None, on: date) -> Iterator[UpcomingChange]:
    """Old journeys leave the window, and with them the sum gets below its limit.

    Where stay counts by half the window is longer than the years asked for and its begin does not move with
    the day: no journey is promised to leave it. A limit for each year has no sum over all of them.
    """
    counted = proof.continuity
    if counted is None or period is None or proof.verdict is Verdict.UNKNOWN:
        return
    cited = (period.citation,)
    sum_left = counted.total_days_strict
    years = period.rule.years
    longer = counted.window_first < subtract_years(on, years)
    summed = isinstance(period.rule, CreditedStay) or not period.rule.per_year
    for day, one in () if longer else _leaving(counted.breaks, years):
        text = say("upcoming.journey_leaves", left=one.left, n=one.days_strict, years=years)
        yield UpcomingChange(day, ChangeKind.WINDOW, one.absence_id, text, hard=False, citations=cited)
        before, sum_left = sum_left, max(0, sum_left - one.days_strict)
        if summed and before > counted.total_limit_strict >= sum_left:
            text = say("upcoming.sum_below", limit=counted.total_limit_strict)
            yield UpcomingChange(day, ChangeKind.LIMIT, proof.rule_id, text, hard=False, citations=cited)
    yield from _of_open_journey(proof, cited, on)


def _leaving(breaks: Iterable[BreakResult], years: int) -> list[tuple[date, BreakResult]]:
    """The day on which each journey that counts is no longer looked at, the oldest first."""
    found = [
        (add_years(one.returned, years), one) for one in breaks if one.returned is not None and not one.exempt
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].absence_id))


def _of_open_journey(proof: StayEvidence, cited: tuple[Citation, ...], on: date) -> Iterator[UpcomingChange]:
    """Somebody abroad: the last day of return that keeps the limit for one journey."""
    counted = proof.continuity
    for one in () if counted is None else counted.breaks:
        if one.returned is None and not one.exempt and one.safe_until >= on:
            text = say("upcoming.come_back", left=one.left)
            yield UpcomingChange(
                one.safe_until, ChangeKind.LIMIT, one.absence_id, text, hard=True, citations=cited
            )


def _of_proceedings(timeline: Timeline, period: CountedPeriod | None) -> Iterator[UpcomingChange]:
    """Present proceedings for protection weigh more once they last long (art. 212(3)(c))."""
    if period is None or not isinstance(period.rule, CreditedStay):
        return
    for title in _present(timeline):
        if title.kind.ltr_weight is LtrWeight.PROCEEDINGS:
            months = period.rule.weights.full_weight_after_months
            day = date.fromordinal(month_later(title.first, months))
            text = say("upcoming.proceedings_long", months=months)
            yield UpcomingChange(
                day, ChangeKind.PERIOD, title.path, text, hard=False, citations=(period.citation,)
            )


def _present(timeline: Timeline) -> tuple[Title, ...]:
    return tuple(t for t in timeline.titles if t.first <= timeline.on <= t.last)


def _of_journeys(timeline: Timeline) -> Iterator[UpcomingChange]:
    """Journeys to come: nobody can file from abroad."""
    for journey in timeline.journeys:
        if journey.open:
            continue
        for ordinal, text in ((journey.left, "journey_begins"), (journey.returned + 1, "journey_over")):
            if ordinal > timeline.on:
                day = date.fromordinal(ordinal)
                said = say(f"upcoming.{text}")
                yield UpcomingChange(day, ChangeKind.JOURNEY, journey.id, said, hard=False, citations=())
        if journey.left <= timeline.on < journey.returned:
            day = date.fromordinal(journey.returned)
            said = say("upcoming.journey_back")
            yield UpcomingChange(day, ChangeKind.JOURNEY, journey.id, said, hard=False, citations=())


def _of_stay(case: Case, dossier: Dossier) -> Iterator[UpcomingChange]:
    """The last day of legal stay, and the last printed day of the title if that is another one."""
    stay, current = dossier.last_day_of_legal_stay, case.current_stay
    if stay.day is not None:
        text = say("upcoming.last_legal_day")
        yield UpcomingChange(stay.day, ChangeKind.STAY, stay.basis, text, hard=True, citations=stay.citations)
    if current is not None and current.last_day is not None and current.last_day != stay.day:
        text = say("upcoming.title_ends", kind=TextRef(f"status.{current.kind}.title"))
        yield UpcomingChange(
            current.last_day, ChangeKind.STAY, current.kind, text, hard=True, citations=stay.citations
        )


def _of_short_stay(case: Case, ruleset: Ruleset, timeline: Timeline, on: date) -> Iterator[UpcomingChange]:
    days = short_stay_days(case, timeline.kinds, short_stay_rule(ruleset.values, on), on)
    if days is None or days.next_free is None:
        return
    cited = tuple(v.provenance.citation() for v in ruleset.values if v.id == "schengen_window_days")[:1]
    text = say("upcoming.day_free", window=days.window)
    yield UpcomingChange(days.next_free, ChangeKind.SHORT_STAY, "schengen", text, hard=False, citations=cited)


def _of_deadlines(route: RouteAssessment, on: date) -> Iterator[UpcomingChange]:
    for deadline in route.deadlines:
        if not deadline.done and deadline.day >= on:
            text = say("upcoming.deadline", title=TextRef(f"deadline.{deadline.id}.title"))
            hard = deadline.kind is DeadlineKind.HARD
            yield UpcomingChange(
                deadline.day, ChangeKind.DEADLINE, deadline.id, text, hard=hard, citations=deadline.citations
            )


def _of_values(route: Route, ruleset: Ruleset, on: date) -> Iterator[UpcomingChange]:
    """Amounts that the rules of this permit ask for and that end, with or without one that follows."""
    named = frozenset(_words(route.requirements))
    for value in ruleset.values:
        end = value.provenance.in_force_to
        if value.id not in named or end is None or end < on or not value.provenance.covers(on):
            continue
        day = end + _DAY
        follows = _covering(ruleset.values, value.id, day)
        if follows is not None and follows.value == value.value:
            continue
        text = say("upcoming.amount_unknown" if follows is None else "upcoming.amount_changes", day=end)
        cited = (value.provenance.citation(),)
        yield UpcomingChange(day, ChangeKind.AMOUNT, value.id, text, hard=False, citations=cited)


def _covering(values: Iterable[DatedValue], name: str, day: date) -> DatedValue | None:
    return next((v for v in values if v.id == name and v.provenance.covers(day)), None)


def _words(thing: object) -> Iterator[str]:
    """Every word that a condition holds: the ids of the values it names are among them."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _words(part)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _words(getattr(thing, each.name))
