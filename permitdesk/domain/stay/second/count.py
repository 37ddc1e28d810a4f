"""The second count of a rule: does a begin exist so that a filing on a day is right, on both readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from permitdesk.domain.law.condition_kinds import CreditedStay, EuStayWithBlueCard, QualifyingStay
from permitdesk.domain.law.findings import Verdict, all_of
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.second.absent import Breaks, Sums, breaks_of
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.chains import first_days
from permitdesk.domain.stay.second.credits import HalfDays, half_days
from permitdesk.domain.stay.second.months import begin_of_years, longest_run

StayRule = QualifyingStay | CreditedStay | EuStayWithBlueCard
#: whether a filing on a position of the calendar is right
Test = Callable[[int], bool]
#: no later filing day is looked for
_LAST = date(9000, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Count:
    """What the second count says of one rule.

    ``strict`` and ``lenient`` answer for any filing day from the day assessed on. ``decided``: the
    answers alone say no. ``office``: it is for the office even where everything is complete.
    """

    calendar: Calendar
    years: int
    strict: Test
    lenient: Test
    credited_strict: Decimal
    credited_lenient: Decimal
    sums: Sums | None
    decided: Verdict | None = None
    office: bool = False
    #: a day told beside the calendar from which something is counted
    told: int = 0

    @property
    def horizon(self) -> int:
        """A filing day by which every journey has passed out of the window and all stay has run up."""
        end = max(self.calendar.last_return, self.told) + (2 * self.years + 2) * 366
        return max(self.calendar.on, min(end, _LAST - self.calendar.base))

    def ok(self, filing: date, *, strict: bool) -> bool:
        """Whether a filing on that day is right on the reading."""
        position = self.calendar.position(filing.toordinal())
        return (self.strict if strict else self.lenient)(position)

    def ever(self, *, strict: bool) -> bool:
        """Whether any filing day is right, if the present stay goes on."""
        return self.decided is None and (self.strict if strict else self.lenient)(self.horizon)

    def verdict(self) -> Verdict:
        """The verdict for a filing on the day assessed."""
        if self.decided is not None:
            return self.decided
        on = self.calendar.on
        if self.strict(on):
            found = Verdict.MET
        elif self.lenient(on):
            found = Verdict.NEEDS_OFFICE
        else:
            found = Verdict.TOO_EARLY if self.ever(strict=True) else Verdict.NOT_MET
        return all_of((found, Verdict.NEEDS_OFFICE)) if self.office else found

    def first_day(self, *, strict: bool) -> date | None:
        """The earliest filing day from the day assessed on, found by trying one after the other."""
        if not self.ever(strict=strict):
            return None
        test = self.strict if strict else self.lenient
        tried = range(self.calendar.on, self.horizon + 1)
        return next(self.calendar.day(filing) for filing in tried if test(filing))


def second_count(
    case: Case,
    kinds: Mapping[str, StatusKind],
    rule: StayRule,
    answers: Answers,
    on: date,
    calendar: Calendar | None = None,
) -> Count:
    """Count ``rule`` a second time for ``case`` as of ``on``; ``calendar``: that of case and day, if made."""
    days = calendar or Calendar(case, kinds, on)
    if isinstance(rule, QualifyingStay):
        return days.once(rule, lambda: _qualifying(days, rule))
    if isinstance(rule, CreditedStay):
        return days.once(rule, lambda: _credited(days, rule))
    return _eu_stay(days, rule, answers)


def _begin(days: Calendar, filing: int, years: int, *, strict: bool) -> int:
    """The latest begin of a period complete for a filing; strict: complete the day before."""
    return begin_of_years(filing + days.base - (1 if strict else 0), years) - days.base


# --- stay on named titles ---------------------------------------------------------


def _qualifying(days: Calendar, rule: QualifyingStay) -> Count:
    limits = rule.continuity
    breaks = None if limits is None else breaks_of(days, limits, capped=rule.per_year)
    sure, perhaps = first_days(days, rule)
    keeps_sure, keeps_perhaps = _keepers(breaks, per_year=rule.per_year)

    def strict(filing: int) -> bool:
        if sure is None or not days.here(filing, strict=True):
            return False
        begin = _begin(days, filing, rule.years, strict=True)
        return begin >= sure and keeps_sure(begin, filing)

    def lenient(filing: int) -> bool:
        if perhaps is None or not days.here(filing, strict=False):
            return False
        begin = _begin(days, filing, rule.years, strict=False)
        if rule.per_year and breaks is not None:
            return _yearly_begin(breaks, perhaps, filing, rule.years) <= begin
        return begin >= perhaps and keeps_perhaps(begin, filing)

    first = _begin(days, days.on, rule.years, strict=False)
    start_perhaps = None
    if perhaps is not None:
        if rule.per_year and breaks is not None:
            start_perhaps = _yearly_begin(breaks, perhaps, days.on, rule.years)
        else:
            start_perhaps = _earliest(perhaps, days.on, keeps_perhaps)
    start_sure = None if sure is None else _earliest(sure, days.on, keeps_sure)
    shown = rule.continuity or rule.warn_continuity
    sums = None
    if shown is not None and perhaps is not None and perhaps < days.on:
        sums = breaks_of(days, shown, capped=rule.per_year).sums(max(first, perhaps), days.on)
    return Count(
        days,
        rule.years,
        strict,
        lenient,
        _days_from(start_sure, first, days.on),
        _days_from(start_perhaps, first, days.on),
        sums,
    )


def _days_from(start: int | None, first: int, on: int) -> Decimal:
    return Decimal(0 if start is None else max(0, on - max(first, start)))


Keeps = Callable[[int, int], bool]


def _keepers(breaks: Breaks | None, *, per_year: bool) -> tuple[Keeps, Keeps]:
    """Whether a window keeps the limits, on both readings."""
    if breaks is None:
        return (lambda *_: True), (lambda *_: True)
    return (breaks.yearly_strict if per_year else breaks.kept_strict), breaks.kept_lenient


def _earliest(begin: int, filing: int, keeps: Keeps) -> int:
    """The earliest day, not before ``begin``, from which the window up to ``filing`` keeps the limits.

    A later begin never makes it worse, so it is found by halving.
    """
    low, high = begin, max(begin, filing)
    if keeps(low, filing):
        return low
    while low < high:
        middle = (low + high) // 2
        if keeps(middle, filing):
            high = middle
        else:
            low = middle + 1
    return low


def _yearly_begin(breaks: Breaks, begin: int, filing: int, years: int) -> int:
    """The earliest begin from which each year keeps the limit (art. 47), the filing day if none does.

    Years may be counted from the begin of the stay, from a return, or as the years directly before filing.
    """
    fitting = max(begin, breaks.begin_of(filing, years))
    returns = (r for r in breaks.returns(filing) if r > begin)
    tried = sorted({begin, fitting, *returns})
    return next((first for first in tried if breaks.yearly_lenient(first, filing)), filing)


# --- weighted stay ----------------------------------------------------------------


def _credited(days: Calendar, rule: CreditedStay) -> Count:
    breaks = breaks_of(days, rule.continuity, capped=False)
    sure, perhaps = half_days(days, rule.weights)

    def strict(filing: int) -> bool:
        if sure is None or not days.here(filing, strict=True):
            return False
        begin = _earliest(sure.start, filing, breaks.kept_strict)
        return _complete(days, sure, begin, filing - 1, rule.years)

    def lenient(filing: int) -> bool:
        if perhaps is None or not days.here(filing, strict=False):
            return False
        # "10 months in the 5-year period": the last five calendar years alone.
        last_years = max(0, _begin(days, filing, rule.years, strict=False))
        if not breaks.sum_kept_lenient(last_years, filing):
            return False
        begin = _earliest(perhaps.start, filing, breaks.single_kept_lenient)
        return _complete(days, perhaps, begin, filing, rule.years)

    on = days.on
    first = _begin(days, on, rule.years, strict=False)
    need = on - first
    # The window shown goes back until the days asked for are full, on either reading.
    for reading in (sure, perhaps):
        if reading is not None:
            first = min(first, reading.back_to(2 * need))
    start_sure = None if sure is None else _earliest(sure.start, on, breaks.kept_strict)
    start_perhaps = None if perhaps is None else _earliest(perhaps.start, on, breaks.single_kept_lenient)
    sums = None
    if perhaps is not None and perhaps.start < on:
        sums = breaks.sums(max(first, perhaps.start), on)
    return Count(
        days,
        rule.years,
        strict,
        lenient,
        _halves_from(sure, start_sure, first),
        _halves_from(perhaps, start_perhaps, first),
        sums,
    )


def _complete(days: Calendar, reading: HalfDays, begin: int, end: int, years: int, *, extra: int = 0) -> bool:
    """Whether the whole days before ``end`` fill the days from the same day ``years`` before."""
    need = end - (begin_of_years(end + days.base, years) - days.base)
    return (reading.within(begin, end) + extra) // 2 >= need


def _halves_from(reading: HalfDays | None, start: int | None, first: int) -> Decimal:
    if reading is None or start is None:
        return Decimal(0)
    return Decimal(reading.within(max(first, start), reading.on)) / 2


# --- two years on a Blue Card and stay in other states ----------------------------


def _eu_stay(days: Calendar, rule: EuStayWithBlueCard, answers: Answers) -> Count:
    """The part in Poland as any stay on named titles, the rest from the answers (art. 212(1), (3)(2))."""
    polish_rule = QualifyingStay(rule.polish_years, rule.kinds, rule.polish_continuity)
    polish = days.once(polish_rule, lambda: _qualifying(days, polish_rule))
    variant = answers.text(rule.variant_question)
    since_day = answers.day(rule.since_question)
    if polish.verdict() is Verdict.NOT_MET or variant == "none" or since_day is None:
        return _with(polish, rule.years, decided=Verdict.NOT_MET)
    since = since_day.toordinal() - days.base
    longest = int(answers.number(rule.longest_break_question) or 0)
    total = int(answers.number(rule.total_break_question) or 0)
    single, together = rule.continuity.single_months, rule.continuity.total_months
    over = longest > longest_run(single) or total > longest_run(together)
    sure_breaks = longest <= 30 * single and total <= 30 * together
    on = days.on
    first = _begin(days, on, rule.years, strict=False)
    credited = Decimal(max(0, on - max(first, since)))
    abroad_strict, abroad_lenient = _abroad(days, rule, since, student=variant == "student")
    student = variant == "student"
    return Count(
        days,
        rule.years,
        lambda filing: polish.strict(filing) and abroad_strict(filing),
        lambda filing: polish.lenient(filing) and abroad_lenient(filing),
        polish.credited_strict if student else credited,
        polish.credited_lenient if student else credited,
        polish.sums,
        Verdict.NOT_MET if over else None,
        not sure_breaks or variant in {"national_scheme", "mixed"},
        since,
    )


def _with(polish: Count, years: int, *, decided: Verdict) -> Count:
    return Count(
        polish.calendar,
        years,
        polish.strict,
        polish.lenient,
        polish.credited_strict,
        polish.credited_lenient,
        polish.sums,
        decided,
    )


def _abroad(days: Calendar, rule: EuStayWithBlueCard, since: int, *, student: bool) -> tuple[Test, Test]:
    """Whether the years in the EU are full for a filing, surely and perhaps."""
    if not student:
        return (
            lambda filing: since <= _begin(days, filing, rule.years, strict=True),
            lambda filing: since <= _begin(days, filing, rule.years, strict=False),
        )
    sure, perhaps = half_days(days, rule.weights)
    # Half of the days from the begin abroad to the begin here: one half day each.
    extra = 0 if perhaps is None else max(0, perhaps.start - since)

    def strict(filing: int) -> bool:
        return sure is not None and _complete(days, sure, sure.start, filing - 1, rule.years)

    def lenient(filing: int) -> bool:
        return perhaps is not None and _complete(
            days, perhaps, perhaps.start, filing, rule.years, extra=extra
        )

    return strict, lenient
