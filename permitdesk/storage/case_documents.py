"""The stored form of one case: a JSON document that needs no rule set to be read again."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from permitdesk.domain.answers import AnswerKind
from permitdesk.domain.case import Case
from permitdesk.domain.stay.approximate import tidied
from permitdesk.storage.codec import Decoder, answer_kinds, encode
from permitdesk.storage.errors import CaseFileError, Damaged, TooNew
from permitdesk.storage.exchange import case_to_json, decode_case

#: names in the JSON of a case that are no answers
_ABOUT_THE_FORMAT = frozenset({"format", "version"})


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A case as text, with its JSON value at hand."""

    case: Case
    text: str
    envelope: dict[str, Any]

    @property
    def fields(self) -> dict[str, Any]:
        """What was told of the case, by the names of the fields of ``Case``."""
        return {name: value for name, value in self.envelope["case"].items() if name not in _ABOUT_THE_FORMAT}

    def packed(self) -> bytes:
        """The text in the form in which earlier states are kept."""
        return zlib.compress(self.text.encode("utf-8"))

    def digest(self) -> str:
        """The same as ``digest_of`` for this case; quicker where no day is approximate."""
        if any(person.approximate for person in (self.case, *self.case.members)):
            tidy = _tidied(self.case)
            if tidy != self.case:
                return _digest(encode(tidy))
        return _digest(self.fields)


def document_of(case: Case) -> CaseDocument:
    """The case as stored; the kinds of its answers stand beside it."""
    envelope: dict[str, Any] = {"case": case_to_json(case), "answer_kinds": _kinds(case)}
    if case.members:
        envelope["member_answer_kinds"] = [_kinds(member) for member in case.members]
    text = json.dumps(envelope, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return CaseDocument(case, text, envelope)


def case_in(text: object) -> Case:
    """The case in a stored text. Raises Damaged, and TooNew for a case of a newer program."""
    try:
        envelope = json.loads(_text(text))
        members = tuple(_read_kinds(kinds) for kinds in envelope.get("member_answer_kinds", ()))
        decoder = Decoder(_read_kinds(envelope["answer_kinds"]), own=True, members=members)
        return decode_case(envelope["case"], decoder)
    except CaseFileError as error:
        if error.text_id.endswith("newer_version"):
            raise TooNew("a case of a newer version", **error.params) from error
        raise Damaged("a case cannot be read") from error
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("a case cannot be read") from error


def unpacked(document: object) -> str:
    """The text of an earlier state. Raises Damaged."""
    try:
        return zlib.decompress(document if isinstance(document, bytes) else b"").decode("utf-8")
    except (zlib.error, ValueError) as error:
        raise Damaged("an earlier state of a case cannot be read") from error


def digest_of(case: Case) -> str:
    """SHA-256, in hex, of what is told of a case: the same on every computer for the same answers.

    The version of the format is left out, and so are fields that were not told, so that a newer
    program with further fields still knows the states of an older one. Ranges of days are tidied first,
    as they are in a case that is handed over.
    """
    return _digest(encode(_tidied(case)))


def _tidied(case: Case) -> Case:
    members = tuple(tidied(member) for member in case.members)
    return tidied(case).with_changes(members=members)


def changed_fields(before: str, after: CaseDocument) -> tuple[str, ...]:
    """Names of the fields of ``Case`` that differ, in order; all of them when ``before`` cannot be read."""
    try:
        told = json.loads(before)["case"] if before else {}
        old = dict(told)
    except (ValueError, KeyError, TypeError):
        old = {}
    new = after.fields
    names = (old.keys() | new.keys()) - _ABOUT_THE_FORMAT - {"case_id"}
    return tuple(sorted(name for name in names if old.get(name) != new.get(name)))


def _digest(fields: dict[str, Any]) -> str:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a document that is no text")
    return value


def _kinds(case: Case) -> dict[str, str]:
    return {question: kind.value for question, kind in answer_kinds(case.answers).items()}


def _read_kinds(kinds: dict[str, str]) -> dict[str, AnswerKind]:
    return {question: AnswerKind(kind) for question, kind in kinds.items()}
