"""Case files: one case as versioned JSON, to hand over, to keep, or to feed the command line.

History of the format (``resources/schema/case.schema.json`` documents the newest):

* version 1 (November 2026): the fields of ``domain.case.Case`` beside ``format`` and ``version``.
* version 2 (November 2026): ``members`` of a household with their ``relation``, ``annexes`` and
  ``compared_route``. A file of version 1 is a file of version 2 that does without them.
* version 3 (November 2026): ``approximate``, the days that are not known to the day, ``proof_state`` of
  a journey's reason, and ``journeys_complete``. An older file is read with what was taken for granted then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permitdesk.domain.case import Absence, AbsenceReason, Case, DocumentStatus, Tri
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import tidied
from permitdesk.storage.atomic_write import write_all_atomically
from permitdesk.storage.codec import Decoder, QuestionKinds, decoder_of, encode, refuse_repeated
from permitdesk.storage.errors import CaseFileError
from permitdesk.storage.ranges import check_ranges

if TYPE_CHECKING:
    from permitdesk.domain.law.rules import Question, Ruleset

FORMAT = "permitdesk.case"
VERSION = 3
#: A case with five thousand journeys has less than one megabyte.
LARGEST_FILE = 20 * 1024 * 1024


def questions_of(ruleset: Ruleset) -> dict[str, Question]:
    """The questions by id, for ``case_from_json`` and ``read_case``."""
    return {question.id: question for question in ruleset.questions}


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What a case may name: kinds of stay, routes, voivodeships."""

    statuses: frozenset[str]
    routes: frozenset[str]
    voivodeships: frozenset[str]


def known_ids_of(ruleset: Ruleset) -> KnownIds:
    """The ids of a rule set, for ``read_case``."""
    return KnownIds(
        frozenset(kind.id for kind in ruleset.statuses),
        frozenset(route.id for route in ruleset.routes),
        frozenset(office.id for office in ruleset.offices),
    )


def case_to_json(case: Case) -> dict[str, Any]:
    """The case as a JSON object; a field that was not told is left out.

    Days are ISO texts, money is text with a decimal point, "I don't know" is ``"dont_know"``.
    """
    return {"format": FORMAT, "version": VERSION, **encode(case)}


def case_from_json(obj: object, questions: QuestionKinds | None = None) -> Case:
    """The case in a JSON value, checked field by field.

    ``questions`` gives the kind of each answer (or the whole Question, then options are checked too);
    an answer to a question that is not in it is an error. Without it all answers but whole
    numbers stay text. Reversed days are read: they are for the interview to report.
    Raises CaseFileError with the path of the first field that is wrong.
    """
    return decode_case(obj, Decoder(questions))


def decode_case(obj: object, decoder: Decoder) -> Case:
    """``case_from_json`` with a chosen strictness. Raises CaseFileError."""
    if not isinstance(obj, dict) or obj.get("format") != FORMAT:
        raise CaseFileError("format", "not_a_case_file", format=FORMAT)
    version = obj.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise CaseFileError("version", "version_missing", known=VERSION)
    if version > VERSION:
        raise CaseFileError("version", "newer_version", found=min(version, 10**9), known=VERSION)
    told = {name: value for name, value in obj.items() if name not in ("format", "version")}
    case: Case = decoder.record(Case, told)
    if version < 3:
        case = _as_understood_then(case)
    if not case.case_id:
        raise CaseFileError("case_id", "empty_id")
    if not decoder.own:
        refuse_repeated("members", (m.case_id for m in case.members), "case_id", taken=[case.case_id])
        for place, person in _people(case):
            _check_dont_know(place, person)
            check_ranges(place, person)
    return case


def _as_understood_then(case: Case) -> Case:
    """A case from before version 3, with what its program took for granted because it did not ask.

    The list of journeys was taken for complete, and a reason for a journey for one that can be proved.
    """
    absences = tuple(
        replace(absence, proof_state=DocumentStatus.READY) if _taken_for_proved(absence) else absence
        for absence in case.absences
    )
    members = tuple(_as_understood_then(member) for member in case.members)
    complete = case.journeys_complete or Tri.YES
    return case.with_changes(journeys_complete=complete, absences=absences, members=members)


def _taken_for_proved(absence: Absence) -> bool:
    plain = {AbsenceReason.ORDINARY, AbsenceReason.UNKNOWN}
    return absence.proof_state is None and absence.reason not in plain


def _people(case: Case) -> Iterator[tuple[str, Case]]:
    """Each person of the case with the beginning of the paths of their fields."""
    yield "", case
    for n, member in enumerate(case.members):
        if member.members:
            raise CaseFileError(f"members[{n}].members", "nested_members")
        yield f"members[{n}].", member


def _check_dont_know(place: str, case: Case) -> None:
    for path in sorted(case.dont_know):
        if path.replace("[", ".").split(".")[0] not in Case.__dataclass_fields__:
            raise CaseFileError(f"{place}dont_know", "unknown_path", value=path[:60])


def case_to_text(case: Case) -> str:
    """The content of a case file: indented JSON with letters of all languages as they are."""
    return _text_of(case_to_json(case))


def _text_of(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def case_from_text(text: str, questions: QuestionKinds | None = None) -> Case:
    """The case in the content of a case file. Raises CaseFileError."""
    return case_from_json(parse_json(text), questions)


def parse_json(text: str) -> object:
    """A JSON value, strictly: no repeated names, no NaN. Raises CaseFileError with line and column."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise CaseFileError("", "not_json", line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        # Thousands of brackets, or a number with thousands of digits: nobody's case.
        raise CaseFileError("", "not_json", line=1, column=1) from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise CaseFileError(name[:60], "repeated_name")
            seen.add(name)
    return found


def _constant(name: str) -> object:
    raise CaseFileError("", "not_a_number", value=name)


def read_case(path: Path, questions: QuestionKinds | None = None, known: KnownIds | None = None) -> Case:
    """The case in a file. Raises CaseFileError; the file is never changed.

    ``known`` refuses names that the rules do not know. Without it they are read, and the engine
    treats them as unknown: a case from other rules must stay readable for whoever told it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise CaseFileError("", "file_missing", name=path.name) from None
    except OSError as error:
        raise CaseFileError("", "file_unreadable", name=path.name, reason=error.strerror or "") from error
    if len(data) > LARGEST_FILE:
        raise CaseFileError("", "file_too_large", name=path.name, megabytes=LARGEST_FILE // 2**20)
    try:
        # Editors on Windows like to put a byte order mark in front.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError("", "not_utf8", position=error.start) from None
    case = case_from_text(text, questions)
    if known is not None:
        refuse_unknown(case, known)
    return case


def refuse_unknown(case: Case, known: KnownIds) -> None:
    """Raise CaseFileError for the first name in the case that the rules do not know."""
    for place, person in _people(case):
        _check_names(place, person, known)


def _check_names(place: str, case: Case, known: KnownIds) -> None:
    named = [
        ("route", case.route, known.routes),
        ("compared_route", case.compared_route, known.routes),
        ("person.voivodeship", case.person.voivodeship, known.voivodeships),
        ("current_stay.kind", case.current_stay.kind if case.current_stay else None, known.statuses),
        *((f"statuses[{n}].kind", stay.kind, known.statuses) for n, stay in enumerate(case.statuses)),
    ]
    for path, name, allowed in named:
        if name is not None and name not in allowed:
            raise CaseFileError(f"{place}{path}", "unknown_name", value=name[:60])


def write_case(path: Path, case: Case) -> None:
    """Write the case to a file that ``read_case`` can read, in one step.

    Ranges of fields that no longer stand in the case are left out, and fields take the careful end.
    Raises CaseFileError when a field could not be read back (a day in the year 202, say),
    DiskFull or TargetUnwritable when the file cannot be written. An older file is then unchanged.
    """
    write_cases({path: case})


def write_cases(cases: Mapping[Path, Case]) -> None:
    """The same for several cases, each into a file of its own: all of them or none."""
    write_all_atomically({path: _text_of(checked_json(case)).encode("utf-8") for path, case in cases.items()})


def checked_json(case: Case) -> dict[str, Any]:
    """``case_to_json`` of a case in order. Raises CaseFileError if ``read_case`` could not read it back."""
    case = tidied(case).with_changes(members=tuple(tidied(member) for member in case.members))
    told = case_to_json(case)
    decode_case(told, decoder_of(case))
    return told
