"""From which day stay on named titles runs on up to the day assessed (art. 195(1), (3))."""

from __future__ import annotations

from collections.abc import Callable

from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.stay.kinds import LastDayRule
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.entries import Stay

_PROCEEDINGS, _DETENTION = "protection_proceedings", "detention"
Wanted = Callable[[Stay], bool]


def first_days(calendar: Calendar, rule: QualifyingStay) -> tuple[int | None, int | None]:
    """Begin of the run that surely counts and of the one an office may accept; None: there is none."""
    if rule.any_legal:
        sure = _run(calendar, _told_legal, _told_legal)
        return sure, _run(calendar, _legal, _legal, over_absence=True)
    listed = frozenset(rule.kinds)
    crediting = frozenset(rule.proceedings_credit_for)
    present = {s.kind.id for s in calendar.stays if s.kind.id in listed and _holds(calendar, s)}
    strict = [
        begin
        for kind in present
        for titles in (frozenset({kind}) if rule.mixing_unconfirmed else listed,)
        if (begin := _strict(calendar, titles, credit=kind in crediting)) is not None
    ]
    return min(strict, default=None), _lenient(calendar, listed, credit=_credits(calendar, listed, crediting))


def _strict(calendar: Calendar, titles: frozenset[str], *, credit: bool) -> int | None:
    """Listed titles without a gap; proceedings that were not refused, and detention, for protection."""

    def begins(stay: Stay) -> bool:
        proceedings = stay.kind.id == _PROCEEDINGS and stay.outcome != "refused"
        return stay.kind.id in titles or (credit and proceedings)

    if not credit:
        return _run(calendar, begins, begins)
    return _run(calendar, lambda s: begins(s) or s.kind.id == _DETENTION, begins)


def _lenient(calendar: Calendar, titles: frozenset[str], *, credit: bool) -> int | None:
    """Also waiting for a decision between the titles, and gaps spent abroad."""

    def begins(stay: Stay) -> bool:
        return stay.kind.id in titles or (credit and stay.kind.id == _PROCEEDINGS)

    def carries(stay: Stay) -> bool:
        waiting = stay.kind.last_day_rule is LastDayRule.UNTIL_DECISION_FINAL
        return waiting or begins(stay) or (credit and stay.kind.id == _DETENTION)

    return _run(calendar, carries, begins, over_absence=True)


def _credits(calendar: Calendar, listed: frozenset[str], crediting: frozenset[str]) -> bool:
    """Whether the listed title the person stays on, or stayed on last, adds the proceedings."""
    latest = max((s.last for s in calendar.stays if s.kind.id in listed), default=0)
    return any(s.last == latest and s.kind.id in listed & crediting for s in calendar.stays)


def _run(calendar: Calendar, carries: Wanted, begins: Wanted, *, over_absence: bool = False) -> int | None:
    """First day on a title that may begin a period, in the run of days that carry up to the day assessed."""
    days = calendar.marks(carries)
    if not days[calendar.on]:
        return None
    opening = days if begins is carries else calendar.marks(begins)
    if over_absence:
        days = calendar.joined(days, calendar.whole_days_abroad)
    run = days.rfind(0, 0, calendar.on + 1) + 1
    begin = opening.find(1, run, calendar.on + 1)
    return None if begin < 0 else begin


def _holds(calendar: Calendar, stay: Stay) -> bool:
    return stay.first - calendar.base <= calendar.on <= stay.last - calendar.base


def _legal(stay: Stay) -> bool:
    return stay.kind.legal


def _told_legal(stay: Stay) -> bool:
    return stay.kind.legal and stay.kind.group != "unknown"
