"""``find``: which permit fits what a case tells, the next plain question, and why for each permit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.cases import assessed, case_and_day, read_named
from permitdesk.cli.output import Json, day_text, write_json, write_lines
from permitdesk.domain.dossier import RouteGroup
from permitdesk.rulesets.texts import Texts

if TYPE_CHECKING:
    # The finder brings the whole assessment with it; other commands do without.
    from permitdesk.domain.finder import FinderLine, FinderResult

#: version of the JSON; it grows by one when a key changes its meaning or goes away
FORMAT = 1


def add_find(commands: Any) -> None:
    """Add ``find`` to the commands of the main parser."""
    parser = commands.add_parser("find", help="which permit fits, best first, and what to ask next")
    case_and_day(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")
    parser.set_defaults(run=run_find)


def run_find(options: Namespace) -> int:
    """``permitdesk find``: the ranking of the permits and the next question, as JSON or as text."""
    from permitdesk.domain.finder import find

    texts = rules_source.texts(options.language)
    case, _ = read_named(options, texts)
    result = find(case, rules_source.ruleset(), assessed(case, options))
    if options.json:
        write_json(finder_json(result, texts))
    else:
        write_lines(finder_lines(result, texts))
    return 0


def finder_json(result: FinderResult, texts: Texts) -> dict[str, Json]:
    """What the finder knows, with sentences in the language of ``texts``."""
    deciding = result.deciding
    return {
        "format": FORMAT,
        "on": result.on.isoformat(),
        "language": texts.language,
        "answers": [
            {
                "question": given.question,
                "label": texts.get(f"question.{given.question}.label"),
                "answer": given.answer,
                "derived": given.derived,
            }
            for given in result.asked
        ],
        "next_question": _question(result.next_question, texts),
        "deciding": None
        if deciding is None
        else {
            "path": deciding.path,
            "finder": deciding.finder,
            "routes": deciding.routes,
            "text": texts.render(deciding.explanation),
        },
        "best": None if result.best is None else result.best.route,
        "ranking": [_line(line, texts) for line in result.ranking],
    }


def finder_lines(result: FinderResult, texts: Texts) -> Iterator[str]:
    """The same as text: what to ask next, then the permits in their groups."""
    if result.next_question is not None:
        yield f"? {texts.get(f'question.{result.next_question}.label')}"
    if result.deciding is not None:
        yield f"! {texts.render(result.deciding.explanation)} [{result.deciding.path}]"
    for group in RouteGroup:
        lines = [line for line in result.ranking if line.group is group]
        if lines:
            yield ""
            yield f"{texts.get(f'group.{group}')} ({len(lines)})"
        for line in lines:
            yield f"- {texts.get(f'route.{line.route}.title')} [{line.route}]"
            yield from (f"    {texts.render(why)}" for why in (*line.reasons, *line.changes))


def _question(name: str | None, texts: Texts) -> Json:
    if name is None:
        return None
    found = next(question for question in rules_source.ruleset().questions if question.id == name)
    options: list[Json] = [
        {"value": option, "label": texts.get(f"question.{name}.option.{option}")} for option in found.options
    ]
    return {"id": name, "label": texts.get(f"question.{name}.label"), "options": options}


def _line(line: FinderLine, texts: Texts) -> Json:
    return {
        "id": line.route,
        "title": texts.get(f"route.{line.route}.title"),
        "group": line.group.value,
        "fit": line.fit.value,
        "earliest_filing_date": {
            "safe": day_text(line.earliest.safe),
            "lenient": day_text(line.earliest.lenient),
        },
        "channel": line.channel,
        "reasons": [texts.render(reason) for reason in line.reasons],
        "changes": [texts.render(change) for change in line.changes],
    }
