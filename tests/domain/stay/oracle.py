"""A third count of stay for the tests: sets of days, written out plainly from the fact sheet, slow.

Nothing here is shared with the two counts of the program. Every question is asked of one filing day:
is there a begin from which all is kept? Days are ordinals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from permitdesk.domain.case import Absence, AbsenceReason, Case, DocumentStatus, Tri
from permitdesk.domain.law.condition_kinds import ContinuityLimits, CreditedStay, QualifyingStay
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind

Run = tuple[int, int]
Kept = Callable[[int, int], bool]
_FAR = date(2099, 1, 1).toordinal()


def same_day(day: int, months: int) -> int:
    """The day of the same number so many months later, or the last one of that month."""
    start = date.fromordinal(day)
    month = start.month - 1 + months
    for number in range(start.day, 27, -1):
        try:
            return date(start.year + month // 12, month % 12 + 1, number).toordinal()
        except ValueError:
            continue
    return date(start.year + month // 12, month % 12 + 1, start.day).toordinal()


def complete(begin: int, years: int, by: int) -> bool:
    """Whether a period of so many years from ``begin`` has ended by that day."""
    return same_day(begin, 12 * years) <= by


def latest_begin(by: int, years: int) -> int:
    """The last day from which a period has ended by that day."""
    begin = by - 365 * years
    while not complete(begin, years, by):
        begin -= 1
    return begin


def too_short_to_matter(left: int, back: int, months: int) -> bool:
    """Sure: before the corresponding day, and 30 days to the month with both days of travel."""
    return back < same_day(left, months) and back - left + 1 <= 30 * months


def too_long_anyhow(left: int, back: int, months: int) -> bool:
    """Sure: after the day that follows the corresponding day."""
    return back > same_day(left, months) + 1


def joined(spans: Iterable[Run], *, touching: bool) -> list[Run]:
    """Spans that overlap as one; ``touching``: also those that share one day."""
    found: list[Run] = []
    for left, back in sorted(spans):
        if found and (left < found[-1][1] or (touching and left == found[-1][1])):
            found[-1] = (found[-1][0], max(found[-1][1], back))
        else:
            found.append((left, back))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """One told stay; ``days`` up to the day assessed."""

    kind: StatusKind
    outcome: str | None
    first: int
    last: int

    def holds(self, day: int) -> bool:
        """Whether the day lies inside."""
        return self.first <= day <= self.last


@dataclass
class Breaks:
    """The journeys that no reason takes out, on both readings, as runs and as sets of days.

    The strict reading takes none out whose proof is not ready.
    """

    limits: ContinuityLimits
    strict: list[Run]
    lenient: list[Run]
    inner: set[int] = field(default_factory=set)

    def strict_inside(self, begin: int, filing: int) -> list[Run]:
        """Runs that touch the window."""
        return [(a, b) for a, b in self.strict if b > begin and a < filing]

    def strict_kept(self, begin: int, filing: int) -> bool:
        """All of them short, together not more than 30 days to the month."""
        inside = self.strict_inside(begin, filing)
        if sum(b - a + 1 for a, b in inside) > 30 * self.limits.total_months:
            return False
        return all(too_short_to_matter(a, b, self.limits.single_months) for a, b in inside)

    def single_kept(self, begin: int, filing: int) -> bool:
        """None of them surely too long for its part from ``begin`` on."""
        return not any(
            too_long_anyhow(max(a, begin - 1), b, self.limits.single_months)
            for a, b in self.lenient
            if b - a > 1 and a + 1 < filing and b - 1 >= begin
        )

    def whole_days(self, begin: int, filing: int) -> int:
        """Whole days abroad inside the window."""
        return sum(1 for d in self.inner if begin <= d < filing)

    def sum_kept(self, begin: int, filing: int) -> bool:
        """Not more whole days abroad than so many calendar months can have."""
        return self.whole_days(begin, filing) <= most_days(self.limits.total_months)

    def lenient_kept(self, begin: int, filing: int) -> bool:
        """Both limits of the lenient reading."""
        return self.single_kept(begin, filing) and self.sum_kept(begin, filing)

    def year_kept_strict(self, begin: int, filing: int) -> bool:
        """Before no return do the breaks of a year, each whole, come to more than the limit."""
        inside = self.strict_inside(begin, filing)
        for _, back in inside:
            year = [(a, b) for a, b in inside if back - 366 <= b <= back]
            if sum(b - a + 1 for a, b in year) > 30 * self.limits.total_months:
                return False
        return all(too_short_to_matter(a, b, self.limits.single_months) for a, b in inside)

    def years_kept(self, begin: int, filing: int) -> bool:
        """Each year counted from ``begin`` has not more whole days abroad than so many months."""
        first, year = begin, 0
        while first < filing:
            year += 1
            after = same_day(begin, 12 * year)
            if self.whole_days(first, min(after, filing)) > most_days(self.limits.total_months):
                return False
            first = after
        return True


def most_days(months: int) -> int:
    """The most days that so many months on end can have."""
    known = {1: 31, 2: 62, 3: 92, 6: 184, 10: 306}
    return known[months]


class Oracle:
    """A case looked at on one day."""

    def __init__(self, case: Case, kinds: Mapping[str, StatusKind], on: date) -> None:
        self.case, self.kinds, self.on = case, kinds, on.toordinal()
        self.told = list(self._told())
        self.spans = [span for t in case.absences if (span := self._span(t)) is not None]
        self.away = joined(self.spans, touching=True)
        self.abroad = {d for a, b in self.away for d in range(a + 1, b)}
        self.travelling = {d for a, b in self.away for d in range(a, b + 1)}
        self._breaks: dict[tuple[ContinuityLimits, bool], Breaks] = {}

    # --- what is told ---

    def _told(self) -> Iterator[Told]:
        """Stays of these tests: the first day is always told. Neighbours of one kind are one stay."""
        current = self.case.current_stay
        assert current is not None
        assert current.first_day is not None
        waits = (LastDayRule.UNTIL_DECISION_FINAL, LastDayRule.THIRTY_DAYS_AFTER_FINAL)
        late = self.kinds[current.kind].last_day_rule in waits and current.filed_in_legal_stay is Tri.NO
        kind = "illegal" if late else current.kind
        rows: list[tuple[str, str | None, date | None, date | None]] = [
            (kind, current.outcome, current.first_day, current.last_day)
        ]
        for entry in self.case.statuses:
            last = entry.last_day
            if last is None:
                last = date.fromordinal(current.first_day.toordinal() - 1)
                if entry.kind == current.kind and entry.first_day is not None:
                    last = max(last, entry.first_day)
            rows.append((entry.kind, entry.outcome, entry.first_day, last))
        days: dict[tuple[str, str | None], set[Run]] = {}
        for kind, outcome, first, end in rows:
            assert first is not None
            span = (first.toordinal(), _FAR if end is None else end.toordinal())
            if span[0] <= span[1] and span[0] <= self.on:
                days.setdefault((kind, outcome), set()).add(span)
        for (kind, outcome), spans in days.items():
            while pair := next(((p, q) for p in spans for q in spans if p < q and q[0] <= p[1] + 1), None):
                spans -= set(pair)
                spans.add((pair[0][0], max(pair[0][1], pair[1][1])))
            for first_day, last_day in spans:
                yield Told(self.kinds[kind], outcome, first_day, last_day)

    def _span(self, trip: Absence) -> Run | None:
        """From exit to entry; still abroad: until the day assessed."""
        assert trip.left is not None
        left = trip.left.toordinal()
        if trip.returned is None:
            return (left, self.on) if left <= self.on else None
        back = trip.returned.toordinal()
        return (left, back) if left <= back else None

    def here(self, day: int, *, strict: bool) -> bool:
        """In Poland on the filing day; who is abroad on the day assessed is back the day after."""
        for trip in self.case.absences:
            if trip.left is not None and trip.returned is None and trip.left.toordinal() <= day <= self.on:
                return False
        return day not in (self.travelling if strict else self.abroad)

    def breaks(self, limits: ContinuityLimits, *, capped: bool) -> Breaks:
        """The journeys left when the reasons are taken out."""
        key = (limits, capped)
        if key not in self._breaks:
            strict: list[Run] = []
            lenient: list[Run] = []
            out: list[Run] = []
            for trip in self.case.absences:
                span = self._span(trip)
                if span is None:
                    continue
                listed = trip.reason in limits.exempt_reasons and trip.reason is not AbsenceReason.UNKNOWN
                bounded = capped or trip.reason is AbsenceReason.SPECIAL_PERSONAL_SITUATION
                months = limits.personal_situation_months
                proved = trip.proof_state is DocumentStatus.READY
                whole = self._whole(trip, span, limits, capped=capped, touching=True) if bounded else span
                if not (listed and proved) or (bounded and not too_short_to_matter(*whole, months)):
                    strict.append(span)
                else:
                    out.append(span)
                whole = self._whole(trip, span, limits, capped=capped, touching=False) if bounded else span
                if not listed or (bounded and too_long_anyhow(*whole, months)):
                    lenient.append(span)
            # Whatever meets a journey that counts is one absence with it, and so on from there.
            while met := [(a, b) for a, b in out if any(a <= y and x <= b for x, y in strict)]:
                strict += met
                out = [span for span in out if span not in met]
            runs = joined(lenient, touching=False)
            inner = {d for a, b in runs for d in range(a + 1, b)}
            self._breaks[key] = Breaks(limits, joined(strict, touching=True), runs, inner)
        return self._breaks[key]

    def _whole(
        self, trip: Absence, span: Run, limits: ContinuityLimits, *, capped: bool, touching: bool
    ) -> Run:
        """From the first exit to the last entry of journeys with a limited reason joined with this one."""
        if trip.reason not in limits.exempt_reasons:
            return span
        limited = set(limits.exempt_reasons)
        if not capped:
            limited &= {AbsenceReason.SPECIAL_PERSONAL_SITUATION}
        spans = [self._span(t) for t in self.case.absences if t.reason in limited]
        wholes = joined((s for s in spans if s is not None), touching=touching)
        return next((a, b) for a, b in wholes if a <= span[0] and span[1] <= b)

    # --- stay on named titles ---

    def begins(self, rule: QualifyingStay) -> tuple[int | None, int | None]:
        """From which day the stay runs on up to the day assessed: surely, perhaps."""
        if rule.any_legal:
            legal = [t for t in self.told if t.kind.legal]
            sure = [t for t in legal if t.kind.group != "unknown"]
            return self._back(sure, sure, bridge=False), self._back(legal, legal, bridge=True)
        listed = [t for t in self.told if t.kind.id in rule.kinds]
        strict = []
        for present in listed:
            if present.holds(self.on):
                same = [t for t in listed if not rule.mixing_unconfirmed or t.kind is present.kind]
                credit = present.kind.id in rule.proceedings_credit_for
                strict.append(self._with_proceedings(same, [], credit=credit, refused=False, bridge=False))
        newest = max((t.last for t in listed), default=0)
        credit = any(t.last == newest and t.kind.id in rule.proceedings_credit_for for t in listed)
        waiting = [t for t in self.told if t.kind.last_day_rule is LastDayRule.UNTIL_DECISION_FINAL]
        lenient = self._with_proceedings(listed, waiting, credit=credit, refused=True, bridge=True)
        return min((s for s in strict if s is not None), default=None), lenient

    def _with_proceedings(
        self, opening: list[Told], beside: list[Told], *, credit: bool, refused: bool, bridge: bool
    ) -> int | None:
        opening, beside = list(opening), list(beside)
        if credit:
            opening += [
                t
                for t in self.told
                if t.kind.id == "protection_proceedings" and (refused or t.outcome != "refused")
            ]
            beside += [t for t in self.told if t.kind.id == "detention"]
        return self._back(opening, opening + beside, bridge=bridge)

    def _back(self, opening: list[Told], carrying: list[Told], *, bridge: bool) -> int | None:
        """Walk back day by day from the day assessed; the earliest day reached that may open a period."""
        if not any(t.holds(self.on) for t in carrying):
            return None
        carried: set[int] = set()
        opens: set[int] = set()
        for stay in carrying:
            carried.update(range(stay.first, min(stay.last, self.on) + 1))
        for stay in opening:
            opens.update(range(stay.first, min(stay.last, self.on) + 1))
        found, day = None, self.on
        while day in carried or (bridge and day in self.abroad):
            if day in opens:
                found = day
            day -= 1
        return found

    def qualifies(self, rule: QualifyingStay, filing: int, *, strict: bool) -> bool:
        """Whether a filing on that day is right."""
        start = self.begins(rule)[0 if strict else 1]
        if start is None or not self.here(filing, strict=strict):
            return False
        begin = latest_begin(filing - 1 if strict else filing, rule.years)
        if rule.continuity is None:
            return begin >= start
        breaks = self.breaks(rule.continuity, capped=rule.per_year)
        if strict:
            kept = breaks.year_kept_strict if rule.per_year else breaks.strict_kept
            return begin >= start and kept(begin, filing)
        if not rule.per_year:
            return begin >= start and breaks.lenient_kept(begin, filing)
        backs = [b for a, b in breaks.lenient if b - a > 1 and start < b <= begin and a + 1 < filing]
        tried = [b for b in (start, begin, *backs) if start <= b <= begin]
        return any(breaks.years_kept(b, filing) for b in tried)

    def qualifying_days(self, rule: QualifyingStay) -> tuple[int, int]:
        """Days of the window on the day assessed that count on both readings."""
        window = latest_begin(self.on, rule.years)
        counted = []
        for strict, start in zip((True, False), self.begins(rule), strict=True):
            if start is None:
                counted.append(0)
                continue
            begin = start
            if rule.continuity is not None:
                breaks = self.breaks(rule.continuity, capped=rule.per_year)
                if strict:
                    kept = breaks.year_kept_strict if rule.per_year else breaks.strict_kept
                    begin = self._first_kept(kept, start)
                elif rule.per_year:
                    backs = (b for a, b in breaks.lenient if b - a > 1 and b > start and a + 1 < self.on)
                    tried = sorted({start, max(start, window), *backs})
                    begin = next(b for b in tried if breaks.years_kept(b, self.on))
                else:
                    begin = self._first_kept(breaks.lenient_kept, start)
            counted.append(max(0, self.on - max(window, begin)))
        return counted[0], counted[1]

    def _first_kept(self, kept: Kept, start: int) -> int:
        """The first begin from ``start`` on that keeps the limits up to the day assessed."""
        if kept(start, self.on):
            return start
        changes = {d + k for span in self.spans for d in span for k in (0, 1)} | self.abroad
        tried = sorted(d for d in changes if start < d < self.on)
        # A later begin never leaves more inside.
        at = bisect_left(tried, True, key=lambda d: kept(d, self.on))
        return tried[at] if at < len(tried) else self.on

    # --- weighted stay ---

    def weight(self, stay: Told, rule: CreditedStay) -> tuple[int, int, bool]:
        """Half days for one day of a stay: surely, perhaps; and whether the careful count ends there."""
        last = min(stay.last, self.on)
        name = stay.kind.ltr_weight
        if stay.kind.last_day_rule is LastDayRule.SCHENGEN_90_180 and last - stay.first >= 90:
            name = LtrWeight.ZERO_OR_FULL
        if name is LtrWeight.FULL:
            return 2, 2, False
        if name is LtrWeight.HALF:
            return 1, 1, False
        if name is LtrWeight.ZERO_OR_FULL:
            return 0, 2, True
        if name is not LtrWeight.PROCEEDINGS or stay.outcome == "refused":
            return 0, 0, True
        followed = any(
            t.kind.id in {"refugee", "subsidiary_protection"} and t.first <= stay.last + 1 <= t.last + 1
            for t in self.told
        )
        months = same_day(stay.first, 18)
        perhaps = 1 if last < months else 2
        if stay.outcome == "granted" or (stay.outcome is None and followed):
            return (2 if last > months else 1), perhaps, False
        return 0, perhaps, True

    def credits(self, rule: CreditedStay) -> tuple[list[int], list[int]]:
        """Half days day by day, from the day assessed back to the begin of the run: surely, perhaps."""
        weighed = [(t, self.weight(t, rule)) for t in self.told]
        strict: list[int] = []
        lenient: list[int] = []
        sure, day = True, self.on
        while True:
            here = [(t, w) for t, w in weighed if t.first <= day <= t.last]
            legal = [w for t, w in here if t.kind.legal]
            if here and not legal:
                break
            if not here and (day == self.on or day not in self.abroad):
                break
            if sure and legal and len(legal) == len(here) and not all(w[2] for w in legal):
                strict.append(min(w[0] for w in legal))
            else:
                sure = False
            lenient.append(max((w[1] for w in legal), default=0))
            day -= 1
        # A run begins with a stay: a gap before it is no part of it.
        while lenient and not any(t.holds(self.on - len(lenient) + 1) for t, _ in weighed):
            lenient.pop()
        return strict, lenient

    def credited(
        self, rule: CreditedStay, filing: int, days: tuple[list[int], list[int]], *, strict: bool
    ) -> bool:
        """Whether a filing on that day is right; ``days`` as made by ``credits``."""
        row = days[0 if strict else 1]
        if not row or not self.here(filing, strict=strict):
            return False
        end = filing - 1 if strict else filing
        need = end - latest_begin(end, rule.years)
        breaks = self.breaks(rule.continuity, capped=False)
        if not strict and not breaks.sum_kept(latest_begin(filing, rule.years), filing):
            return False
        # The days after the one assessed are like it; then back day by day until the sum is full.
        halves, begin = max(0, end - 1 - self.on) * row[0], min(end, self.on + 1)
        if end > self.on + 1 and halves // 2 >= need:
            begin = end - -(-2 * need // row[0])
        else:
            at = self.on - begin + 1
            while halves // 2 < need and at < len(row):
                halves += row[at]
                at += 1
            begin = self.on - at + 1
            if halves // 2 < need:
                return False
        return (breaks.strict_kept if strict else breaks.single_kept)(begin, filing)

    def credited_days(self, rule: CreditedStay, days: tuple[list[int], list[int]]) -> tuple[float, float]:
        """Days of the window shown on the day assessed that count on both readings."""
        window = latest_begin(self.on, rule.years)
        need = self.on - window
        breaks = self.breaks(rule.continuity, capped=False)
        first = window
        for row in days:
            if row:
                total, at = 0, 1
                while at < len(row) and total + row[at] <= 2 * need:
                    total += row[at]
                    at += 1
                first = min(first, self.on - at + 1)
        counted = []
        for row, kept in zip(days, (breaks.strict_kept, breaks.single_kept), strict=True):
            if not row:
                counted.append(0.0)
                continue
            begin = max(first, self._first_kept(kept, self.on - len(row) + 1))
            counted.append(sum(row[1 : self.on - begin + 1]) / 2)
        return counted[0], counted[1]
