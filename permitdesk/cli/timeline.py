"""``timeline``: the proof of a case as JSON or as tables, and the journeys as the MOS form asks for them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.cases import case_and_day, day_of, read_named, refuse_clashes, write_export
from permitdesk.cli.options import day_option
from permitdesk.cli.output import write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.domain.case import Case
from permitdesk.rulesets.texts import Texts

if TYPE_CHECKING:
    from permitdesk.domain.dossier import RouteAssessment
    from permitdesk.domain.stay.short_stay_sheet import ShortStaySheet
    from permitdesk.domain.stay.travel_list import StayRow, TravelList

#: version of the JSON; it grows by one when a key changes its meaning or goes away
FORMAT = 1


def add_timeline(commands: Any) -> None:
    """Add ``timeline`` to the commands of the main parser."""
    parser = commands.add_parser(
        "timeline", help="journeys for the MOS form, and the proof as JSON or CSV tables"
    )
    case_and_day(parser)
    parser.add_argument("--route", metavar="ID", help="this permit, whatever the case chose")
    parser.add_argument(
        "--filing",
        type=day_option,
        metavar="DATE",
        help="the day on which you file: five years, periods and short stays are counted up to it, "
        "with what is known on the day of --on; that day if not given",
    )
    for name, what in (
        ("ledger", "each interval of every counted period, what it counts, and sums"),
        ("travel", "journeys of the last five years"),
        ("stays", "earlier stays and the present one"),
        ("short-stay", "stays for the short-stay calculator of the EU"),
    ):
        parser.add_argument(f"--{name}", type=Path, metavar="OUT.csv", help=what)
    parser.add_argument("--json", action="store_true", help="print the documented JSON")
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.set_defaults(run=run_timeline)


@dataclass(frozen=True)
class _Asked:
    """What the command is about: a case, the day it is known on and the day of filing."""

    case: Case
    on: date
    filing_on: date
    words: Texts
    polish: Texts

    def route(self) -> RouteAssessment | None:
        """The permit chosen, for the day of filing."""
        from permitdesk.domain.assess import assess

        if self.case.route is None:
            return None
        return assess(self.case, rules_source.ruleset(), self.filing_on).route(self.case.route)

    def travel(self) -> TravelList:
        """Journeys and stays of the form."""
        from permitdesk.domain.stay.travel_list import travel_list

        return travel_list(self.case, self.filing_on, self.on)

    def sheet(self) -> ShortStaySheet:
        """The stays for the calculator, for a check on the day of filing."""
        from permitdesk.domain.stay.short_stay_rule import short_stay_rule
        from permitdesk.domain.stay.short_stay_sheet import SheetMode, short_stay_sheet

        rules = rules_source.ruleset()
        kinds = {kind.id: kind for kind in rules.statuses}
        rule = short_stay_rule(rules.values, self.filing_on)
        return short_stay_sheet(self.case, kinds, rule, self.filing_on, SheetMode.CONTROL)


def run_timeline(options: Namespace) -> int:
    """``permitdesk timeline``: the tables asked for, or JSON; else the journeys and stays in words."""
    refuse_clashes(options, "ledger", "travel", "stays", "short_stay")
    words, polish = rules_source.texts(options.language), rules_source.texts("pl")
    case, problems = read_named(options, words)
    if options.route is not None:
        case = case.with_changes(route=rules_source.route(options.route).id)
    on = day_of(options)
    asked = _Asked(case, on, options.filing or on, words, polish)
    tables = (options.ledger, options.travel, options.stays, options.short_stay)
    if any(tables):
        _write_tables(asked, options)
    if options.json:
        write_json(_json(asked) | {"input_problems": [{"path": p, "text": t} for p, t in problems]})
    elif not any(tables):
        write_lines(_lines(asked))
    return 0


def _write_tables(asked: _Asked, options: Namespace) -> None:
    """Each table that has a file. Raises BadInput if there is no ledger, before anything is written."""
    from permitdesk.documents import proof_csv

    words, polish = asked.words, asked.polish
    countries = rules_source.ruleset().countries
    if options.ledger is not None:
        route = asked.route()
        if route is None or not route.stay_evidence:
            raise BadInput("--ledger", words.get("proof.cli.no_ledger"))
        periods = [(words.get(f"requirement.{p.rule_id}.title"), p.ledger) for p in route.stay_evidence]
        write_export(options.ledger, lambda: proof_csv.ledgers_csv(periods, words), words)
    if options.travel is not None:
        travel = proof_csv.travel_csv(asked.travel(), words, polish, countries)
        write_export(options.travel, lambda: travel, words)
    if options.stays is not None:
        write_export(options.stays, lambda: proof_csv.stays_csv(asked.travel(), words, polish), words)
    if options.short_stay is not None:
        write_export(options.short_stay, lambda: proof_csv.short_stay_csv(asked.sheet(), words), words)


def _json(asked: _Asked) -> dict[str, Any]:
    from permitdesk.cli.timeline_json import period_json, sheet_json, travel_json
    from permitdesk.domain.stay.short_stay_sheet import short_stays_count

    rules, words = rules_source.ruleset(), asked.words
    route = asked.route()
    short = short_stays_count(asked.case, {kind.id: kind for kind in rules.statuses})
    return {
        "format": FORMAT,
        "language": words.language,
        "on": asked.on.isoformat(),
        "filing_on": asked.filing_on.isoformat(),
        "route": asked.case.route,
        "verdict": None if route is None else route.verdict.value,
        "periods": [] if route is None else [period_json(p, rules, words) for p in route.stay_evidence],
        **travel_json(asked.travel(), rules, words, asked.polish),
        "short_stay": sheet_json(asked.sheet()) if short else None,
    }


def _lines(asked: _Asked) -> Iterator[str]:
    """Journeys and stays in the language of the person; below each what is copied into the form."""
    from permitdesk.documents.proof_csv import stays_for_mos, travel_for_mos

    words, travel = asked.words, asked.travel()
    if travel.incomplete:
        yield words.fill("proof.cli.incomplete", n=travel.incomplete)
        yield ""
    yield words.get("proof.cli.stays")
    yield from _other_language(asked, [_stay_line(row, words) for row in _stays(travel)])
    yield stays_for_mos(travel, asked.polish)
    yield ""
    yield words.fill("proof.cli.travel", day=travel.filing_on)
    yield from _other_language(asked, _journey_lines(travel, words))
    yield travel_for_mos(travel, asked.polish, rules_source.ruleset().countries)


def _other_language(asked: _Asked, lines: list[str]) -> Iterator[str]:
    """The lines, if the person does not read Polish anyway, and what the Polish ones below are for."""
    if asked.words.language != asked.polish.language:
        yield from (f"- {line}" for line in lines or [asked.words.get("proof.none")])
        yield asked.words.get("proof.cli.for_form")


def _stays(travel: TravelList) -> tuple[StayRow, ...]:
    from permitdesk.documents.proof_tables import stay_rows

    return stay_rows(travel)


def _stay_line(row: StayRow, words: Texts) -> str:
    from permitdesk.documents.proof_tables import kind_words, told_day

    first = told_day(row.first, words, words.day)
    last = words.get("proof.goes_on") if row.last is None else told_day(row.last, words, words.day)
    return words.fill("proof.stay", first=first, last=last, kind=kind_words(row.kind, words))


def _journey_lines(travel: TravelList, words: Texts) -> list[str]:
    from permitdesk.documents.proof_tables import country_words, told_day

    countries = rules_source.ruleset().countries
    still = words.get("proof.still_abroad")
    return [
        words.fill(
            "proof.journey",
            country=country_words(row.country, words, countries) or words.get("proof.not_known"),
            left=told_day(row.left, words, words.day),
            returned=still if row.returned is None else told_day(row.returned, words, words.day),
        )
        for row in travel.journeys
    ]
