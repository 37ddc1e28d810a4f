"""``timeline``: the proof of a case as tables, and the journeys as the MOS form asks for them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.cases import assessed, case_and_day, day_of, read_named, write_export
from permitdesk.cli.options import day_option
from permitdesk.cli.output import write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.domain.case import Case

if TYPE_CHECKING:
    from permitdesk.domain.stay.evidence import LedgerRow


def add_timeline(commands: Any) -> None:
    """Add ``timeline`` to the commands of the main parser."""
    parser = commands.add_parser("timeline", help="journeys for the MOS form, and the proof as CSV tables")
    case_and_day(parser)
    parser.add_argument("--route", metavar="ID", help="this permit, whatever the case chose")
    parser.add_argument("--filing", type=day_option, metavar="DATE", help="file on this day")
    for name, what in (
        ("ledger", "each interval and what it counts"),
        ("travel", "journeys of the last five years"),
        ("stays", "earlier stays and the present one"),
        ("short-stay", "stays for the short-stay calculator of the EU"),
    ):
        parser.add_argument(f"--{name}", type=Path, metavar="OUT.csv", help=what)
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.set_defaults(run=run_timeline)


def run_timeline(options: Namespace) -> int:
    """``permitdesk timeline``: the tables asked for; the Polish travel list if none is."""
    from permitdesk.documents import proof_csv
    from permitdesk.domain.stay.short_stay_rule import short_stay_rule
    from permitdesk.domain.stay.short_stay_sheet import SheetMode, short_stay_sheet
    from permitdesk.domain.stay.travel_list import travel_list

    words, polish = rules_source.texts(options.language), rules_source.texts("pl")
    case, _ = read_named(options, words)
    if options.route is not None:
        case = case.with_changes(route=rules_source.route(options.route).id)
    rules, on = rules_source.ruleset(), day_of(options)
    travel = travel_list(case, options.filing or on, on)
    if options.ledger is not None:
        rows = _ledger(case, options)
        write_export(options.ledger, lambda: proof_csv.ledger_csv(rows, words), words)
    if options.travel is not None:
        table = proof_csv.travel_csv(travel, words, polish, rules.countries)
        write_export(options.travel, lambda: table, words)
    if options.stays is not None:
        write_export(options.stays, lambda: proof_csv.stays_csv(travel, words, polish), words)
    if options.short_stay is not None:
        kinds = {kind.id: kind for kind in rules.statuses}
        sheet = short_stay_sheet(case, kinds, short_stay_rule(rules.values, on), on, SheetMode.CONTROL)
        write_export(options.short_stay, lambda: proof_csv.short_stay_csv(sheet, words), words)
    if not any((options.ledger, options.travel, options.stays, options.short_stay)):
        write_lines([proof_csv.travel_for_mos(travel, polish, rules.countries)])
    return 0


def _ledger(case: Case, options: Namespace) -> tuple[LedgerRow, ...]:
    """The rows of the first required period of the route. Raises BadInput if it requires none."""
    route = next((r for r in assessed(case, options).routes if r.id == case.route), None)
    if route is None or not route.stay_evidence:
        raise BadInput(
            "--ledger", "no period of stay is counted; name a permit that requires one: --route ID"
        )
    return tuple(route.stay_evidence[0].ledger)
