"""Permit routes: one file each, joined with the entries common to their family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import Condition
from permitdesk.domain.law.rules import (
    AnnexRule,
    Bar,
    Channel,
    DocumentRule,
    Family,
    FeeRule,
    LastFilingDay,
    RefusalGround,
    Requirement,
    Route,
    RouteNote,
)
from permitdesk.domain.records import dataclass
from permitdesk.rulesets.decode import as_table, decode_list, decode_record, defaults_of, refuse_unknown
from permitdesk.rulesets.files import TomlFile
from permitdesk.rulesets.unique import Entry, refuse_duplicates

#: The file with the common entries of each family.
COMMON_FILES: Mapping[Family, str] = {
    Family.PERMANENT: "common_permanent.toml",
    Family.LONG_TERM_EU: "common_ltr.toml",
    Family.TEMPORARY: "common_temporary.toml",
}

_SECTIONS = ("requirement", "bar", "refusal_ground", "document", "fee", "note", "annex")
_ROUTE_KEYS = frozenset({"route", "defaults", "common", *_SECTIONS})
_COMMON_KEYS = frozenset({"questions", "defaults", *_SECTIONS})

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class _Header:
    """What ``[route]`` says."""

    id: str
    family: Family
    order: int
    channel: Channel
    provenance: Provenance
    questions: tuple[str, ...] = ()
    late_filing_allowed: Condition | None = None
    related: tuple[str, ...] = ()
    exceptional: bool = False
    fits: Condition | None = None
    fits_by_choice: bool = False
    last_filing_day: LastFilingDay = LastFilingDay.LAST_DAY_OF_LEGAL_STAY
    ends_open_case: Condition | None = None


@dataclass(frozen=True, slots=True)
class _CommonChoice:
    """What ``[common]`` says: ids of common entries and questions that do not bind this route."""

    omit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _CommonQuestions:
    """The questions that the common entries ask."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of one file, in the order written."""

    questions: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    bars: tuple[Bar, ...]
    refusal_grounds: tuple[RefusalGround, ...]
    documents: tuple[DocumentRule, ...]
    fees: tuple[FeeRule, ...]
    notes: tuple[RouteNote, ...]
    annexes: tuple[AnnexRule, ...]

    def ids(self) -> frozenset[str]:
        """Every id that ``omit`` may name."""
        groups: tuple[tuple[Entry, ...], ...] = (
            self.requirements,
            self.bars,
            self.refusal_grounds,
            self.documents,
            self.fees,
            self.notes,
        )
        return frozenset(self.questions) | {entry.id for group in groups for entry in group}


def common_entries(file: TomlFile) -> Entries:
    """The entries every route of a family shares. Raises RulesetError for a wrong file."""
    refuse_unknown(file.table, _COMMON_KEYS, file.place)
    listed = decode_record(_CommonQuestions, {"questions": file.table.get("questions", [])}, file.place, {})
    return _entries(file, listed.questions)


def route_from(file: TomlFile, common: Mapping[Family, Entries]) -> Route:
    """One route with the common entries of its family, less those it omits.

    Own entries come before common ones. Raises RulesetError for unknown keys, for an omitted
    id that is not common, and for an id used twice.
    """
    refuse_unknown(file.table, _ROUTE_KEYS, file.place)
    if "route" not in file.table:
        raise file.place.at("route").error("missing key")
    place = file.place.at("route")
    header = decode_record(_Header, as_table(file.table["route"], place), place, defaults_of(file))
    own = _entries(file, header.questions)
    shared = common[header.family]
    omit = _omitted(file, shared)
    top = file.place

    def joined(mine: tuple[E, ...], common_ones: tuple[E, ...], key: str) -> tuple[E, ...]:
        kept = tuple(entry for entry in common_ones if entry.id not in omit)
        return refuse_duplicates((*mine, *kept), top.at(key))

    questions = (*own.questions, *(q for q in shared.questions if q not in omit))
    return Route(
        id=header.id,
        family=header.family,
        order=header.order,
        channel=header.channel,
        provenance=header.provenance,
        questions=tuple(dict.fromkeys(questions)),
        requirements=joined(own.requirements, shared.requirements, "requirement"),
        bars=joined(own.bars, shared.bars, "bar"),
        refusal_grounds=joined(own.refusal_grounds, shared.refusal_grounds, "refusal_ground"),
        documents=joined(own.documents, shared.documents, "document"),
        fees=joined(own.fees, shared.fees, "fee"),
        notes=joined(own.notes, shared.notes, "note"),
        late_filing_allowed=header.late_filing_allowed,
        related=header.related,
        exceptional=header.exceptional,
        fits=header.fits,
        fits_by_choice=header.fits_by_choice,
        last_filing_day=header.last_filing_day,
        ends_open_case=header.ends_open_case,
        annexes=own.annexes,
    )


def _omitted(file: TomlFile, shared: Entries) -> frozenset[str]:
    place = file.place.at("common")
    choice = decode_record(_CommonChoice, as_table(file.table.get("common", {}), place), place, {})
    known = shared.ids()
    for name in choice.omit:
        if name not in known:
            raise place.at("omit").error(f"{name!r} is no common entry of this family")
    return frozenset(choice.omit)


def _entries(file: TomlFile, questions: tuple[str, ...]) -> Entries:
    defaults = defaults_of(file)
    return Entries(
        questions,
        decode_list(Requirement, file, "requirement", defaults),
        decode_list(Bar, file, "bar", defaults),
        decode_list(RefusalGround, file, "refusal_ground", defaults),
        decode_list(DocumentRule, file, "document", defaults, _document_named_by_id),
        decode_list(FeeRule, file, "fee", defaults),
        decode_list(RouteNote, file, "note", defaults),
        decode_list(AnnexRule, file, "annex", defaults),
    )


def _document_named_by_id(table: Mapping[str, object]) -> Mapping[str, object]:
    """``document`` may be left out when it equals the id."""
    return {"document": table["id"], **table} if "id" in table else table
