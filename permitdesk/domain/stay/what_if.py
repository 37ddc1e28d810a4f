"""A plan beside the case: journeys to come, a day to file, a decision on another day.

A plan never touches the real case. ``apply_plan`` makes a second case in which the plan has come true,
and everything else follows from the same assessment as always, which the caller passes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from permitdesk.domain.case import Absence, Case, CurrentStay, StatusEntry
from permitdesk.domain.dossier import Dossier, RouteAssessment, Warning
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.law.findings import Statement, TextRef, Verdict, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.breaks import grade_break
from permitdesk.domain.stay.evidence import Grade
from permitdesk.domain.stay.kinds import StatusKind

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """A decision on another day than the case tells.

    While a decision is waited for: it is given on ``on``, and the stay on the new permit of ``kind`` begins
    that day. If the present stay is a permit already: its decision came on ``on``; ``kind`` is not needed.
    """

    on: date
    kind: str | None = None
    #: last printed day of the permit; None: not known (a new permit), or as it is (the present one)
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody has in mind. Ids of ``trips`` do not matter, they get new ones."""

    trips: tuple[Absence, ...] = ()
    filing_on: date | None = None
    decision: PlannedDecision | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is planned."""
        return not self.trips and self.filing_on is None and self.decision is None


def apply_plan(case: Case, plan: Plan, kinds: Mapping[str, StatusKind]) -> Case:
    """The case as it would be if the plan had come true. ``case`` itself stays as it is.

    Raises ValueError for a decision that ``case`` has no room for: no present stay, or a wait for
    a decision without the kind of permit that it gives.
    """
    planned = case
    if plan.decision is not None:
        planned = _decided(planned, plan.decision, kinds)
    if plan.trips:
        ids = _free_ids(planned, "plan")
        trips = tuple(replace(trip, id=next(ids)) for trip in plan.trips)
        planned = planned.with_changes(absences=(*planned.absences, *trips))
    if plan.filing_on is not None:
        planned = planned.with_changes(planned_filing_on=plan.filing_on)
    return planned


def waits_for_decision(case: Case, kinds: Mapping[str, StatusKind]) -> bool:
    """Whether the present stay is a wait for a decision, so that a plan may say when it comes."""
    kind = None if case.current_stay is None else kinds.get(case.current_stay.kind)
    return kind is not None and kind.pending


def _free_ids(case: Case, prefix: str) -> Iterator[str]:
    """Ids ``prefix`` and a number that no journey and no earlier stay of the case has, nor a mark of one."""
    taken = {trip.id for trip in case.absences} | {entry.id for entry in case.statuses}
    marked = (*case.dont_know, *(entry.path for entry in case.approximate))
    taken |= {path.split(".")[1] for path in marked if path.count(".") > 1}
    number = 0
    while True:
        number += 1
        if f"{prefix}{number}" not in taken:
            yield f"{prefix}{number}"


def _decided(case: Case, decision: PlannedDecision, kinds: Mapping[str, StatusKind]) -> Case:
    stay = case.current_stay
    if stay is None:
        raise ValueError("there is no present stay that a decision could follow")
    if not waits_for_decision(case, kinds):
        return _decided_on_another_day(case, stay, decision)
    if decision.kind is None:
        raise ValueError("a decision that is waited for needs the kind of permit that it gives")
    waited_since = stay.first_day or stay.filed_on
    granted = CurrentStay(decision.kind, first_day=decision.on, last_day=decision.last_day)
    changed = _without_marks(case, "current_stay").with_changes(current_stay=granted)
    if waited_since is not None and waited_since >= decision.on:
        return changed
    wait = StatusEntry(next(_free_ids(case, "wait")), stay.kind, waited_since, decision.on - _DAY, "granted")
    return changed.with_changes(statuses=(*changed.statuses, wait))


def _decided_on_another_day(case: Case, stay: CurrentStay, decision: PlannedDecision) -> Case:
    """The present permit from another day on; a stay that ended with its begin ends with it again."""
    changed = replace(stay, first_day=decision.on, last_day=decision.last_day or stay.last_day)
    before = (_met(entry, stay.first_day, decision.on) for entry in case.statuses)
    statuses = tuple(entry for entry in before if entry is not None)
    cleared = _without_marks(case, "current_stay.first_day")
    return cleared.with_changes(current_stay=changed, statuses=statuses)


def _met(entry: StatusEntry, old: date | None, new: date) -> StatusEntry | None:
    """An earlier stay beside a present one that begins on ``new`` instead of ``old``; None: it never was.

    A stay that went on beside the present one stays as told.
    """
    if old is None or entry.last_day is None or entry.last_day >= old:
        return entry
    if new <= entry.last_day or entry.last_day == old - _DAY:
        if entry.first_day is not None and entry.first_day >= new:
            return None
        return replace(entry, last_day=new - _DAY)
    return entry


def _without_marks(case: Case, prefix: str) -> Case:
    """The case without "I don't know" and "around" for what the plan has settled."""

    def other(path: str) -> bool:
        return path != prefix and not path.startswith(f"{prefix}.")

    return case.with_changes(
        dont_know=frozenset(path for path in case.dont_know if other(path)),
        approximate=tuple(entry for entry in case.approximate if other(entry.path)),
    )


# --- today beside the plan ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RouteView:
    """What one permit comes to, as far as a plan can change it. Days that count are of its first period."""

    verdict: Verdict
    earliest_safe: date | None
    earliest_lenient: date | None
    required_days: int | None
    credited_strict: Decimal | None
    credited_lenient: Decimal | None
    grade: Grade | None
    file_by: date | None


@dataclass(frozen=True, slots=True)
class RouteComparison:
    """One permit today and under the plan; ``after`` None: the rules no longer have it on that day."""

    route: str
    before: RouteView | None
    after: RouteView | None
    #: whether the plan changes the verdict or one of the earliest days
    changed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A case today beside the same case under a plan."""

    #: the day of either side: the plan is seen on its filing day, else on the day of its decision; journeys
    #: alone on the day on which filing is planned anyway, and that is the day of both sides then
    before_on: date
    after_on: date
    last_legal_day_before: date | None
    last_legal_day_after: date | None
    #: the permit looked at, if there is one
    shown: RouteComparison | None
    #: every permit that asks for years of stay, in the order of the ranking of today
    routes: tuple[RouteComparison, ...]
    #: ids, in the planned case, of planned journeys that alone are, or may be, too long for the permit shown
    breaks: tuple[str, ...]
    warnings_new: tuple[Warning, ...]
    warnings_gone: tuple[Warning, ...]
    #: what is different, sentence by sentence
    differences: tuple[Statement, ...]
    #: the case in which the plan has come true
    planned: Case


def compare_plan(
    case: Case,
    plan: Plan,
    kinds: Mapping[str, StatusKind],
    assess: Callable[[Case, date], Dossier],
    on: date,
    route: str | None = None,
    limits: tuple[ContinuityLimits, ...] = (),
    today: Dossier | None = None,
) -> Comparison:
    """Today's result beside the one under the plan.

    ``route``: the permit to look at; ``limits``: its limits for journeys (``limits.counted_periods``).
    ``today``: the dossier of ``case`` on ``on``, if it is at hand.
    Raises ValueError like ``apply_plan``.
    """
    planned = apply_plan(case, plan, kinds)
    before_on, after_on = _seen_on(case, plan, on)
    before = today if today is not None and today.on == before_on else assess(case, before_on)
    after = assess(planned, after_on)
    shown = None if route is None else _compared(route, before, after)
    counted = [r.id for r in before.routes if r.stay_evidence]
    counted += [r.id for r in after.routes if r.stay_evidence and r.id not in counted]
    breaks = _too_long(planned, len(case.absences), limits)
    old, new = _warnings(before, route), _warnings(after, route)
    gone = tuple(w for key, w in old.items() if key not in new)
    come = tuple(w for key, w in new.items() if key not in old)
    legal = (before.last_day_of_legal_stay.day, after.last_day_of_legal_stay.day)
    return Comparison(
        before_on,
        after_on,
        *legal,
        shown,
        tuple(_compared(r, before, after) for r in counted),
        breaks,
        come,
        gone,
        (*_differences(shown, legal, breaks, planned), *_filing_abroad(planned)),
        planned,
    )


def _seen_on(case: Case, plan: Plan, on: date) -> tuple[date, date]:
    """The days on which the case and the plan are looked at; never before ``on``."""
    if plan.filing_on is not None:
        return on, max(on, plan.filing_on)
    if plan.decision is not None:
        return on, max(on, plan.decision.on)
    day = max(on, case.planned_filing_on or on) if plan.trips else on
    return day, day


def _compared(route: str, before: Dossier, after: Dossier) -> RouteComparison:
    old, new = _view(before.route(route)), _view(after.route(route))
    if old is not None and new is not None:
        # Seen on a later day, a period that is complete is complete "today": no day has moved by that.
        new = replace(
            new,
            earliest_safe=_unmoved(old.earliest_safe, new.earliest_safe, after.on),
            earliest_lenient=_unmoved(old.earliest_lenient, new.earliest_lenient, after.on),
        )
    return RouteComparison(route, old, new, _result(old) != _result(new))


def _unmoved(before: date | None, after: date | None, on: date) -> date | None:
    """The earliest day of the later look, told as before where filing is possible on both."""
    return before if after == on and before is not None and before <= on else after


def _view(route: RouteAssessment | None) -> RouteView | None:
    if route is None:
        return None
    proof = route.stay_evidence[0] if route.stay_evidence else None
    breaks = None if proof is None else proof.continuity
    return RouteView(
        route.verdict,
        route.earliest_filing_date.safe,
        route.earliest_filing_date.lenient,
        None if proof is None else proof.required_days,
        None if proof is None else proof.credited_strict,
        None if proof is None else proof.credited_lenient,
        None if breaks is None else breaks.grade,
        route.file_by,
    )


def _result(view: RouteView | None) -> tuple[Verdict, date | None, date | None] | None:
    return None if view is None else (view.verdict, view.earliest_safe, view.earliest_lenient)


def _too_long(planned: Case, told: int, limits: tuple[ContinuityLimits, ...]) -> tuple[str, ...]:
    """Planned journeys (all behind the first ``told``) that alone do not keep a limit for sure."""
    return tuple(
        trip.id
        for trip in planned.absences[told:]
        if trip.left is not None
        and trip.returned is not None
        and trip.left <= trip.returned
        and any(grade_break(trip, each, trip.returned).grade is not Grade.WITHIN for each in limits)
    )


def _warnings(dossier: Dossier, route: str | None) -> dict[tuple[str, str], Warning]:
    """Warnings by what they are about; the same one with another day is the same warning."""
    shown = None if route is None else dossier.route(route)
    found = (*dossier.warnings, *(() if shown is None else shown.warnings))
    return {(warning.id, warning.severity): warning for warning in found}


def _differences(
    shown: RouteComparison | None,
    legal: tuple[date | None, date | None],
    breaks: tuple[str, ...],
    planned: Case,
) -> Iterator[Statement]:
    if shown is not None:
        yield from _route_differences(shown.before, shown.after)
    if legal[0] != legal[1]:
        yield from _moved("last_legal_day", *legal)
    trips = (trip for trip in planned.absences if trip.id in breaks)
    yield from (say("plan.break_over", left=trip.left) for trip in trips if trip.left is not None)


def _route_differences(before: RouteView | None, after: RouteView | None) -> Iterator[Statement]:
    if before is None or after is None:
        if before is not after:
            yield say("plan.no_rules")
        return
    if before.verdict is not after.verdict:
        old, new = (TextRef(f"verdict.{view.verdict.value}.title") for view in (before, after))
        yield say("plan.verdict", before=old, after=new)
    yield from _moved("safe", before.earliest_safe, after.earliest_safe)
    if (before.earliest_lenient, after.earliest_lenient) != (before.earliest_safe, after.earliest_safe):
        yield from _moved("lenient", before.earliest_lenient, after.earliest_lenient)
    if before.credited_strict is not None and after.credited_strict is not None:
        more = after.credited_strict - before.credited_strict
        if more:
            yield say(f"plan.credit_{'more' if more > 0 else 'less'}", n=abs(more))


def _moved(what: str, before: date | None, after: date | None) -> Iterator[Statement]:
    """How a day moves; nothing if it stays."""
    if before is not None and after is not None:
        days = (after - before).days
        if days:
            way = "later" if days > 0 else "earlier"
            yield say(f"plan.{what}_{way}", before=before, after=after, n=abs(days))
    elif after is not None:
        yield say(f"plan.{what}_new", after=after)
    elif before is not None:
        yield say(f"plan.{what}_lost", before=before)


def _filing_abroad(planned: Case) -> Iterator[Statement]:
    """Nobody can file from abroad; the days of travel are not safe either."""
    day = planned.planned_filing_on
    if day is not None and any(
        trip.left is not None and trip.left <= day <= (trip.returned or date.max) for trip in planned.absences
    ):
        yield say("plan.filing_abroad", day=day)


# --- taking a plan over ---------------------------------------------------------------


def taking_over(case: Case, plan: Plan, kinds: Mapping[str, StatusKind], on: date) -> tuple[Statement, ...]:
    """What changes in the real case if the plan is taken over, sentence by sentence."""
    found = []
    for trip in plan.trips:
        if trip.left is not None and trip.returned is not None:
            found.append(say("plan.take_trip", left=trip.left, returned=trip.returned))
        elif trip.left is not None:
            found.append(say("plan.take_open_trip", left=trip.left))
    if plan.filing_on is not None:
        found.append(say("plan.take_filing", day=plan.filing_on))
    if plan.decision is not None:
        if waits_for_decision(case, kinds) and plan.decision.kind is not None:
            kind = TextRef(f"status.{plan.decision.kind}.title")
            found.append(say("plan.take_decision", day=plan.decision.on, kind=kind))
        else:
            found.append(say("plan.take_decision_day", day=plan.decision.on))
    found += never_silently(plan, on)
    return tuple(found)


def never_silently(plan: Plan, on: date) -> tuple[Statement, ...]:
    """What must be said and confirmed before the plan may become the case: a decision is a fact, no wish."""
    if plan.decision is None:
        return ()
    if plan.decision.on > on:
        return (say("plan.decision_not_come", day=plan.decision.on),)
    return (say("plan.decision_is_a_fact", day=plan.decision.on),)
