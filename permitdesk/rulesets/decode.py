"""From TOML tables to the frozen records of the domain, driven by the records themselves.

The keys of a table are the field names of its record. Three things differ:

- the fields of ``Provenance`` stand directly in the entry and may come from the file's ``[defaults]``;
- a condition is a table whose ``kind`` is the snake_case name of its record;
- a list of records is written in the singular (``[[fee.reduction]]`` fills ``reductions``).

Optional fields may be left out; so may lists of an entry (empty), but never those of a condition:
a forgotten list there would change the law silently.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from permitdesk.domain.law import condition_kinds, rules
from permitdesk.domain.law.citations import Provenance
from permitdesk.rulesets.files import Place, TomlFile

T = TypeVar("T")

Table = Mapping[str, object]


def snake_case(name: str) -> str:
    """``AnswerIs`` → ``answer_is``; digits stay with the word before them."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


_CONDITION_TYPES: frozenset[type] = frozenset(get_args(condition_kinds.Condition))
CONDITIONS: Mapping[str, type] = {snake_case(cls.__name__): cls for cls in _CONDITION_TYPES}
_STRICT_LISTS = _CONDITION_TYPES | {condition_kinds.ContinuityLimits}
_PROVENANCE_KEYS = frozenset(f.name for f in dataclasses.fields(Provenance) if f.init)
_SINGULAR: Mapping[tuple[type, str], str] = {(rules.FeeRule, "reductions"): "reduction"}


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    name: str
    key: str
    hint: Any
    required: bool
    is_list: bool


@cache
def _fields(cls: type) -> tuple[_Field, ...]:
    hints = get_type_hints(cls)
    found = []
    for field in (f for f in dataclasses.fields(cast(Any, cls)) if f.init):
        hint = hints[field.name]
        is_list = get_origin(hint) is tuple
        optional = (
            field.default is not dataclasses.MISSING
            or NoneType in get_args(hint)
            or (is_list and cls not in _STRICT_LISTS)
        )
        key = _SINGULAR.get((cls, field.name), field.name)
        found.append(_Field(field.name, key, hint, not optional, is_list))
    return tuple(found)


def as_table(value: object, place: Place) -> Table:
    """The value as a table, or RulesetError."""
    if not isinstance(value, Mapping):
        raise place.error("a table is expected here")
    return value


def as_list(value: object, place: Place) -> list[object]:
    """The value as a list, or RulesetError."""
    if not isinstance(value, list):
        raise place.error("a list is expected here")
    return value


def refuse_unknown(table: Table, known: frozenset[str], place: Place) -> None:
    """Raise RulesetError for the first key that nobody would read."""
    for key in table:
        if key not in known:
            raise place.at(key).error("unknown key")


def decode_record(cls: Callable[..., T], table: Table, place: Place, defaults: Table) -> T:
    """Build one record from its table. Raises RulesetError naming the key that is wrong."""
    record = cast(type, cls)
    fields = _fields(record)
    with_provenance = any(field.hint is Provenance for field in fields)
    known = {field.key for field in fields if field.hint is not Provenance}
    refuse_unknown(table, frozenset(known | (_PROVENANCE_KEYS if with_provenance else set())), place)
    values: dict[str, object] = {}
    for field in fields:
        if field.hint is Provenance:
            values[field.name] = decode_provenance(table, place, defaults)
        elif field.key in table:
            values[field.name] = decode_value(field.hint, table[field.key], place.at(field.key), defaults)
        elif field.required:
            raise place.at(field.key).error("missing key")
        elif field.is_list:
            values[field.name] = ()
        elif _is_optional(field.hint):
            values.setdefault(field.name, None)
    return cls(**values)


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
    records = []
    for index, item in enumerate(as_list(file.table.get(key, []), place)):
        table = as_table(item, place.at(index))
        name = table.get("id")
        here = place.at(name if isinstance(name, str) else index)
        records.append(decode_record(cls, prepare(table), here, defaults))
    return tuple(records)


def decode_provenance(table: Table, place: Place, defaults: Table) -> Provenance:
    """The provenance of an entry: its own keys first, then ``[defaults]``."""
    merged: dict[str, object] = {}
    for key in _PROVENANCE_KEYS:
        if key in table:
            merged[key] = table[key]
        elif key in defaults:
            merged[key] = defaults[key]
    return decode_record(Provenance, merged, place, {})


def decode_value(hint: Any, value: object, place: Place, defaults: Table) -> object:
    """One value of the type a field asks for."""
    if isinstance(hint, UnionType):
        return _decode_union(hint, value, place, defaults)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        items = as_list(value, place)
        return tuple(decode_value(inner, v, place.at(i), defaults) for i, v in enumerate(items))
    if dataclasses.is_dataclass(hint):
        return decode_record(cast(Any, hint), as_table(value, place), place, defaults)
    return _decode_scalar(hint, value, place)


def decode_condition(table: Table, place: Place) -> condition_kinds.Condition:
    """A condition by its ``kind``; unknown kinds are refused, data can name no code."""
    kind = table.get("kind")
    if not isinstance(kind, str):
        raise place.at("kind").error("missing key")
    cls = CONDITIONS.get(kind)
    if cls is None:
        raise place.at("kind").error(f"unknown kind of condition {kind!r}")
    parameters = {key: value for key, value in table.items() if key != "kind"}
    return cast(condition_kinds.Condition, decode_record(cls, parameters, place, {}))


def _is_optional(hint: Any) -> bool:
    return isinstance(hint, UnionType) and NoneType in get_args(hint)


def _decode_union(hint: UnionType, value: object, place: Place, defaults: Table) -> object:
    options = [option for option in get_args(hint) if option is not NoneType]
    if _CONDITION_TYPES.issuperset(options):
        return decode_condition(as_table(value, place), place)
    if len(options) == 1:
        return decode_value(options[0], value, place, defaults)
    for option in options:
        if _scalar_fits(option, value):
            return value
    if Decimal in options:
        # An amount with a fraction is written as text, so that no binary number comes near money.
        return _decode_money(value, place)
    raise place.error(f"one of {', '.join(o.__name__ for o in options)} is expected here")


def _scalar_fits(hint: type, value: object) -> bool:
    """Exact types: a bool is no number and a time of day is no date."""
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if hint is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, hint)


def _decode_scalar(hint: type, value: object, place: Place) -> object:
    if issubclass(hint, Enum):
        if isinstance(value, str):
            for member in hint:
                if member.value == value:
                    return member
        raise place.error(f"one of {', '.join(str(m.value) for m in hint)} is expected here, found {value!r}")
    if hint is Decimal:
        return _decode_money(value, place)
    if not _scalar_fits(hint, value):
        raise place.error(f"{hint.__name__} is expected here, found {value!r}")
    return value


def _decode_money(value: object, place: Place) -> Decimal:
    if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise place.error(f"an amount is expected here, found {value!r}")
