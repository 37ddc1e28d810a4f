"""From TOML tables to the frozen records of the domain, driven by the records themselves.

The keys of a table are the field names of its record. Three things differ:

- the fields of ``Provenance`` stand directly in the entry and may come from the file's ``[defaults]``;
- a condition is a table whose ``kind`` is the snake_case name of its record;
- a list of records is written in the singular (``[[fee.reduction]]`` fills ``reductions``).

Optional fields may be left out; so may lists of an entry (empty), but never those of a condition:
a forgotten list there would change the law silently.

How each record is read is worked out once per record type, because a rule set has thousands of
values; where a mistake sits is put together only when there is one.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin

from permitdesk.domain.law import condition_kinds, rules
from permitdesk.domain.law.citations import Provenance
from permitdesk.rulesets.errors import RulesetError
from permitdesk.rulesets.files import Place, TomlFile

T = TypeVar("T")

Table = Mapping[str, object]
#: Turns one value into what a field asks for; the second argument are the file's defaults.
Decoder = Callable[[object, Table], object]


def snake_case(name: str) -> str:
    """``AnswerIs`` → ``answer_is``; digits stay with the word before them."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


_CONDITION_TYPES: frozenset[type] = frozenset(get_args(condition_kinds.Condition))
CONDITIONS: Mapping[str, type] = {snake_case(cls.__name__): cls for cls in _CONDITION_TYPES}
_STAY_CONDITIONS = (
    condition_kinds.QualifyingStay,
    condition_kinds.CreditedStay,
    condition_kinds.EuStayWithBlueCard,
)
_STRICT_LISTS = _CONDITION_TYPES | {condition_kinds.ContinuityLimits}
_PROVENANCE_KEYS = frozenset(f.name for f in dataclasses.fields(Provenance) if f.init)
#: what TOML gives just as a field wants it; most values are of these types, so they take no further way
_TAKEN_AS_IS = (str, int, bool, date)
_SINGULAR: Mapping[tuple[type, str], str] = {(rules.FeeRule, "reductions"): "reduction"}


class _Mistake(Exception):
    """Something wrong in the data; the keys that lead to it are added on the way up."""

    def __init__(self, problem: str, *keys: str | int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.keys: list[str | int] = list(keys)

    def below(self, key: str | int) -> _Mistake:
        """The same mistake seen from one level higher."""
        self.keys.insert(0, key)
        return self


# --- what the loader calls ------------------------------------------------------------


def as_table(value: object, place: Place) -> Table:
    """The value as a table, or RulesetError."""
    if not isinstance(value, Mapping):
        raise place.error("a table is expected here")
    return value


def refuse_unknown(table: Table, known: frozenset[str], place: Place) -> None:
    """Raise RulesetError for the first key that nobody would read."""
    for key in table:
        if key not in known:
            raise place.at(key).error("unknown key")


def decode_record(cls: Callable[..., T], table: Table, place: Place, defaults: Table) -> T:
    """Build one record from its table. Raises RulesetError naming the key that is wrong."""
    try:
        return cast(T, _record_decoder(cast(type, cls))(table, defaults))
    except _Mistake as mistake:
        raise _at(mistake, place) from None


def _at(mistake: _Mistake, place: Place) -> RulesetError:
    """The error to raise for a mistake somewhere below ``place``."""
    for key in mistake.keys:
        place = place.at(key)
    return place.error(mistake.problem)


def defaults_of(file: TomlFile) -> Table:
    """The ``[defaults]`` of a file: provenance fields for entries that do not state them."""
    place = file.place.at("defaults")
    defaults = as_table(file.table.get("defaults", {}), place)
    refuse_unknown(defaults, _PROVENANCE_KEYS, place)
    return defaults


def decode_list(
    cls: Callable[..., T],
    file: TomlFile,
    key: str,
    defaults: Table,
    prepare: Callable[[Table], Table] = lambda table: table,
) -> tuple[T, ...]:
    """The records under ``[[key]]``, in the order written; none if the key is absent."""
    place = file.place.at(key)
    items = file.table.get(key, [])
    if not isinstance(items, list):
        raise place.error("a list is expected here")
    decode = _record_decoder(cast(type, cls))
    records = []
    for index, item in enumerate(items):
        table = as_table(item, place.at(index)) if not isinstance(item, dict) else item
        try:
            records.append(cast(T, decode(prepare(table), defaults)))
        except _Mistake as mistake:
            name = table.get("id")
            raise _at(mistake, place.at(name if isinstance(name, str) else index)) from None
    return tuple(records)


# --- decoders, worked out once per type -----------------------------------------------


@cache
def _hint(text: str, module: str) -> Any:
    """The type that an annotation names; a few dozen annotations stand at hundreds of fields."""
    return eval(text, vars(sys.modules[module]))


@cache
def _record_decoder(cls: type) -> Callable[[Table, Table], object]:
    required: list[tuple[str, str]] = []
    fallback: dict[str, object] = {}
    readers: dict[str, tuple[str, type | None, Decoder]] = {}
    provenance = ""
    for field in (f for f in dataclasses.fields(cast(Any, cls)) if f.init):
        hint = _hint(cast(str, field.type), cls.__module__)
        if hint is Provenance:
            provenance = field.name
            continue
        key = _SINGULAR.get((cls, field.name), field.name)
        readers[key] = (field.name, hint if hint in _TAKEN_AS_IS else None, _decoder(hint))
        is_list = get_origin(hint) is tuple
        if is_list and cls not in _STRICT_LISTS:
            fallback[field.name] = ()
        elif field.default is dataclasses.MISSING and NoneType in get_args(hint):
            fallback[field.name] = None
        elif field.default is dataclasses.MISSING:
            required.append((field.name, key))
    # Read by others: the provenance below, the kind of a condition by ``_condition``.
    known_elsewhere = _PROVENANCE_KEYS if provenance else frozenset[str]()
    if cls in _CONDITION_TYPES:
        known_elsewhere |= {"kind"}

    def decode(table: Table, defaults: Table) -> object:
        values = dict(fallback)
        for key, value in table.items():
            reader = readers.get(key)
            if reader is None:
                if key in known_elsewhere:
                    continue
                raise _Mistake("unknown key", key)
            name, plain, read = reader
            if type(value) is plain:
                values[name] = value
                continue
            try:
                values[name] = read(value, defaults)
            except _Mistake as mistake:
                raise mistake.below(key) from None
        for name, key in required:
            if name not in values:
                raise _Mistake("missing key", key)
        if provenance:
            values[provenance] = _provenance(table, defaults)
        return cls(**values)

    return decode


def _provenance(table: Table, defaults: Table) -> object:
    """The provenance of an entry: its own keys first, then ``[defaults]``."""
    merged = {key: defaults[key] for key in _PROVENANCE_KEYS & defaults.keys()}
    merged.update((key, table[key]) for key in _PROVENANCE_KEYS & table.keys())
    return _record_decoder(Provenance)(merged, {})


@cache
def _decoder(hint: Any) -> Decoder:
    """How a value becomes what the type asks for."""
    if isinstance(hint, UnionType):
        return _union_decoder(hint)
    if get_origin(hint) is tuple:
        return _tuple_decoder(get_args(hint)[0])
    if dataclasses.is_dataclass(hint):
        return _table_decoder(cast(type, hint))
    if issubclass(hint, Enum):
        return _enum_decoder(hint)
    if hint is Decimal:
        return _money
    return _scalar_decoder(hint)


def _table_decoder(cls: type) -> Decoder:
    def decode(value: object, defaults: Table) -> object:
        if not isinstance(value, Mapping):
            raise _Mistake("a table is expected here")
        return _record_decoder(cls)(value, defaults)

    return decode


def _tuple_decoder(inner: Any) -> Decoder:
    # Looked up late: the parts of a condition are conditions again.
    def decode(value: object, defaults: Table) -> object:
        if not isinstance(value, list):
            raise _Mistake("a list is expected here")
        if inner is str and set(map(type, value)) <= {str}:
            return tuple(value)
        read = _decoder(inner)
        items = []
        for index, item in enumerate(value):
            try:
                items.append(read(item, defaults))
            except _Mistake as mistake:
                raise mistake.below(index) from None
        return tuple(items)

    return decode


def _union_decoder(hint: UnionType) -> Decoder:
    options = tuple(option for option in get_args(hint) if option is not NoneType)
    if _CONDITION_TYPES.issuperset(options):
        return _condition
    if len(options) == 1:
        return _decoder(options[0])

    def decode(value: object, defaults: Table) -> object:
        if any(_scalar_fits(option, value) for option in options):
            return value
        # An amount with a fraction is written as text, so that no binary number comes near money.
        return _money(value, defaults)

    return decode


def _condition(value: object, _: Table) -> object:
    """A condition by its ``kind``; unknown kinds are refused, data can name no code."""
    if not isinstance(value, Mapping):
        raise _Mistake("a table is expected here")
    kind = value.get("kind")
    if not isinstance(kind, str):
        raise _Mistake("missing key", "kind")
    cls = CONDITIONS.get(kind)
    if cls is None:
        raise _Mistake(f"unknown kind of condition {kind!r}", "kind")
    made = _record_decoder(cls)(value, {})
    return made if _counts_stay(made) else _one_of_equals(made)


def _counts_stay(condition: object) -> bool:
    """Whether days are counted in it: that is proven for one rule by name, so no other may share it."""
    match condition:
        case condition_kinds.AllOf() | condition_kinds.AnyOf():
            return any(map(_counts_stay, condition.parts))
        case condition_kinds.Negation():
            return _counts_stay(condition.part)
        case _:
            return isinstance(condition, _STAY_CONDITIONS)


@lru_cache(maxsize=8192)
def _one_of_equals(record: object) -> object:
    """One record for all that are equal, in whatever file: then an assessment looks at it once."""
    return record


def _enum_decoder(hint: type[Enum]) -> Decoder:
    members = {str(member.value): member for member in hint}

    def decode(value: object, _: Table) -> object:
        member = members.get(value) if isinstance(value, str) else None
        if member is None:
            raise _Mistake(f"one of {', '.join(members)} is expected here, found {value!r}")
        return member

    return decode


def _scalar_fits(hint: type, value: object) -> bool:
    """Exact types: a bool is no number and a time of day is no date."""
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, hint)


def _scalar_decoder(hint: type) -> Decoder:
    def decode(value: object, _: Table) -> object:
        if not _scalar_fits(hint, value):
            raise _Mistake(f"{hint.__name__} is expected here, found {value!r}")
        return value

    return decode


def _money(value: object, _: Table) -> Decimal:
    if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise _Mistake(f"an amount is expected here, found {value!r}")
