"""Loads the whole rule set from ``resources/rules``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from permitdesk import resources
from permitdesk.domain.law.reference import HelpContact, HolidayRule, Office, Source
from permitdesk.domain.law.rules import (
    AgeRule,
    ChannelRule,
    DatedValue,
    DeadlineRule,
    EarlierFilingRow,
    Family,
    OutdatedAdvice,
    Question,
    Route,
    Ruleset,
    SigningRule,
    Threshold,
)
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.countries import Countries, Country
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.rulesets.decode import decode_list, decode_record, defaults_of, refuse_unknown
from permitdesk.rulesets.files import Place, parse, toml_names
from permitdesk.rulesets.routes import COMMON_FILES, Entries, common_entries, route_from
from permitdesk.rulesets.unique import Entry, Named, refuse_duplicates, refuse_same_ids

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")
E = TypeVar("E", bound=Entry)
N = TypeVar("N", bound=Named)

_RULES = Place("rules")


@dataclass(frozen=True, slots=True)
class _Manifest:
    """``manifest.toml``: which rules these are and when somebody last held them against the law."""

    version: str
    verified_on: date
    covered_from: date


def load_ruleset(root: Traversable | Path | None = None) -> Ruleset:
    """The rule set below ``root`` (a resource folder; None: the shipped one).

    Raises RulesetError naming file and key for a missing file, a missing or unknown key,
    a value of the wrong type, or an id used twice for the same days.
    """
    rules = (resources.root() if root is None else root) / "rules"
    manifest_file = parse(rules, "manifest.toml", "rules/manifest.toml")
    manifest = decode_record(_Manifest, manifest_file.table, manifest_file.place, {})
    return Ruleset(
        version=manifest.version,
        verified_on=manifest.verified_on,
        covered_from=manifest.covered_from,
        routes=_routes(rules),
        questions=_dated(rules, "questions", "question", Question, many=True),
        statuses=_dated(rules, "statuses", "status", StatusKind),
        thresholds=_thresholds(rules),
        deadlines=_dated(rules, "deadlines", "deadline", DeadlineRule),
        earlier_filing=_dated(rules, "earlier_filing", "row", EarlierFilingRow),
        outdated_advice=_dated(rules, "outdated_advice", "advice", OutdatedAdvice),
        sources=_undated(rules, "sources", "source", Source, many=True),
        offices=_undated(rules, "offices", "office", Office),
        help_contacts=_undated(rules, "help_contacts", "contact", HelpContact),
        holidays=_read(rules, "holidays", "holiday", HolidayRule),
        values=_dated(rules, "values", "value", DatedValue),
        signing=_dated(rules, "signing", "signing", SigningRule),
        ages=_dated(rules, "ages", "age", AgeRule, many=True),
        channels=_dated(rules, "channels", "channel", ChannelRule),
        countries=Countries(_dated(rules, "countries", "country", Country)),
    )


def load_values(root: Traversable | Path | None = None) -> tuple[DatedValue, ...]:
    """The dated values alone, for a calculator that needs nothing else; errors as ``load_ruleset``."""
    return _dated((resources.root() if root is None else root) / "rules", "values", "value", DatedValue)


def _read(
    rules: Traversable, stem: str, key: str, cls: Callable[..., T], *, many: bool = False
) -> tuple[T, ...]:
    """All records under ``[[key]]`` of one file, or of every file that begins with ``stem``."""
    names = toml_names(rules, stem) if many else (f"{stem}.toml",)
    found: list[T] = []
    for name in names:
        file = parse(rules, name, f"rules/{name}")
        refuse_unknown(file.table, frozenset({"defaults", key}), file.place)
        found.extend(decode_list(cls, file, key, defaults_of(file)))
    return tuple(found)


def _dated(
    rules: Traversable, stem: str, key: str, cls: Callable[..., E], *, many: bool = False
) -> tuple[E, ...]:
    return refuse_duplicates(_read(rules, stem, key, cls, many=many), _RULES.at(key))


def _undated(
    rules: Traversable, stem: str, key: str, cls: Callable[..., N], *, many: bool = False
) -> tuple[N, ...]:
    return refuse_same_ids(_read(rules, stem, key, cls, many=many), _RULES.at(key))


def _thresholds(rules: Traversable) -> tuple[Threshold, ...]:
    """The thresholds, oldest first; they have no id because only one is in force on a day."""
    found = _read(rules, "thresholds", "threshold", Threshold)
    return tuple(sorted(found, key=lambda threshold: threshold.provenance.in_force_from))


def _routes(rules: Traversable) -> tuple[Route, ...]:
    """All routes in reading order."""
    common: dict[Family, Entries] = {
        family: common_entries(parse(rules, name, f"rules/{name}")) for family, name in COMMON_FILES.items()
    }
    permits = rules / "permits"
    files = (parse(permits, name, f"rules/permits/{name}") for name in toml_names(permits))
    routes = tuple(route_from(file, common) for file in files)
    return tuple(sorted(refuse_duplicates(routes, _RULES.at("route")), key=lambda route: route.order))
