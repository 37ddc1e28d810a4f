"""What a hand-over file holds once it is open: cases as JSON, each with the states it grew from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol
from uuid import uuid4

from permitdesk.domain.case import Case
from permitdesk.domain.records import dataclass
from permitdesk.storage.codec import FIRST_DAY, LAST_DAY, QuestionKinds, refuse_repeated
from permitdesk.storage.errors import CaseFileError, HandoverError
from permitdesk.storage.exchange import KnownIds, case_from_json, checked_json, parse_json, refuse_unknown

FORMAT = "permitdesk.package"
VERSION = 1
#: a desk hands over a few cases; a household is one
MOST_CASES = 1000
#: a store keeps some two thousand states of a case
MOST_STATES = 10_000

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SOUND_ID = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class Packed(Protocol):
    """What a package has to be able to tell, wherever it comes from."""

    @property
    def case(self) -> Case:
        """The case."""
        ...

    @property
    def lineage(self) -> tuple[str, ...]:
        """Digests of the states it grew from, the newest first."""
        ...

    @property
    def made_on(self) -> date:
        """The day the file is written."""
        ...


@dataclass(frozen=True, slots=True)
class Package:
    """One case of a hand-over file (``HandoverPackage``)."""

    case: Case
    #: digests of the states it grew from, the newest first; empty: it is joined with nothing
    lineage: tuple[str, ...]
    #: the day the file was written
    made_on: date


def new_case_id() -> str:
    """A case id that says nothing about the person."""
    return uuid4().hex


def to_json(packages: Sequence[Packed]) -> bytes:
    """The content of a file before it is packed, packages of one day.

    Raises ValueError without any package, CaseFileError for a case that could not be read back.
    """
    if not packages:
        raise ValueError("a hand-over file holds at least one case")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made_on": max(package.made_on for package in packages).isoformat(),
        "cases": [
            {"case": checked_json(package.case), "lineage": list(package.lineage)} for package in packages
        ],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def from_json(
    data: bytes,
    questions: QuestionKinds | None,
    known: KnownIds | None,
    new_id: Callable[[], str] = new_case_id,
) -> tuple[Package, ...]:
    """The cases in the content of a file, all of them or none.

    ``questions`` and ``known`` are those of ``exchange.read_case``. A case id that is no plain word is
    replaced, for it could be meant for a path; such a case is joined with nothing.
    Raises HandoverError for the frame, CaseFileError for a case, with the path of the field.
    """
    try:
        content = parse_json(data.decode("utf-8"))
    except (UnicodeDecodeError, CaseFileError):
        raise HandoverError("handover_content") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise HandoverError("handover_content")
    check_version(content.get("version"))
    made_on, entries = content.get("made_on"), content.get("cases")
    if set(content) != {"format", "version", "made_on", "cases"} or not isinstance(entries, list):
        raise HandoverError("handover_content")
    if not 1 <= len(entries) <= MOST_CASES:
        raise HandoverError("handover_content")
    day = _day(made_on)
    read = [_entry(n, entry, questions, known) for n, entry in enumerate(entries)]
    refuse_repeated("cases", (case.case_id for case, _ in read), "case.case_id")
    return tuple(_package(case, lineage, day, new_id) for case, lineage in read)


def check_version(version: object) -> None:
    """Raise HandoverError for anything but a version this program reads."""
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise HandoverError("handover_content")
    if version > VERSION:
        raise HandoverError("handover_newer", found=min(version, 10**9), known=VERSION)


def with_sound_ids(case: Case, new_id: Callable[[], str] = new_case_id) -> Case:
    """The case with a new id for everybody whose id is more than letters, digits, ``_`` and ``-``."""
    members = tuple(with_sound_ids(member, new_id) for member in case.members)
    sound = _SOUND_ID.fullmatch(case.case_id) is not None
    return case.with_changes(case_id=case.case_id if sound else new_id(), members=members)


def _day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise HandoverError("handover_content") from None
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise HandoverError("handover_content")


def _entry(
    n: int, entry: object, questions: QuestionKinds | None, known: KnownIds | None
) -> tuple[Case, tuple[str, ...]]:
    if not isinstance(entry, dict) or set(entry) != {"case", "lineage"}:
        raise HandoverError("handover_content")
    lineage = entry["lineage"]
    if not isinstance(lineage, list) or len(lineage) > MOST_STATES:
        raise HandoverError("handover_content")
    if not all(isinstance(state, str) and _DIGEST.fullmatch(state) for state in lineage):
        raise HandoverError("handover_content")
    try:
        case = case_from_json(entry["case"], questions)
        if known is not None:
            refuse_unknown(case, known)
    except CaseFileError as error:
        params = {name: value for name, value in error.params.items() if name != "path"}
        place = f"cases[{n}].case" + (f".{error.path}" if error.path else "")
        problem = error.text_id.removeprefix("storage_error.")
        raise CaseFileError(place, problem, **params) from None
    return case, tuple(lineage)


def _package(case: Case, lineage: tuple[str, ...], day: date, new_id: Callable[[], str]) -> Package:
    sound = with_sound_ids(case, new_id)
    return Package(sound, lineage if sound.case_id == case.case_id else (), day)
