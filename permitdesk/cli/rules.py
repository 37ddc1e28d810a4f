"""``permitdesk rules``: what the shipped rules say, and whether they hold together."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from permitdesk.cli import rules_source
from permitdesk.cli.options import day_option
from permitdesk.cli.output import Json, number, write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.clock import today_in_warsaw
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import Condition
from permitdesk.domain.law.rules import Route, Ruleset
from permitdesk.rulesets.decode import snake_case
from permitdesk.rulesets.freshness import freshness
from permitdesk.rulesets.texts import languages


def add_rules(commands: Any) -> None:
    """Add ``rules`` to the commands of the main parser."""
    parser = commands.add_parser("rules", help="what the shipped rules say")
    what = parser.add_subparsers(required=True, metavar="WHAT")

    listing = what.add_parser("list", help="the routes with their validity")
    listing.set_defaults(run=run_list)
    show = what.add_parser("show", help="one route or rule with parameters and sources")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=run_show)
    check = what.add_parser("check", help="whether rules, sources and texts hold together, and their age")
    check.set_defaults(run=run_check)
    for command in (listing, show, check):
        command.add_argument("--on", type=day_option, metavar="DATE", help="as of this day, not of today")
        command.add_argument("--json", action="store_true", help="print JSON")
    for command in (listing, show):
        command.add_argument("--language", default="en", metavar="LANG", help="en or pl")


def run_list(options: Namespace) -> int:
    """``rules list``: every route in force on the day."""
    on = options.on or today_in_warsaw()
    rules, texts = rules_source.ruleset(), rules_source.texts(options.language)
    routes = [route for route in rules.routes if route.provenance.covers(on)]
    if options.json:
        write_json(
            {
                "ruleset": {"version": rules.version, "verified_on": rules.verified_on.isoformat()},
                "on": on.isoformat(),
                "routes": [
                    {
                        "id": route.id,
                        "title": texts.get(f"route.{route.id}.title"),
                        "family": route.family.value,
                        "in_mos": route.in_mos,
                        **_provenance(route.provenance),
                    }
                    for route in routes
                ],
            }
        )
    else:
        width = max((len(route.id) for route in routes), default=0)
        lines = [f"{route.id:<{width}}  {texts.get(f'route.{route.id}.title')}" for route in routes]
        write_lines(lines or [f"No route is covered on {on}."])
    return 0


def run_show(options: Namespace) -> int:
    """``rules show ID``: one entry, as of a day."""
    on = options.on or today_in_warsaw()
    rules = rules_source.ruleset()
    found = [(kind, entry) for kind, entry in _entries(rules) if entry.id == options.id]
    if not found:
        raise BadInput("rules show", f"there is no rule {options.id!r}; see: permitdesk rules list")
    valid = [(kind, entry) for kind, entry in found if _valid(entry, on)]
    if not valid:
        raise BadInput("rules show", f"{options.id!r} is not covered on {on}")
    kind, entry = valid[0]
    shown = _plain(entry)
    if not isinstance(shown, dict):  # every entry is a record
        raise TypeError(type(shown).__name__)
    answer: dict[str, Json] = {"entry": kind, **shown}
    if options.json:
        write_json(answer)
        return 0
    texts = rules_source.texts(options.language)
    head = [
        texts.get(text)
        for part in ("title", "summary", "who", "why")
        if texts.has(text := f"{kind}.{options.id}.{part}")
    ]
    write_lines([*head, *_outline(answer, "")])
    return 0


def run_check(options: Namespace) -> int:
    """``rules check``: problems of the shipped data (exit code 1) and the age of the rules."""
    from permitdesk.rulesets.check import check_ruleset

    on = options.on or today_in_warsaw()
    rules = rules_source.ruleset()
    problems = check_ruleset(rules, {language: rules_source.texts(language) for language in languages()})
    age = freshness(rules.verified_on, on)
    if options.json:
        write_json(
            {
                "version": rules.version,
                "verified_on": rules.verified_on.isoformat(),
                "on": on.isoformat(),
                "freshness": age.value,
                "problems": list(problems),
            }
        )
    else:
        days = (on - rules.verified_on).days
        head = f"Rules {rules.version}, held against the law on {rules.verified_on}"
        write_lines(
            [f"{head}, {days} days before {on}: {age.value}.", *problems, f"{len(problems)} problems."]
        )
    return 1 if problems else 0


def _entries(rules: Ruleset) -> Iterator[tuple[str, Any]]:
    """Everything with an id, with the name of its texts: routes first, then their parts."""
    for route in rules.routes:
        yield "route", route
    for route in rules.routes:
        yield from _parts(route)
    for kind, entries in (
        ("question", rules.questions),
        ("status", rules.statuses),
        ("deadline", rules.deadlines),
        ("earlier_filing", rules.earlier_filing),
        ("advice", rules.outdated_advice),
        ("source", rules.sources),
        ("office", rules.offices),
        ("help", rules.help_contacts),
        ("holiday", rules.holidays),
        ("value", rules.values),
    ):
        for entry in entries:
            yield kind, entry


def _parts(route: Route) -> Iterator[tuple[str, Any]]:
    for kind, entries in (
        ("requirement", route.requirements),
        ("bar", route.bars),
        ("refusal", route.refusal_grounds),
        ("document", route.documents),
        ("fee", route.fees),
        ("note", route.notes),
    ):
        for entry in entries:
            yield kind, entry


def _valid(entry: Any, on: date) -> bool:
    provenance = getattr(entry, "provenance", None)
    return provenance is None or provenance.covers(on)


def _provenance(provenance: Provenance) -> dict[str, Json]:
    shown = _plain(provenance)
    return shown if isinstance(shown, dict) else {}


_CONDITIONS: frozenset[str] = frozenset(kind.__name__ for kind in Condition.__args__)


def _plain(value: Any) -> Json:
    """A record as JSON, fields in their order; a condition says its kind."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | str() | int():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return number(value)
        case tuple() | list() | frozenset():
            return [_plain(item) for item in value]
        case _:
            record: dict[str, Json] = {}
            if type(value).__name__ in _CONDITIONS:
                record["kind"] = snake_case(type(value).__name__)
            for field in dataclasses.fields(value):
                if field.name == "provenance":
                    record.update(_provenance(value.provenance))
                else:
                    record[field.name] = _plain(getattr(value, field.name))
            return record


def _outline(value: Json, indent: str) -> Iterator[str]:
    """A record as indented lines; empty values are left out."""
    items = value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else [])
    for key, item in items:
        name = f"{key}:" if isinstance(key, str) else "-"
        if item is None or item in ([], {}):
            continue
        if isinstance(item, list) and all(not isinstance(part, (dict, list)) for part in item):
            yield f"{indent}{name} {', '.join(map(str, item))}"
        elif isinstance(item, (dict, list)):
            yield f"{indent}{name}"
            yield from _outline(item, indent + "  ")
        else:
            yield f"{indent}{name} {item}"
