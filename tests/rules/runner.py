"""Boundary tables: for each rule, the case just inside, exactly on, and just outside its boundary.

Format of ``boundaries/*.toml``::

    [bases.tolerated]            # a case to start from, in the words of the case file
    applicant = "adult"

    [[rule]]
    id = "tolerated_stay_10y"    # requirement, bar, refusal ground, fee reduction or conditional document
    route = "pr_tolerated_10y"
    base = "tolerated"
    [[rule.boundary]]
    where = "inside"             # inside, on, outside; more of each are welcome, and "open" for no answer
    on = 2026-11-21
    set = { "current_stay.first_day" = 2016-11-20 }   # paths to change; "" takes a value away
    expect = "met"               # bars and refusal grounds: met = free of it; documents: met = listed,
                                 # not_met = not listed; fee reductions: met = amount reduced
"""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.rules import Ruleset
from tests.scenarios.runner import build_case, ruleset

FOLDER = Path(__file__).parent / "boundaries"


@dataclass(frozen=True, slots=True)
class Boundary:
    """One side of one boundary."""

    file: str
    rule: str
    route: str
    where: str
    on: date
    case: Mapping[str, Any]
    expect: str

    def __str__(self) -> str:
        return f"{self.route}.{self.rule}-{self.where}-{self.on}"


def boundaries() -> list[Boundary]:
    """Every boundary of every table. Raises AssertionError for a key outside the format."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for rule in table["rule"]:
            assert set(rule) == {"id", "route", "base", "boundary"}, f"{path.name}: {rule}"
            for entry in rule["boundary"]:
                assert set(entry) <= {"where", "on", "set", "expect"}, f"{path.name}: {entry}"
                assert entry["where"] in {"inside", "on", "outside", "open"}
                case = copy.deepcopy(table["bases"][rule["base"]])
                for dotted, value in entry.get("set", {}).items():
                    _put(case, dotted, value)
                found.append(
                    Boundary(
                        path.name,
                        rule["id"],
                        rule["route"],
                        entry["where"],
                        entry["on"],
                        case,
                        entry["expect"],
                    )
                )
    return found


def _put(case: dict[str, Any], dotted: str, value: Any) -> None:
    *parents, last = dotted.split(".")
    for name in parents:
        case = case.setdefault(name, {})
    if value == "":
        case.pop(last, None)
    else:
        case[last] = value


@cache
def only(route_id: str) -> Ruleset:
    """The shipped rules with one route: thousands of boundaries need not look at all the others."""
    return replace(ruleset(), routes=tuple(r for r in ruleset().routes if r.id == route_id))


def outcome(boundary: Boundary) -> str:
    """What the engine says of the rule."""
    dossier = assess(build_case(boundary.case), only(boundary.route), boundary.on)
    route = dossier.route(boundary.route)
    assert route is not None
    return _verdict(route, boundary.rule)


def _verdict(route: RouteAssessment, rule_id: str) -> str:
    for finding in (*route.requirements, *route.bars, *route.refusal_grounds):
        if finding.rule_id == rule_id:
            return finding.verdict.value
    shipped = next(r for r in ruleset().routes if r.id == route.id)
    if any(document.id == rule_id for document in shipped.documents):
        item = next((item for item in route.checklist if item.id == rule_id), None)
        return "not_met" if item is None else item.needed.value
    if any(reduction.id == rule_id for fee in shipped.fees for reduction in fee.reductions):
        for fee in route.fees:
            if fee.reduction == rule_id:
                return "met"
            if fee.possible_reduction == rule_id:
                return "unknown"
        return "not_met"
    raise AssertionError(f"{route.id} has no rule {rule_id}")
