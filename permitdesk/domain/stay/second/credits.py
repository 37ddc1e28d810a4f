"""What each day counts towards the five years of art. 211: half days, byte by byte (art. 212(1), (2))."""

from __future__ import annotations

from permitdesk.domain.law.condition_kinds import CreditWeights
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.entries import Stay
from permitdesk.domain.stay.second.months import after_months

_PROTECTION = frozenset({"refugee", "subsidiary_protection"})
#: half days (surely, perhaps) and whether surely nothing from before it counts
Weight = tuple[int, int, bool]
_WEIGHTS: dict[LtrWeight, Weight] = {
    LtrWeight.FULL: (2, 2, False),
    LtrWeight.HALF: (1, 1, False),
    LtrWeight.ZERO: (0, 0, True),
    LtrWeight.ZERO_OR_FULL: (0, 2, True),
    LtrWeight.BREAKS: (0, 0, True),
}


@dataclass(frozen=True, slots=True)
class HalfDays:
    """Half days of one reading from ``start`` on; after the day assessed each day is like that day."""

    start: int
    days: bytearray
    on: int

    def within(self, first: int, end: int) -> int:
        """Half days from ``first`` to the day before ``end``; the stay goes on as it is."""
        first = max(first, self.start)
        known = min(end, self.on + 1)
        total = (
            self.days.count(1, first, known) + 2 * self.days.count(2, first, known) if first < known else 0
        )
        return total + max(0, end - max(first, self.on + 1)) * self.days[self.on]

    def back_to(self, halves: int) -> int:
        """The earliest day from which no more than ``halves`` lie before the day assessed."""
        low, high = self.start, self.on
        while low < high:
            middle = (low + high) // 2
            if self.within(middle, self.on) <= halves:
                high = middle
            else:
                low = middle + 1
        return low


def half_days(calendar: Calendar, weights: CreditWeights) -> tuple[HalfDays | None, HalfDays | None]:
    """The half days that surely count and those an office may accept; None: the present does not count."""
    return calendar.once(weights, lambda: _half_days(calendar, weights))


def _half_days(calendar: Calendar, weights: CreditWeights) -> tuple[HalfDays | None, HalfDays | None]:
    size, on = calendar.size, calendar.on
    legal = calendar.marks(lambda s: s.kind.legal)
    if not legal[on]:
        return None, None
    illegal = calendar.marks(lambda s: not s.kind.legal)
    counted = [(s, _weight(calendar, s, weights)) for s in calendar.stays if s.kind.legal]
    least, most = bytearray(b"\x02") * size, bytearray(size)
    carried = bytearray(size)
    # Where stays lie side by side the careful reading takes the lowest, the other the highest.
    for stay, (sure, _, _) in sorted(counted, key=lambda c: -c[1][0]):
        _paint(calendar, least, stay, sure)
    for stay, (_, perhaps, _) in sorted(counted, key=lambda c: c[1][1]):
        _paint(calendar, most, stay, perhaps)
    for stay, (_, _, restarts) in counted:
        if not restarts:
            _paint(calendar, carried, stay, 1)
    passable = calendar.joined(legal, calendar.without(calendar.whole_days_abroad, illegal))
    begun = legal.find(1, passable.rfind(0, 0, on + 1) + 1)
    lenient = HalfDays(begun, most, on)
    sure_days = calendar.without(carried, illegal)
    strict = HalfDays(sure_days.rfind(0, 0, on + 1) + 1, least, on) if sure_days[on] else None
    return strict, lenient


def _paint(calendar: Calendar, days: bytearray, stay: Stay, value: int) -> None:
    first = stay.first - calendar.base
    calendar.fill(days, first, min(stay.last - calendar.base, calendar.on), value)


def _weight(calendar: Calendar, stay: Stay, weights: CreditWeights) -> Weight:
    today = calendar.on + calendar.base
    last = min(stay.last, today)
    if (
        stay.kind.last_day_rule is LastDayRule.SCHENGEN_90_180
        and last - stay.first + 1 > weights.short_stay_days
    ):
        # So long on end it was legal by an exception only.
        return _WEIGHTS[LtrWeight.ZERO_OR_FULL]
    if stay.kind.ltr_weight is not LtrWeight.PROCEEDINGS:
        return _WEIGHTS[stay.kind.ltr_weight]
    outcome = stay.outcome
    if outcome is None and any(
        s.kind.id in _PROTECTION and s.first <= stay.last + 1 and stay.last <= s.last for s in calendar.stays
    ):
        outcome = "granted"
    if outcome == "refused":
        return _WEIGHTS[LtrWeight.ZERO]
    # Exactly so many months end on the corresponding day or, the begin counted too, on the day before.
    long_enough = after_months(stay.first, weights.full_weight_after_months)
    perhaps = 2 if last >= long_enough else 1
    if outcome != "granted":
        return 0, perhaps, True
    return 2 if last > long_enough else 1, perhaps, False
