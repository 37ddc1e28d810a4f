"""Frozen records that cost little when they are declared.

``dataclasses.dataclass(frozen=True, slots=True)`` writes six functions as source text for every class and
has them compiled each time the program starts; with more than 150 records that took a quarter of a whole
``permitdesk assess``. The decorator here makes the same records: the standard library still finds the
fields and makes the class with its slots, but a function is compiled only when it is first called, and
those that need no text are shared by all records. ``fields``, ``replace`` and ``copy`` work as ever.

Only plain frozen records with slots are made here. Whatever else is wanted (an order, a base class, fields by
keyword only) is refused, and is the work of ``dataclasses.dataclass`` as before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")

#: what stands for "not given" where the default is made anew for each record
_ABSENT = object()
#: they would be written over without a word
_OWN_METHODS = ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")


@dataclasses.dataclass(frozen=True, slots=True)
class _Sample:
    """A record of the standard library: what it makes alike for all of them is taken from here."""


_ALIKE = ("__dataclass_params__", "__getstate__", "__setstate__")


def frozen_record(*, frozen: bool, slots: bool) -> Callable[[type[T]], type[T]]:
    """As ``dataclasses.dataclass(frozen=True, slots=True)``. Raises TypeError for anything else."""
    if not (frozen and slots):
        raise TypeError("only frozen records with slots are made here")
    return _made


def _made(declared: type[T]) -> type[T]:
    if declared.__bases__ != (object,) or any(name in vars(declared) for name in _OWN_METHODS):
        raise TypeError(f"{declared.__name__} is no plain record; dataclasses.dataclass makes it")
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(declared)
    told = dataclasses.fields(made)
    if len(told) != len(made.__dataclass_fields__) or any(field.kw_only for field in told):
        raise TypeError(f"{declared.__name__} has fields that only dataclasses.dataclass understands")
    for name in _ALIKE:
        setattr(made, name, getattr(_Sample, name))
    made.__setattr__, made.__delattr__, made.__repr__ = _refuse_set, _refuse_delete, _shown
    for name, text in (("__init__", _init), ("__eq__", _eq), ("__hash__", _hash)):
        setattr(made, name, _written_when_called(made, name, text))
    done: type[T] = made
    return done


def _written_when_called(made: Any, name: str, text: Callable[[Any, dict[str, object]], str]) -> object:
    """A method that takes its place in the class when it is called first."""

    def first(*arguments: object, **named: object) -> object:
        known: dict[str, object] = {}
        written: dict[str, Any] = {}
        exec(text(made, known), known, written)
        method = written[name]
        method.__qualname__ = f"{made.__qualname__}.{name}"
        setattr(made, name, method)
        return method(*arguments, **named)

    return first


def _init(made: Any, known: dict[str, object]) -> str:
    """The text of ``__init__``; what it names beside its parameters is put into ``known``."""
    known["_absent"] = _ABSENT
    parameters, lines = ["self"], []
    for field in dataclasses.fields(made):
        name = value = field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}()"
            if field.init:
                parameters.append(f"{name}=_absent")
                value += f" if {name} is _absent else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        elif field.init:
            parameters.append(name)
        else:
            continue
        # The slot itself takes the value: quicker than object.__setattr__, which looks for it by name.
        known[f"_set_{name}"] = vars(made)[name].__set__
        lines.append(f" _set_{name}(self, {value})")
    lines.append(" self.__post_init__()" if hasattr(made, "__post_init__") else " return None")
    return f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines)


def _eq(made: Any, _: dict[str, object]) -> str:
    names = _compared(made)
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is not self.__class__:\n"
        "  return NotImplemented\n"
        f" return {_tuple_of('self', names)} == {_tuple_of('other', names)}"
    )


def _hash(made: Any, _: dict[str, object]) -> str:
    return f"def __hash__(self):\n return hash({_tuple_of('self', _compared(made))})"


def _compared(made: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(made) if field.compare]


def _tuple_of(record: str, names: Iterable[str]) -> str:
    return "(" + "".join(f"{record}.{name}, " for name in names) + ")"


def _shown(self: Any) -> str:
    told = (f for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in told)})"


def _refuse_set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING:
    # The type checker understands the decorator that it knows by name.
    from dataclasses import dataclass
else:
    dataclass = frozen_record
