"""Journeys and stays as the MOS form asks for them, in Polish to copy; the sheet for the EU calculator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Line, Paragraph, Section, Severity, Table
from permitdesk.documents.proof_parts import country_in, dotted
from permitdesk.documents.proof_tables import (
    ProofTable,
    kind_words,
    short_stay_table,
    stay_rows,
    told_day,
)
from permitdesk.documents.wording import TextSource, Wording, joined_lines
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.short_stay_sheet import SheetMode, short_stay_sheet, short_stays_count
from permitdesk.domain.stay.travel_list import StayRow, ToldDay, TravelList, TravelRow, travel_list
from permitdesk.rulesets.texts import load_texts

_POLISH = "pl"
_BLANKS = (Line(""),) * 3


def travel_section(context: Context) -> Section | None:
    """Fields E.III and E.IV for the day of filing; None for a permit that is not asked for in MOS."""
    if context.route is None or not context.route.in_mos:
        return None
    case, on, words = context.case, context.dossier.on, context.words
    filing = max(on, case.planned_filing_on or on)
    travel = travel_list(case, filing, on)
    answer = "open" if case.journeys_complete is None else case.journeys_complete.value
    intro = words.line("report.proof.travel.intro", on=filing)
    blocks: list[Block] = [
        Paragraph(joined_lines(intro, words.line(f"report.proof.complete_{answer}"), " "), quiet=True)
    ]
    if travel.incomplete:
        line = words.line("report.proof.travel.incomplete", n=travel.incomplete)
        blocks.append(context.note(Severity.AMBER, (line,)))
    stays = stay_rows(travel)
    if stays:
        blocks.append(_table(context, "polish_basis", [_stay(row, context) for row in stays]))
    blocks += _journeys(context, travel)
    return Section("travel", words.line("report.proof.travel.title"), tuple(blocks))


def _journeys(context: Context, travel: TravelList) -> list[Block]:
    words = context.words
    if not travel.journeys:
        none = _polish(words).get("proof.none")
        return [Paragraph(words.line("report.proof.travel.none_line", since=travel.since, none=none))]
    return [_table(context, "polish_country", [_journey(row, context) for row in travel.journeys])]


def short_stay_section(context: Context) -> Section | None:
    """The stays to type into the EU calculator; None where no stay in the 90 days of 180 is told."""
    case, on, words = context.case, context.dossier.on, context.words
    kinds = {kind.id: kind for kind in context.ruleset.statuses}
    if not short_stays_count(case, kinds):
        return None
    rule = short_stay_rule(context.ruleset.values, on)
    sheet = short_stay_sheet(case, kinds, rule, on, SheetMode.CONTROL)
    if not sheet.rows:
        return None
    tables = _in_each(words, lambda texts: short_stay_table(sheet, texts, texts.day))
    head = _lines([table.headings for table in tables])
    rows = tuple(_lines([t.rows[n].cells for t in tables]) for n in range(len(sheet.rows)))
    asked = tuple(_lines([t.sums[n].cells for t in tables])[:2] for n in range(len(tables[0].sums)))
    blocks: tuple[Block, ...] = (
        Paragraph(words.line("report.proof.short_stay.intro")),
        Table(head, rows, (25, 25, 25, 25), small=True),
        Table(
            (words.line("report.proof.short_stay.ask"), *_BLANKS),
            _paired(asked),
            (30, 20, 30, 20),
            small=True,
        ),
    )
    return Section("short_stay", words.line("report.proof.short_stay.title"), blocks)


def _paired(rows: Sequence[tuple[Line, ...]]) -> tuple[tuple[Line, ...], ...]:
    """Two rows of name and value side by side, so that the sheet stays on one page."""
    half = (len(rows) + 1) // 2
    right = (*rows[half:], _BLANKS[:2])
    return tuple((*left, *right[place]) for place, left in enumerate(rows[:half]))


def _polish(words: Wording) -> TextSource:
    """The Polish texts, whatever the languages of the report."""
    shown = (words.texts, words.second)
    found = next((texts for texts in shown if texts is not None and texts.language == _POLISH), None)
    return found or _shipped_polish()


@cache
def _shipped_polish() -> TextSource:
    """Read once: every line of a long list asks for them."""
    return load_texts(_POLISH)


def _own(words: Wording) -> TextSource | None:
    """The language of the report that is not Polish; None if all of it is Polish."""
    shown = (words.texts, words.second)
    return next((texts for texts in shown if texts is not None and texts.language != _POLISH), None)


#: Polish words, own words, first day, last day, what is missing
_Cells = tuple[Line, Line, Line, Line, Line]


def _table(context: Context, polish: str, rows: Sequence[_Cells]) -> Table:
    """The entries; without a column for a second language, or for what is missing, where there is none."""
    words = context.words
    columns = [0, 2, 3]
    if _own(words) is not None:
        columns.insert(1, 1)
    if any(row[4].text for row in rows):
        columns.append(4)
    names = (polish, "own", "first", "last", "missing")
    return Table(
        tuple(words.line(f"report.proof.travel.{names[c]}") for c in columns),
        tuple(tuple(row[c] for c in columns) for row in rows),
        tuple((26, 26, 16, 16, 16)[c] for c in columns),
        small=True,
    )


def _journey(row: TravelRow, context: Context) -> _Cells:
    words, polish, own = context.words, _polish(context.words), _own(context.words)
    told = country_in(row.country, own or polish, context)
    missing = [] if row.country else ["country"]
    if not row.left.exact or not (row.returned is None or row.returned.exact):
        missing.append("day")
    return (
        Line(country_in(row.country, polish, context) or polish.get("proof.not_known")),
        Line(told or (own or polish).get("proof.not_known")),
        _day(row.left, words),
        words.line("proof.still_abroad") if row.returned is None else _day(row.returned, words),
        _missing(missing, words),
    )


def _stay(row: StayRow, context: Context) -> _Cells:
    words, own = context.words, _own(context.words)
    return (
        Line(kind_words(row.kind, _polish(words))),
        Line("" if own is None else kind_words(row.kind, own)),
        _day(row.first, words),
        words.line("proof.goes_on") if row.last is None else _day(row.last, words),
        _missing([] if row.complete else ["day"], words),
    )


def _missing(names: Sequence[str], words: Wording) -> Line:
    return words.joined([f"report.proof.travel.{name}_missing" for name in names])


def _day(told: ToldDay, words: Wording) -> Line:
    return _lines([[told_day(told, texts, dotted)] for texts in _languages(words)])[0]


def _languages(words: Wording) -> tuple[TextSource, ...]:
    return (words.texts,) if words.second is None else (words.texts, words.second)


def _in_each(words: Wording, make: Callable[[TextSource], ProofTable]) -> list[ProofTable]:
    return [make(texts) for texts in _languages(words)]


def _lines(told: Sequence[Sequence[str]]) -> tuple[Line, ...]:
    """Cells of one language, or of two, as lines; what both word alike stands once."""
    first, second = told[0], told[-1]
    return tuple(Line(a, None if a == b else b) for a, b in zip(first, second, strict=True))
