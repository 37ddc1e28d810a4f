"""``compare``: two permits side by side for one case."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from permitdesk.cli import rules_source
from permitdesk.cli.cases import assessed, case_and_day, read_named
from permitdesk.cli.output import Json, write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.domain.compare import ComparedRow, Comparison, compare
from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.findings import Statement
from permitdesk.rulesets.texts import Texts


def add_compare(commands: Any) -> None:
    """Add ``compare`` to the commands of the main parser."""
    parser = commands.add_parser("compare", help="two permits side by side for one case")
    case_and_day(parser)
    parser.add_argument("first", metavar="ROUTE_A", help="id of a permit: permitdesk rules list")
    parser.add_argument("second", metavar="ROUTE_B")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.set_defaults(run=run_compare)


def run_compare(options: Namespace) -> int:
    """``permitdesk compare``: what differs, and what is the same for both."""
    texts = rules_source.texts(options.language)
    ids = [rules_source.route(name).id for name in (options.first, options.second)]
    if ids[0] == ids[1]:
        raise BadInput("compare", "name two different permits")
    case, _ = read_named(options, texts)
    dossier = assessed(case.with_changes(route=ids[0], compared_route=ids[1]), options)
    first, second = (_assessed(dossier, name) for name in ids)
    found = compare(first, second, dossier.on)
    if options.json:
        write_json(_as_json(found, dossier, texts))
    else:
        write_lines(_as_text(found, texts))
    return 0


def _assessed(dossier: Dossier, route_id: str) -> RouteAssessment:
    """The assessment of a route. Raises BadInput where the rules do not have it on that day."""
    route = dossier.route(route_id)
    if route is None:
        raise BadInput(route_id, f"no rules for this permit on {dossier.on.isoformat()}")
    return route


def _as_json(found: Comparison, dossier: Dossier, texts: Texts) -> dict[str, Json]:
    return {
        "format": 1,
        "on": dossier.on.isoformat(),
        "language": texts.language,
        "first": {"id": found.first, "title": texts.get(f"route.{found.first}.title")},
        "second": {"id": found.second, "title": texts.get(f"route.{found.second}.title")},
        "rows": [
            {
                "topic": row.topic,
                "title": texts.get(f"compare.{row.topic}"),
                "first": _list(texts, row.first),
                "second": _list(texts, row.second),
                "both": _list(texts, row.both),
            }
            for row in found.rows
        ],
    }


def _list(texts: Texts, statements: Iterable[Statement]) -> list[Json]:
    return [texts.render(statement) for statement in statements]


def _as_text(found: Comparison, texts: Texts) -> list[str]:
    """One block for each topic, A and B beneath each other: lines of any width can be read."""
    names = [texts.get(f"route.{route}.title") for route in (found.first, found.second)]
    lines = [texts.get("compare.title"), f"A: {names[0]}", f"B: {names[1]}"]
    for row in found.rows:
        lines += ["", texts.get(f"compare.{row.topic}").upper(), *_row_lines(row, texts)]
    return lines


def _row_lines(row: ComparedRow, texts: Texts) -> list[str]:
    both = texts.get("compare.both").rstrip(":")
    sides = (("A", row.first), ("B", row.second), (both, row.both))
    return [f"  {name}: {texts.render(each)}" for name, statements in sides for each in statements]
