"""``assess`` and ``export``: a case file in, a dossier out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.options import day_option
from permitdesk.cli.output import write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.clock import moment, today_in_warsaw
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.rulesets.texts import Texts

if TYPE_CHECKING:
    # It brings the whole assessment with it; the calculators and the rules do without.
    from permitdesk.domain.household_summary import PersonDossier


def add_assess(commands: Any) -> None:
    """Add ``assess`` to the commands of the main parser."""
    parser = commands.add_parser("assess", help="whether and when a person may file, and what is needed")
    case_and_day(parser)
    parser.add_argument("--route", metavar="ID", help="this route only, whatever the case chose")
    parser.add_argument("--json", action="store_true", help="print the documented JSON")
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.set_defaults(run=run_assess)


def add_export(commands: Any) -> None:
    """Add ``export`` to the commands of the main parser."""
    parser = commands.add_parser("export", help="write the PDF and the calendar file of a case")
    case_and_day(parser)
    parser.add_argument("--pdf", type=Path, metavar="OUT.pdf")
    parser.add_argument("--ics", type=Path, metavar="OUT.ics")
    parser.add_argument(
        "--annex-sheet", type=Path, metavar="OUT.pdf", help="a page for the employer, university or organiser"
    )
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.add_argument("--second-language", metavar="LANG", help="print every text in this language too")
    parser.add_argument("--name", action="store_true", help="put the name into calendar and sheet")
    parser.set_defaults(run=run_export)


def case_and_day(parser: ArgumentParser) -> None:
    """Arguments of every command that looks at one case on one day."""
    parser.add_argument("case", type=Path, metavar="CASE.json")
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the filing day; today if not given")


def run_assess(options: Namespace) -> int:
    """``permitdesk assess``: the dossier of a case as JSON or as text."""
    texts = rules_source.texts(options.language)
    case, problems = read_named(options, texts)
    if options.route is not None:
        case = case.with_changes(route=rules_source.route(options.route).id)
    family = _everybody(case, options)
    if options.json:
        from permitdesk.cli.dossier_json import dossier_json
        from permitdesk.cli.household_json import household_json

        found = dossier_json(family[0].dossier, rules_source.ruleset(), texts, options.route)
        found |= household_json(family, rules_source.ruleset(), texts, options.route)
        found["input_problems"] = [{"path": path, "text": text} for path, text in problems]
        write_json(found)
    else:
        from permitdesk.cli.report_text import report_lines
        from permitdesk.documents.report import build_household_report

        report = build_household_report(family, rules_source.ruleset(), texts, as_of=_is_as_of(options))
        write_lines(report_lines(report))
    return 0


def run_export(options: Namespace) -> int:
    """``permitdesk export``: the PDF and the calendar file of a case."""
    if options.pdf is None and options.ics is None and options.annex_sheet is None:
        raise BadInput("export", "say what to write: --pdf OUT.pdf, --ics OUT.ics, --annex-sheet OUT.pdf")
    refuse_clashes(options, "pdf", "ics", "annex_sheet")
    texts = rules_source.texts(options.language)
    second = None
    if options.second_language not in (None, options.language):
        second = rules_source.texts(options.second_language, "--second-language")
    case, _ = read_named(options, texts)
    family = _everybody(case, options)
    if options.pdf is not None:
        from permitdesk.documents.pdf import render_pdf
        from permitdesk.documents.report import build_household_report

        report = build_household_report(
            family, rules_source.ruleset(), texts, second, as_of=_is_as_of(options)
        )
        write_export(options.pdf, lambda: render_pdf(report), texts)
    if options.ics is not None:
        from permitdesk.documents.calendar_file import household_ics

        # For a named day its noon, so that equal input gives equal bytes; for today the moment, so that
        # a second export on the same day replaces the first in the calendar.
        noon = datetime.combine(day_of(options), time(12), tzinfo=UTC)
        stamp = moment() if options.on is None else noon
        write_export(
            options.ics,
            lambda: household_ics(
                family, texts, include_name=options.name, stamp=stamp, as_of=_is_as_of(options)
            ),
            texts,
        )
    if options.annex_sheet is not None:
        _write_annex_sheet(family, options, texts)
    return 0


def _write_annex_sheet(family: tuple[PersonDossier, ...], options: Namespace, texts: Texts) -> None:
    """The page for whoever signs an annex of the first person who needs one.

    Raises BadInput if nobody but the applicants signs anything.
    """
    from permitdesk.documents.annex_sheet import build_annex_sheet
    from permitdesk.documents.pdf import render_pdf

    polish = rules_source.texts("pl")
    sheets = (
        build_annex_sheet(
            p.case, p.dossier, texts, polish, include_name=options.name, as_of=_is_as_of(options)
        )
        for p in family
    )
    sheet = next((each for each in sheets if each is not None), None)
    if sheet is None:
        raise BadInput("--annex-sheet", texts.get("page.export.sheet_none"))
    write_export(options.annex_sheet, lambda: render_pdf(sheet), texts)


def assessed(case: Case, options: Namespace) -> Dossier:
    """The case held against the rules on the day asked for."""
    from permitdesk.domain.assess import assess

    return assess(case, rules_source.ruleset(), day_of(options))


def _everybody(case: Case, options: Namespace) -> tuple[PersonDossier, ...]:
    """The dossier of each person of the case, the first person first."""
    from permitdesk.domain.household_summary import assess_household

    return assess_household(case, rules_source.ruleset(), day_of(options))


def read_named(options: Namespace, texts: Texts) -> tuple[Case, list[tuple[str, str]]]:
    """The case, and what should be mended in it: field path and sentence, also written to stderr.

    Raises BadInput for a file that is no case and for days in the wrong order: nothing true can
    be said about those.
    """
    from permitdesk.interview.validation import check_case
    from permitdesk.storage.errors import CaseFileError, StorageError
    from permitdesk.storage.exchange import known_ids_of, questions_of, read_case

    rules = rules_source.ruleset()
    try:
        case = read_case(options.case, questions_of(rules), known_ids_of(rules))
    except CaseFileError as error:
        where = f"{options.case}: {error.path}" if error.path else str(options.case)
        raise BadInput(where, texts.fill(error.text_id, **error.params)) from None
    except StorageError as error:
        raise BadInput(str(options.case), texts.fill(error.text_id, **error.params)) from None
    problems = []
    for problem in check_case(case, day_of(options), rules.questions, rules.values):
        sentence = texts.render(problem.text)
        if problem.text.text.endswith("_reversed"):
            raise BadInput(f"{options.case}: {problem.path}", sentence)
        problems.append((problem.path, sentence))
        sys.stderr.write(f"{options.case}: {problem.path}: {sentence}\n")
    return case, problems


def refuse_clashes(options: Namespace, *names: str) -> None:
    """Raise BadInput if an export would take the place of the case file, or of another export.

    A slip of the hand (``--ledger CASE.json``) must not cost somebody the only copy of their answers.
    """
    taken: dict[Path, str] = {options.case.resolve(): "the case file"}
    for name in names:
        path: Path | None = getattr(options, name)
        if path is None:
            continue
        option = f"--{name.replace('_', '-')}"
        other = taken.setdefault(path.resolve(), option)
        if other != option:
            raise BadInput(option, f"{path} is the same file as {other}; choose another name")


def write_export(path: Path, content: Callable[[], bytes], texts: Texts) -> None:
    """Write one export and print its path. Raises BadInput if it cannot be made or written."""
    from permitdesk.documents.atomic import write_atomically
    from permitdesk.documents.errors import DocumentError

    try:
        write_atomically(path, content())
    except DocumentError as error:
        raise BadInput(str(path), texts.fill(error.text_id, **error.params)) from None
    write_lines([str(path)])


def day_of(options: Namespace) -> date:
    """The day asked for; today if none was."""
    day: date | None = options.on
    return day if day is not None else today_in_warsaw()


def _is_as_of(options: Namespace) -> bool:
    """Whether another day than today was asked for: every paper then says so."""
    return options.on is not None and day_of(options) != today_in_warsaw()
