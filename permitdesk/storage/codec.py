"""Records to JSON values and back, driven by the fields of the frozen dataclasses.

Nothing here names a field: a new field of a record is read and written at once. None and other
empty defaults are left out, so that absent means "not told"; choices are always written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin, get_type_hints

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue, DontKnow
from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import TextRef
from permitdesk.domain.records import dataclass
from permitdesk.storage.errors import CaseFileError

if TYPE_CHECKING:
    # The records of the rules are many; the list of cases is read without them.
    from permitdesk.domain.law.rules import Question

#: Days outside these years are typing mistakes; both boundary days are allowed.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2200, 12, 31)
#: No number of a case (days, people in a household) is larger, in either direction.
LARGEST_NUMBER = 10**9
#: No list of a case has more entries (a case of ten thousand journeys was tried), no household more people,
#: no text more characters. More would keep the window busy for minutes, and is nobody's life.
MOST_ENTRIES = 20_000
MOST_MEMBERS = 50
LONGEST_TEXT = 500_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

#: Question id to its kind; a whole Question lets the codec check the options as well.
QuestionKinds: TypeAlias = "Mapping[str, AnswerKind | Question]"


# --- writing ----------------------------------------------------------------------


def encode(value: object) -> Any:
    """The JSON value of a record, or of anything a record holds. Raises TypeError for anything else."""
    if isinstance(value, Answers):
        return {question: encode(answer) for question, answer in value}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        # Half a surrogate pair is no character and could not be stored as UTF-8.
        return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, frozenset):
        return sorted(encode(item) for item in value)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value):
        return {f.name: encode(v) for f in fields(value) if not _left_out(f, v := getattr(value, f.name))}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _left_out(told: Field[Any], value: object) -> bool:
    # A choice is written even when it is the default, for the default of a later version may differ.
    return not isinstance(value, Enum) and value == _default(told)


def _default(told: Field[Any]) -> object:
    if told.default_factory is not MISSING:
        return told.default_factory()
    return told.default


def answer_kinds(answers: Answers) -> dict[str, AnswerKind]:
    """The kinds that bring exactly these answers back; for the program's own documents."""
    return {question: _kind_of(value) for question, value in answers}


def _kind_of(value: AnswerValue) -> AnswerKind:
    if isinstance(value, Decimal):
        return AnswerKind.MONEY
    if isinstance(value, date):
        return AnswerKind.DAY
    return AnswerKind.WHOLE_NUMBER if isinstance(value, int) else AnswerKind.TEXT


# --- reading ----------------------------------------------------------------------


def decoder_of(case: Case) -> Decoder:
    """The strict decoder that brings exactly this case back, with the answers of every member."""
    return Decoder(
        answer_kinds(case.answers), members=tuple(answer_kinds(member.answers) for member in case.members)
    )


@dataclass(frozen=True, slots=True)
class Decoder:
    """How strictly JSON values are read.

    ``questions`` None: answers keep the type JSON gives them, so days and money stay text.
    ``own`` True: a document that this program wrote itself. Then days of any year, numbers of any
    size and repeated ids are taken as they are, because what was saved must always open again.
    """

    questions: QuestionKinds | None = None
    own: bool = False
    #: kinds of the answers of each member of the household, where they differ from ``questions``
    members: tuple[QuestionKinds, ...] = ()
    #: field types by record, worked out once per document
    _types: dict[type[Any], dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    def record(self, kind: type[Any], value: object, path: str = "") -> Any:
        """A record from a JSON object. Raises CaseFileError naming the field."""
        if not isinstance(value, dict):
            raise _wrong_type(path, "object")
        prefix = f"{path}." if path else ""
        known = self._types.get(kind)
        if known is None:
            known = self._types[kind] = get_type_hints(kind)
        for name in value:
            if name not in known:
                raise CaseFileError(f"{prefix}{name[:60]}", "unknown_field")
        read: dict[str, Any] = {}
        for told in fields(kind):
            if told.name in value:
                read[told.name] = self.value(known[told.name], value[told.name], prefix + told.name)
            elif _default(told) is MISSING:
                raise CaseFileError(f"{prefix}{told.name}", "missing_field")
        return kind(**read)

    def value(self, kind: Any, value: object, path: str) -> Any:
        """A value of a field type from a JSON value. Raises CaseFileError naming the field."""
        if isinstance(kind, UnionType):
            return self.value(_told(kind), value, path)
        if get_origin(kind) is tuple:
            return self._entries(get_args(kind)[0], value, path)
        if get_origin(kind) is frozenset:
            return frozenset(self._entries(get_args(kind)[0], value, path))
        if kind is Answers:
            return self._answers(value, path)
        if isinstance(kind, type) and is_dataclass(kind):
            return self.record(kind, value, path)
        if kind is date:
            return self._day(value, path)
        if kind is int:
            return self._number(value, path)
        text = self._text(value, path)
        return text if kind is str else _choice(kind, text, path)

    def _entries(self, kind: Any, value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong_type(path, "list")
        self._refuse_many(path, len(value), MOST_MEMBERS if kind is Case else MOST_ENTRIES)
        if kind is Case:
            if value and path != "members":
                # Refused before it is read: a thousand members in one another would exhaust the stack.
                raise CaseFileError(path, "nested_members")
            return tuple(self._member(n, item, f"{path}[{n}]") for n, item in enumerate(value))
        entries = tuple(self.value(kind, item, f"{path}[{n}]") for n, item in enumerate(value))
        if not self.own and any(f.name == "id" for f in _fields(kind)):
            refuse_repeated(path, (entry.id for entry in entries))
        return entries

    def _refuse_many(self, path: str, found: int, most: int) -> None:
        if found > most and not self.own:
            raise CaseFileError(path, "too_many", found=found, most=most)

    def _text(self, value: object, path: str) -> str:
        text = _text(value, path)
        if len(text) > LONGEST_TEXT and not self.own:
            raise CaseFileError(path, "text_too_long", most=LONGEST_TEXT)
        return text

    def _member(self, number: int, value: object, path: str) -> Case:
        kinds = self.members[number] if number < len(self.members) else self.questions
        member: Case = replace(self, questions=kinds, members=()).record(Case, value, path)
        return member

    def _day(self, value: object, path: str) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise CaseFileError(path, "not_a_day", value=_quoted(value))
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise CaseFileError(path, "impossible_day", value=value) from None
        if not self.own and not FIRST_DAY <= day <= LAST_DAY:
            raise CaseFileError(
                path, "day_out_of_range", value=value, first=FIRST_DAY.year, last=LAST_DAY.year
            )
        return day

    def _number(self, value: object, path: str) -> int:
        # In Python, true and false are numbers; in a case file they are mistakes.
        if isinstance(value, bool) or not isinstance(value, int):
            raise _wrong_type(path, "whole_number")
        if not self.own and abs(value) > LARGEST_NUMBER:
            raise CaseFileError(path, "number_too_large", largest=LARGEST_NUMBER)
        return value

    def _money(self, value: object, path: str) -> Decimal:
        if not isinstance(value, str) or not (self.own or _MONEY.fullmatch(value)):
            raise CaseFileError(path, "not_money", value=_quoted(value))
        return Decimal(value)

    def _answers(self, value: object, path: str) -> Answers:
        if not isinstance(value, dict):
            raise _wrong_type(path, "object")
        self._refuse_many(path, len(value), MOST_ENTRIES)
        return Answers.of({q: self._answer(q, answer, f"{path}.{q}") for q, answer in value.items()})

    def _answer(self, question: str, value: object, path: str) -> AnswerValue:
        if self.questions is not None and question not in self.questions:
            raise CaseFileError(path[:100], "unknown_question")
        if value == DONT_KNOW.value:
            return DONT_KNOW
        if self.questions is None:
            return self._number(value, path) if isinstance(value, int) else self._text(value, path)
        asked = self.questions[question]
        match asked if isinstance(asked, AnswerKind) else asked.kind:
            case AnswerKind.DAY:
                return self._day(value, path)
            case AnswerKind.WHOLE_NUMBER:
                return self._number(value, path)
            case AnswerKind.MONEY:
                return self._money(value, path)
            case AnswerKind.YES_NO:
                return _one_of(("yes", "no", DontKnow.DONT_KNOW.value), self._text(value, path), path)
            case AnswerKind.CHOICE if not isinstance(asked, AnswerKind):
                return _one_of((*asked.options, DontKnow.DONT_KNOW.value), self._text(value, path), path)
            case _:
                return self._text(value, path)


def _fields(kind: Any) -> tuple[Field[Any], ...]:
    return fields(kind) if is_dataclass(kind) else ()


def _told(optional: UnionType) -> Any:
    """The type of an optional field when something was told."""
    (kind,) = (a for a in get_args(optional) if a is not NoneType)
    return kind


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong_type(path, "text")
    if _LONE_SURROGATE.search(value):
        raise CaseFileError(path, "broken_character")
    return value


def _choice(kind: type[Enum], text: str, path: str) -> Enum:
    return kind(_one_of([member.value for member in kind], text, path))


def _one_of(allowed: Iterable[str], text: str, path: str) -> str:
    choices = tuple(allowed)
    if text not in choices:
        raise CaseFileError(path, "not_a_choice", value=_quoted(text), allowed=", ".join(choices))
    return text


def refuse_repeated(path: str, ids: Iterable[str], name: str = "id", taken: Iterable[str] = ()) -> None:
    """Refuse ids that are empty, stand twice in a list, or are ``taken``. Raises CaseFileError."""
    seen = set(taken)
    for n, identifier in enumerate(ids):
        if not identifier:
            raise CaseFileError(f"{path}[{n}].{name}", "empty_id")
        if identifier in seen:
            raise CaseFileError(f"{path}[{n}].{name}", "duplicate_id", id=_quoted(identifier))
        seen.add(identifier)


def _wrong_type(path: str, expected: str) -> CaseFileError:
    return CaseFileError(path, "wrong_type", expected=TextRef(f"storage_error.type.{expected}"))


def _quoted(value: object) -> str:
    """A value short enough to be shown in a sentence."""
    text = _LONE_SURROGATE.sub("?", str(value))
    return text if len(text) <= 40 else text[:39] + "…"
