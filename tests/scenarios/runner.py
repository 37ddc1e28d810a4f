"""Reads scenario files and holds the engine against them.

A scenario is a TOML file that a lawyer can read: the case in the words of the case
file, the day, and what must come out. Unknown keys are errors, so that a typing
mistake can never make an expectation vanish.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.findings import TextRef, Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.other_states import other_states
from permitdesk.domain.stay.short_stay_rule import other_states_rule
from permitdesk.domain.stay.timeline import build_timeline
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.exchange import case_from_json

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One file: what is so on a day, and what follows."""

    path: Path
    title: str
    on: date
    case: Case
    expect: Mapping[str, Any]


@cache
def ruleset() -> Ruleset:
    """The shipped rules, loaded once for all scenarios."""
    return load_ruleset()


def plain(value: Any) -> Any:
    """TOML values as the case file writes them: days as ISO text, money as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(Decimal(str(value)))
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def build_case(table: Mapping[str, Any]) -> Case:
    """A case from a scenario's table; format, version and id are filled in, list entries numbered."""
    data = {"format": "permitdesk.case", "version": 1, "case_id": "scenario", **plain(dict(table))}
    for name in ("statuses", "absences", "schengen_stays"):
        for number, entry in enumerate(data.get(name, ()), start=1):
            entry.setdefault("id", f"{name}-{number}")
    kinds = {question.id: question.kind for question in ruleset().questions}
    return case_from_json(data, kinds)


def read(path: Path) -> Scenario:
    """One scenario file. Raises AssertionError for a key outside the format."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - {"title", "law", "on", "case", "expect"}
    assert not unknown, f"{path.name}: unknown keys {sorted(unknown)}"
    assert table["expect"], f"{path.name}: expects nothing"
    return Scenario(path, table["title"], table["on"], build_case(table["case"]), table["expect"])


def scenario_files() -> list[Path]:
    """Every scenario, in a stable order."""
    return sorted(FOLDER.glob("**/*.toml"))


#: Expectations that need every route.
_OVER_ALL = frozenset({"best_route", "best_group", "missing_routes"})


def _needed(scenario: Scenario) -> Ruleset:
    """The shipped rules with the routes that the scenario speaks of: none depends on another."""
    if not _OVER_ALL.isdisjoint(scenario.expect):
        return ruleset()
    spoken = {*scenario.expect.get("routes", {}), scenario.case.route}
    return replace(ruleset(), routes=tuple(r for r in ruleset().routes if r.id in spoken))


def differences(scenario: Scenario) -> list[str]:
    """What the engine says differently; empty when all expectations hold."""
    dossier = assess(scenario.case, _needed(scenario), scenario.on)
    found: list[str] = [
        f"{route.id}: the two counts differ"
        for route in dossier.routes
        for stay in route.stay_evidence
        if stay.second is not None and not stay.second.agrees
    ]
    for key, wanted in scenario.expect.items():
        if key == "routes":
            for route_id, parts in wanted.items():
                found += _route_differences(dossier, route_id, parts)
        elif key == "other_states":
            found += _compare(key, _other_states(scenario), wanted)
        else:
            found += _compare(key, _GENERAL[key](dossier), wanted)
    return found


def _route_differences(dossier: Dossier, route_id: str, parts: Mapping[str, Any]) -> list[str]:
    route = dossier.route(route_id)
    assert route is not None, f"no route {route_id}"
    found = []
    for key, wanted in parts.items():
        found += [f"{route_id}.{text}" for text in _compare(key, _ROUTE[key](route), wanted)]
    return found


def _compare(key: str, given: Any, wanted: Any) -> list[str]:
    if key.startswith("no_"):
        both = sorted(set(given) & set(wanted))
        return [f"{key}: did not expect {both}"] if both else []
    if isinstance(wanted, list):
        missing = sorted(set(wanted) - set(given))
        return [f"{key}: missing {missing}, found {sorted(given)}"] if missing else []
    if isinstance(wanted, dict):
        return [
            f"{key}.{name}: expected {value}, found {given.get(name, 'nothing')}"
            for name, value in wanted.items()
            if given.get(name) != value
        ]
    return [] if given == wanted else [f"{key}: expected {wanted}, found {given}"]


def _day(day: date | None) -> date | str:
    return "none" if day is None else day


def _other_states(scenario: Scenario) -> dict[str, int]:
    """Days in other Schengen states up to the day of the scenario, and the most on any day told."""
    rule = other_states_rule(ruleset().values, scenario.on)
    assert rule is not None
    timeline = build_timeline(scenario.case, {kind.id: kind for kind in ruleset().statuses}, scenario.on)
    abroad = other_states(scenario.case, timeline, ruleset().countries, rule, scenario.on)
    over = sum((period.last - period.first).days + 1 for period in abroad.over)
    return {"used": abroad.used, "left": abroad.left, "most": abroad.most, "over": over}


def _stay(route: RouteAssessment) -> StayEvidence:
    """The counted period of a route that has one."""
    assert route.stay_evidence, f"{route.id} counts no stay"
    return route.stay_evidence[0]


def _best(route: RouteAssessment) -> dict[str, Any]:
    """The result on the most favourable days; ``verdict`` "none" where no day is in doubt."""
    best = _stay(route).best
    if best is None:
        return {"verdict": "none"}
    return {
        "verdict": best.verdict.value,
        "safe": _day(best.earliest_safe),
        "lenient": _day(best.earliest_lenient),
    }


def _decisive(route: RouteAssessment) -> dict[str, Any]:
    decisive = _stay(route).decisive
    if decisive is None:
        return {"path": "none"}
    days = decisive.days_earlier
    return {"path": decisive.path, "days_earlier": "none" if days is None else days}


def _refused(route: RouteAssessment) -> dict[str, Any]:
    refused = _stay(route).reasons_refused
    if refused is None:
        return {"verdict": "none"}
    return {"verdict": refused.verdict.value, "safe": _day(refused.earliest_safe)}


def _breaks(route: RouteAssessment) -> dict[str, int]:
    held = _stay(route).continuity
    assert held is not None, f"{route.id} holds no journeys against limits"
    return {
        "total": held.total_days_strict,
        "total_lenient": held.total_days_lenient,
        "longest": held.longest_strict,
        "longest_lenient": held.longest_lenient,
    }


def _ids(items: Iterable[Any]) -> list[str]:
    return [item.id for item in items]


_GENERAL: dict[str, Callable[[Dossier], Any]] = {
    "covered": lambda d: d.covered,
    "last_day_of_legal_stay": lambda d: _day(d.last_day_of_legal_stay.day),
    "legal_now": lambda d: (
        "unknown" if d.last_day_of_legal_stay.legal_now is None else d.last_day_of_legal_stay.legal_now
    ),
    "legal_stay_verdict": lambda d: d.last_day_of_legal_stay.verdict.value,
    "days_left": lambda d: d.last_day_of_legal_stay.days_left,
    "earlier_filing": lambda d: d.earlier_filing.row or d.earlier_filing.result,
    "earlier_filing_result": lambda d: d.earlier_filing.result,
    "channel": lambda d: d.channel.channel,
    "warnings": lambda d: _ids(d.warnings),
    "no_warnings": lambda d: _ids(d.warnings),
    "advice": lambda d: list(d.outdated_advice),
    "no_advice": lambda d: list(d.outdated_advice),
    "best_route": lambda d: d.routes[0].id,
    "best_group": lambda d: d.routes[0].group.value,
    "missing_routes": lambda d: [r.id for r in ruleset().routes if d.route(r.id) is None],
    "problems": lambda d: [p.kind for p in d.timeline.problems],
}

_ROUTE: dict[str, Callable[[RouteAssessment], Any]] = {
    "verdict": lambda r: r.verdict.value,
    "safe": lambda r: _day(r.earliest_filing_date.safe),
    "lenient": lambda r: _day(r.earliest_filing_date.lenient),
    "file_by": lambda r: _day(r.file_by),
    "best": _best,
    "decisive": _decisive,
    "reasons_with": lambda r: {one.absence_id: _day(one.earliest_with) for one in _stay(r).reasons},
    "reasons_without": lambda r: {one.absence_id: _day(one.earliest_without) for one in _stay(r).reasons},
    "reasons_refused": _refused,
    "breaks": _breaks,
    "stay_questions": lambda r: list(_stay(r).questions),
    "stay_notes": lambda r: [note.text.removeprefix("stay.note_") for note in _stay(r).notes],
    "no_stay_notes": lambda r: [note.text.removeprefix("stay.note_") for note in _stay(r).notes],
    "requirements": lambda r: {f.rule_id: f.verdict.value for f in r.requirements},
    "bars": lambda r: {f.rule_id: f.verdict.value for f in r.bars},
    "refusals": lambda r: {f.rule_id: f.verdict.value for f in r.refusal_grounds},
    "documents": lambda r: _ids(r.checklist),
    "no_documents": lambda r: _ids(r.checklist),
    "fees": lambda r: {f.id: int(f.amount_pln) for f in r.fees},
    "signing": lambda r: r.signing.result,
    "deadlines": lambda r: {d.id: d.day for d in r.deadlines},
    "no_deadlines": lambda r: _ids(r.deadlines),
    "warnings": lambda r: _ids(r.warnings),
    "no_warnings": lambda r: _ids(r.warnings),
    "notes": lambda r: _ids(r.notes),
    "no_notes": lambda r: _ids(r.notes),
    "open_questions": lambda r: list(r.open_questions),
    "no_open_questions": lambda r: list(r.open_questions),
    "in_mos": lambda r: r.in_mos,
    "channel": lambda r: r.channel.channel,
    "fit": lambda r: r.fit.value,
    "group": lambda r: r.group.value,
    "annexes": lambda r: [a.id for a in r.annexes if a.needed is not Verdict.NOT_MET],
    "no_annexes": lambda r: [a.id for a in r.annexes if a.needed is not Verdict.NOT_MET],
    "changes": lambda r: [ref.id for s in r.changes for _, ref in s.params if isinstance(ref, TextRef)],
}
