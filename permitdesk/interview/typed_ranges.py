"""Days that are not known to the day: "around", "between", a month, a part of it, a year, or "?"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.interview.typed_days import (
    FIRST_YEAR,
    LAST_YEAR,
    Habit,
    Part,
    Side,
    built,
    read_parts,
    slip_of,
    with_year,
)
from permitdesk.interview.typed_words import (
    AROUND,
    AROUND_DAYS,
    BETWEEN,
    DONT_KNOW,
    NEAR_TODAY,
    PLUS_MINUS,
    STRONG,
    plain,
    third_named,
)

#: letters beyond which a text is no day: every way of parting it in two would be tried
LONGEST_DAY = 120


@dataclass(frozen=True, slots=True)
class TypedRange:
    """A typed day or range, both ends inside; all empty for an empty field.

    ``understood`` says what the text was taken for whenever its form left room for doubt. ``others`` are
    the other days it could mean, ``unknown`` says that the person does not know the day.
    """

    first: date | None = None
    last: date | None = None
    problem: Statement | None = None
    understood: Statement | None = None
    others: tuple[date, ...] = ()
    unknown: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first is not None and self.first == self.last


@dataclass(frozen=True, slots=True)
class _Reader:
    """How texts are read: the habit, and where a year that was left out comes from."""

    typed: str
    habit: Habit
    near: date | None
    side: Side
    today: date | None

    def problem(self, name: str) -> TypedRange:
        return TypedRange(problem=say(f"interview.{name}", typed=self.typed))

    def single(self, text: str) -> TypedRange:
        """One day, month or year."""
        if text in NEAR_TODAY and self.today is not None:
            day = self.today + timedelta(days=NEAR_TODAY[text])
            return TypedRange(day, day, understood=say("interview.day_understood", day=day))
        reading = read_parts(text, self.habit)
        if not reading.parts:
            return TypedRange(problem=say(reading.problem, typed=self.typed))
        first, *rest = reading.parts
        if first.grain == "number" or (first.year is None and self.near is None):
            return self.problem("day_incomplete")
        return self.whole(first, rest)

    def whole(self, part: Part, rest: list[Part]) -> TypedRange:
        """A part with a month or a year, made whole by ``near``; ``rest`` are its other meanings."""
        full = part if self.near is None else with_year(part, self.near, self.side)
        ends = _ends(full)
        if isinstance(ends, Statement):
            return TypedRange(problem=ends)
        first, last = ends
        if part.grain != "day":
            return TypedRange(
                first, last, understood=say("interview.range_understood", first=first, last=last)
            )
        others = tuple(day for other in rest if (day := self._other(other)) is not None and day != first)
        return TypedRange(first, last, None, self._understood(part, first, others, rest), others)

    def _other(self, part: Part) -> date | None:
        return built(part if self.near is None else with_year(part, self.near, self.side))

    @staticmethod
    def _understood(part: Part, day: date, others: tuple[date, ...], rest: list[Part]) -> Statement | None:
        if others:
            names = dict(zip(("other", "third"), others, strict=False))
            return say(f"interview.day_understood_of_{len(names) + 1}", day=day, **names)
        month = next((other for other in rest if other.grain == "month"), None)
        if month is not None:
            end = _month_end(month)
            return say("interview.day_or_month_understood", day=day, first=end.replace(day=1), last=end)
        return None if part.sure and part.year is not None else say("interview.day_understood", day=day)

    def between(self, text: str) -> TypedRange | None:
        """Two ends parted by a sign or word; None if the text cannot be parted."""
        strong = [(text[: m.start()], text[m.end() :]) for m in STRONG.finditer(text)]
        found = self.ranges(strong)
        if not found:
            dashes = [i for i, sign in enumerate(text) if sign == "-"]
            found = self.ranges([(text[:i], text[i + 1 :]) for i in dashes])
        if not found:
            return None
        good = [way for way in found if way.problem is None]
        if len({(way.first, way.last) for way in good}) > 1:
            return self.problem("range_unclear")
        return good[0] if good else found[0]

    def ranges(self, pairs: list[tuple[str, str]]) -> list[TypedRange]:
        """Every pair of texts that makes a range or a range with a slip."""
        return [way for left, right in pairs if (way := self.pair(left.strip(), right.strip())) is not None]

    def pair(self, left: str, right: str) -> TypedRange | None:
        """The range from ``left`` to ``right``; what one end leaves out is taken from the other."""
        for start in self._sides(left):
            for end in self._sides(right):
                if (joined := _completed(start, end, self.near, self.side)) is not None:
                    return self._joined(*joined)
        return None

    def _sides(self, text: str) -> Iterator[Part]:
        if text in NEAR_TODAY and self.today is not None:
            day = self.today + timedelta(days=NEAR_TODAY[text])
            yield Part(str(day.year), day.month, str(day.day), sure=True)
        yield from read_parts(text, self.habit).parts[:1]

    def _joined(self, start: Part, end: Part) -> TypedRange:
        firsts, lasts = _ends(start), _ends(end)
        if isinstance(firsts, Statement):
            return TypedRange(problem=firsts)
        if isinstance(lasts, Statement):
            return TypedRange(problem=lasts)
        first, last = firsts[0], lasts[1]
        if last < first:
            return TypedRange(problem=say("interview.range_reversed", first=first, last=last))
        return TypedRange(first, last, understood=say("interview.range_understood", first=first, last=last))

    def around(self, text: str, days: int) -> TypedRange:
        """A day or range with so many days before and after."""
        found = self.any(text)
        if found.first is None or found.last is None:
            return found if found.problem is not None else self.problem("day_unreadable")
        first, last = found.first - timedelta(days=days), found.last + timedelta(days=days)
        if found.exact:
            words = say("interview.around_understood", day=found.first, first=first, last=last, n=days)
        else:
            words = say("interview.around_range_understood", first=first, last=last, n=days)
        return TypedRange(first, last, None, words, found.others)

    def third(self, third: int, text: str) -> TypedRange:
        """A third of a month (ten days, ten days, the rest) or of a year (four months each)."""
        whole = self.single(text)
        if whole.first is None or whole.last is None:
            return whole
        start, end = whole.first, whole.last
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            first = start.replace(month=1 + 4 * third)
            last = _month_end(Part(str(start.year), 4 + 4 * third))
        elif start.day == 1 and end == _month_end(Part(str(start.year), start.month)):
            first = start.replace(day=1 + 10 * third)
            last = end if third == 2 else start.replace(day=10 + 10 * third)
        else:
            return self.problem("third_of_what")
        return TypedRange(first, last, understood=say("interview.range_understood", first=first, last=last))

    def any(self, text: str) -> TypedRange:
        """Whatever is not "around"."""
        if (part := third_named(text)) is not None:
            return self.third(*part)
        if match := BETWEEN.fullmatch(text):
            return self.between(match["rest"]) or self.problem("range_unclear")
        found = self.single(text)
        if found.first is not None:
            return found
        return self.between(text) or found


def _completed(start: Part, end: Part, near: date | None, side: Side) -> tuple[Part, Part] | None:
    """Both ends with what each takes from the other; None if they do not belong together."""
    if start.grain == "number" and end.grain == "day":
        start = replace(start, month=end.month, year=end.year)
    elif end.grain == "number" and start.grain == "day":
        end = replace(end, month=start.month, year=start.year)
    if start.grain != end.grain or start.grain == "number":
        return None
    if start.year is None and end.year is None:
        if near is None:
            return None
        start = with_year(start, near, side)
    if end.year is None:
        end = _next_to(end, start, 1)
    elif start.year is None:
        start = _next_to(start, end, -1)
    return start, end


def _next_to(part: Part, other: Part, step: int) -> Part:
    """The part in the year of ``other``, or the next (1) or last (-1) one if it lies on its wrong side."""
    year = other.year or ""
    same, fixed = (part.month or 0, int(part.day or 0)), (other.month or 0, int(other.day or 0))
    wrong = same < fixed if step > 0 else same > fixed
    return replace(part, year=str(int(year) + step) if wrong else year)


def _ends(part: Part) -> tuple[date, date] | Statement:
    """First and last day of a part that has a year, or what is wrong with it."""
    month = part.month if part.month is not None else 1
    problem = slip_of(replace(part, month=month, day=part.day or "1"))
    if problem is not None:
        return problem
    year = int(part.year or 0)
    if part.day is not None:
        day = date(year, month, int(part.day))
        return day, day
    if part.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), _month_end(part)


def _month_end(part: Part) -> date:
    year, month = int(part.year or 0), part.month or 1
    return date(year, month, monthrange(year, month)[1])


def parse_day_or_range(
    typed: str,
    *,
    habit: Habit = Habit.DAY_FIRST,
    near: date | None = None,
    side: Side = Side.CLOSEST,
    today: date | None = None,
) -> TypedRange:
    """Read a day, or a day told as a range, in any usual Polish, English, Ukrainian, Russian or ISO form.

    A year left out is taken from ``near`` (``side`` says in which direction), "today" needs ``today``.
    "Around" counts seven days before and after. Nothing is guessed in silence: unless the form can be
    meant in one way only, ``understood`` says what it was taken for and names the other reading.
    """
    text = plain(typed)
    if not text:
        return TypedRange()
    if text in DONT_KNOW:
        return TypedRange(unknown=True)
    if len(text) > LONGEST_DAY:
        return _Reader(typed.strip()[:LONGEST_DAY] + "…", habit, near, side, today).problem("day_unreadable")
    reader = _Reader(typed.strip(), habit, near, side, today)
    if match := AROUND.fullmatch(text):
        found = reader.around(match["rest"], AROUND_DAYS)
    elif match := PLUS_MINUS.fullmatch(text):
        found = reader.around(match["rest"], int(match["days"]))
    else:
        found = reader.any(text)
    if found.first is not None and not _sane(found):
        return reader.problem("day_unreadable")
    return found


def _sane(found: TypedRange) -> bool:
    return all(end is not None and FIRST_YEAR <= end.year <= LAST_YEAR for end in (found.first, found.last))
