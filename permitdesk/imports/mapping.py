"""Which column holds what: guessed from head words and contents, shown, and changed by the person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.imports.days import OrderFound, order_of, read_day, read_period
from permitdesk.imports.records import Line, SourceKind, Table, Value
from permitdesk.imports.words import FIELDS, Field, Target, field_named, plain
from permitdesk.interview.typed import Habit

#: lines looked at to find what a column holds
_SAMPLE = 60
#: days from which on a range is no day of a journey but a whole year
_YEARLY = 364
_DAY_FIELDS = (Field.FIRST, Field.LAST, Field.PERIOD)


def _no_country(_text: str) -> str | None:
    return None


def _never(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of the lists to choose from, in all languages: plain word to id."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)
    #: the country that stands in a longer text; None for a text that is a country's name or holds none
    country: Callable[[str], str | None] = _no_country
    #: whether a text is the name of a country
    is_country: Callable[[str], bool] = _never

    def words_of(self, wanted: Field) -> Mapping[str, str]:
        """The list of one field; empty for fields without one."""
        lists = {Field.REASON: self.reasons, Field.KIND: self.kinds, Field.OUTCOME: self.outcomes}
        return lists.get(wanted, {})


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How the columns of a table are to be understood."""

    target: Target
    fields: tuple[Field, ...]
    #: the first line names the columns and is not data
    header: bool
    #: the order of day and month of each column
    orders: tuple[Habit, ...]
    #: titles are searched for a country where no column tells it
    search_titles: bool = False
    #: what was decided and why, to be shown
    notes: tuple[Statement, ...] = ()

    def place(self, wanted: Field) -> int | None:
        """The column that holds a field; None if there is none."""
        return self.fields.index(wanted) if wanted in self.fields else None

    def with_field(self, column: int, wanted: Field) -> ColumnMap:
        """The same with another meaning of one column; a field stands in one column only."""
        fields = [Field.SKIP if f is wanted else f for f in self.fields]
        fields[column] = wanted
        if wanted is Field.PERIOD:
            fields = [Field.SKIP if f in (Field.FIRST, Field.LAST) else f for f in fields]
        elif wanted in (Field.FIRST, Field.LAST):
            fields = [Field.SKIP if f is Field.PERIOD else f for f in fields]
        return replace(self, fields=tuple(fields))


def guess(
    table: Table,
    target: Target,
    today: date,
    vocabulary: Vocabulary,
    order: Habit | None = None,
    header: bool | None = None,
    chosen: tuple[Field, ...] | None = None,
) -> ColumnMap:
    """The most likely meaning of each column; ``order``, ``header`` and ``chosen`` are the person's own."""
    width = table.width
    heads = table.header_is_sure or (_heads(table.lines, target, today) if header is None else header)
    names = table.lines[0].values if heads else ()
    body = table.lines[1:] if heads else table.lines
    samples = [_sample(body, column) for column in range(width)]
    found = [order_of(_column(body, column)) for column in range(width)]
    orders = tuple(order or o for o in _orders(found))
    if chosen is not None and len(chosen) == width:
        fields = list(chosen)
    else:
        fields = _by_names(names, width, target)
        _by_contents(fields, samples, orders, target, today, vocabulary)
    decided = ColumnMap(target, tuple(fields), heads, orders, table.kind is SourceKind.CALENDAR)
    return replace(decided, notes=_order_notes(decided, found, order, names))


def _heads(lines: Sequence[Line], target: Target, today: date) -> bool:
    """Whether the first line names columns: it holds no day, and it has a head word or days below it."""
    if not lines:
        return False
    first = lines[0].values
    if any(_is_days(value, today) for value in first):
        return False
    if any(isinstance(value, str) and field_named(value, target) for value in first):
        return True
    below = [value for line in lines[1:6] for value in line.values]
    return any(_is_days(value, today) for value in below)


def _is_days(value: Value, today: date) -> bool:
    if isinstance(value, Decimal):
        return False
    read = read_period(value, Habit.DAY_FIRST, today)[0]
    # The year alone may name a column: "2024".
    return read.day is not None and (read.until is None or (read.until - read.day).days < _YEARLY)


def _column(lines: Sequence[Line], column: int) -> list[Value]:
    return [line.values[column] for line in lines if column < len(line.values) and line.values[column] != ""]


def _sample(lines: Sequence[Line], column: int) -> list[Value]:
    return _column(lines[: _SAMPLE * 5], column)[:_SAMPLE]


def _orders(found: Sequence[OrderFound]) -> list[Habit]:
    """A column that decides nothing goes by its neighbours; without any it is day first, as in Poland."""
    decided = [f.order for f in found if f.order is not None]
    usual = decided[0] if decided else Habit.DAY_FIRST
    return [f.order or usual for f in found]


def _by_names(names: Sequence[Value], width: int, target: Target) -> list[Field]:
    fields = [Field.SKIP] * width
    for column, name in enumerate(names):
        meant = field_named(name, target) if isinstance(name, str) else None
        if meant is not None and meant not in fields:
            fields[column] = meant
    if Field.FIRST in fields and Field.LAST in fields and Field.PERIOD in fields:
        fields[fields.index(Field.PERIOD)] = Field.SKIP
    return fields


def _by_contents(
    fields: list[Field],
    samples: Sequence[Sequence[Value]],
    orders: Sequence[Habit],
    target: Target,
    today: date,
    vocabulary: Vocabulary,
) -> None:
    """Fill in by what the columns hold what their names did not tell; plain texts come last."""
    listed = [_lists(values, vocabulary) if values else () for values in samples]
    for column in sorted(range(len(samples)), key=lambda place: not listed[place]):
        values = samples[column]
        if fields[column] is not Field.SKIP or not values:
            continue
        days = sum(read_day(value, orders[column], today).day is not None for value in values)
        wanted: tuple[Field, ...]
        if _periods(values, orders[column], today) * 2 > len(values):
            wanted = () if Field.FIRST in fields or Field.LAST in fields else (Field.PERIOD,)
        elif days * 2 > len(values):
            wanted = () if Field.PERIOD in fields else (Field.FIRST, Field.LAST)
        else:
            wanted = listed[column] or (Field.COUNTRY, Field.PROOF, Field.NOTE)
            if isinstance(values[0], Decimal):
                wanted = ()
        free = (f for f in wanted if f in FIELDS[target] and f not in fields)
        fields[column] = next(free, Field.SKIP)


def _periods(values: Sequence[Value], order: Habit, today: date) -> int:
    """How many fields hold two days, not one and not a range told as "around"."""
    pairs = (read_period(value, order, today) for value in values)
    return sum(first.day is not None and first is not last for first, last in pairs)


def _lists(values: Sequence[Value], vocabulary: Vocabulary) -> tuple[Field, ...]:
    for wanted in (Field.REASON, Field.KIND, Field.OUTCOME):
        words = vocabulary.words_of(wanted)
        if sum(isinstance(v, str) and plain(v) in words for v in values) * 2 > len(values):
            return (wanted,)
    if sum(isinstance(v, str) and vocabulary.is_country(v) for v in values) * 2 > len(values):
        return (Field.COUNTRY,)
    return ()


def _order_notes(
    columns: ColumnMap, found: Sequence[OrderFound], chosen: Habit | None, names: Sequence[Value]
) -> tuple[Statement, ...]:
    """How days like 3/4/2024 were read and why, column by column; nothing where no day leaves a doubt."""
    notes = []
    for column, (meaning, what) in enumerate(zip(columns.fields, found, strict=True)):
        if meaning not in _DAY_FIELDS or not (what.either or what.day_first or what.month_first):
            continue
        name = str(names[column]) if column < len(names) and names[column] != "" else str(column + 1)
        order = TextRef(f"import.order.{columns.orders[column]}")
        if chosen is not None:
            notes.append(say("import.order_chosen", column=name, order=order))
        elif what.day_first and what.month_first:
            notes.append(say("import.order_mixed", column=name, order=order, n=what.either))
        elif what.order is not None:
            notes.append(
                say("import.order_sure", column=name, order=order, n=what.day_first + what.month_first)
            )
        elif any(f.order is not None for f in found):
            notes.append(say("import.order_neighbour", column=name, order=order))
        else:
            notes.append(say("import.order_open", column=name, order=order, n=what.either))
    return tuple(notes)
