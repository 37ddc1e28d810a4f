"""The proof as tables of words: ledger with subtotals, journeys, earlier stays, sheet for the EU calculator.

Screen and spreadsheet show the same tables; ``day`` says how days are written. Headings of journeys and
stays follow fields E.III and E.IV of the form: state and period of stay, periods and basis of stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permitdesk.documents.wording import TextSource
from permitdesk.domain.stay.countries import Countries, country_of
from permitdesk.domain.stay.evidence import LedgerRow
from permitdesk.domain.stay.ledger_sums import Sum, ledger_sums
from permitdesk.domain.stay.short_stay_sheet import SheetDay, SheetRow, ShortStaySheet
from permitdesk.domain.stay.travel_list import StayRow, ToldDay, TravelList, TravelRow

DayWords = Callable[[date], str]

_LEDGER = ("first", "last", "days", "kind", "strict", "lenient", "why", "article")
_TRAVEL = ("country", "country_pl", "left", "returned", "complete")
_STAYS = ("kind", "kind_pl", "first", "last", "complete")
_SHEET = ("entry", "exit", "approximate", "overlaps")


@dataclass(frozen=True, slots=True)
class ProofRow:
    """Cells of one line. ``path``: its entry in the case. ``open``: something is missing there."""

    cells: tuple[str, ...]
    path: str | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class ProofTable:
    """``rows`` are the list itself; ``sums`` what it adds up to, in columns of the same width."""

    headings: tuple[str, ...]
    rows: tuple[ProofRow, ...]
    sums: tuple[ProofRow, ...] = ()

    @property
    def incomplete(self) -> int:
        """How many rows miss something."""
        return sum(row.open for row in self.rows)


def ledger_table(rows: Iterable[LedgerRow], words: TextSource, day: DayWords) -> ProofTable:
    """Each interval with what it adds and why; then subtotals, each group of which adds up to the total.

    Days abroad by year and days without a stay are parts of the total.
    """
    listed = tuple(rows)
    headings = _headings("ledger", _LEDGER, words)
    if not listed:
        # A period that is told by answers, or cannot be counted yet: sums of nothing would read as a result.
        return ProofTable(headings, (ProofRow(("", "", "", "", "", "", words.get("proof.no_days"), "")),))
    lines = tuple(ProofRow(_ledger_cells(row, words, day)) for row in listed)
    return ProofTable(headings, lines, tuple(_sums(listed, words)))


def ledgers_table(
    periods: Sequence[tuple[str, Sequence[LedgerRow]]], words: TextSource, day: DayWords
) -> ProofTable:
    """The ledgers of several periods under each other; a first column names the period."""
    rows: list[ProofRow] = []
    sums: list[ProofRow] = []
    for name, ledger in periods:
        table = ledger_table(ledger, words, day)
        rows += [ProofRow((name, *row.cells)) for row in table.rows]
        sums += [ProofRow((name, *row.cells)) for row in table.sums]
    headings = (words.get("proof.ledger.period"), *_headings("ledger", _LEDGER, words))
    return ProofTable(headings, tuple(rows), tuple(sums))


def travel_table(
    travel: TravelList, words: TextSource, polish: TextSource, countries: Countries, day: DayWords
) -> ProofTable:
    """The journeys in the order of field E.IV: state (as told and in Polish), period, what is missing."""
    rows = [
        ProofRow(
            (
                row.country or words.get("proof.not_known"),
                country_words(row.country, polish, countries) or polish.get("proof.not_known"),
                told_day(row.left, words, day),
                words.get("proof.still_abroad")
                if row.returned is None
                else told_day(row.returned, words, day),
                _missing(row, words),
            ),
            row.path,
            not row.complete,
        )
        for row in travel.journeys
    ]
    return ProofTable(_headings("travel", _TRAVEL, words), _or_none(rows, _TRAVEL, words, polish))


def stays_table(travel: TravelList, words: TextSource, polish: TextSource, day: DayWords) -> ProofTable:
    """Earlier stays (field E.III a), then the present one (E.III b)."""
    rows = [
        ProofRow(
            (
                kind_words(row.kind, words),
                kind_words(row.kind, polish),
                told_day(row.first, words, day),
                words.get("proof.goes_on") if row.last is None else told_day(row.last, words, day),
                _missing(row, words),
            ),
            row.path,
            not row.complete,
        )
        for row in stay_rows(travel)
    ]
    return ProofTable(_headings("stays", _STAYS, words), _or_none(rows, _STAYS, words, polish))


def short_stay_table(sheet: ShortStaySheet, words: TextSource, day: DayWords) -> ProofTable:
    """The stays as the calculator wants them typed (dd/mm/yy); below, what it is asked and our result."""
    rows = tuple(
        ProofRow(
            (
                _typed(row.entry, _is_missing(row, "entry", sheet), words),
                _typed(row.exit, _is_missing(row, "exit", sheet), words),
                _yes_no(any(d is not None and d.approximate for d in (row.entry, row.exit)), words),
                _yes_no(row.overlaps, words),
            ),
            row.path,
            any(_is_missing(row, end, sheet) for end in ("entry", "exit")),
        )
        for row in sheet.rows
    )
    asked = tuple(ProofRow((name, value, "", "")) for name, value in _sheet_lines(sheet, words, day))
    return ProofTable(_headings("short_stay", _SHEET, words), rows, asked)


def stay_rows(travel: TravelList) -> tuple[StayRow, ...]:
    """Earlier stays and the present one, as the form asks for them."""
    return (*travel.earlier_stays, *(() if travel.present is None else (travel.present,)))


def country_words(told: str, words: TextSource, countries: Countries) -> str:
    """The name of a country in one language; what is not surely one country stays as it was told."""
    country = country_of(told, countries)
    return told if country is None else words.get(f"country.{country.code}.name")


def told_day(told: ToldDay, words: TextSource, day: DayWords) -> str:
    """A day, the range in which it lies, or that it is not known."""
    if told.first is None or told.last is None:
        return words.get("proof.not_known")
    if told.exact:
        return day(told.first)
    return words.fill("proof.between", first=day(told.first), last=day(told.last))


def kind_words(kind: str | None, words: TextSource) -> str:
    """The name of a kind of stay."""
    key = f"status.{kind}.title"
    return words.get(key) if kind is not None and words.has(key) else words.get("proof.no_title")


def _headings(name: str, columns: tuple[str, ...], words: TextSource) -> tuple[str, ...]:
    return tuple(words.get(f"proof.{name}.{column}") for column in columns)


def _ledger_cells(row: LedgerRow, words: TextSource, day: DayWords) -> tuple[str, ...]:
    return (
        day(row.first),
        day(row.last),
        str(row.days),
        kind_words(row.status_kind, words),
        _number(row.credited_strict, words),
        _number(row.credited_lenient, words),
        words.render(row.note),
        "; ".join(dict.fromkeys(c.article for c in row.citations)),
    )


def _sums(rows: tuple[LedgerRow, ...], words: TextSource) -> Iterator[ProofRow]:
    sums = ledger_sums(rows)
    for kind, part in sums.by_kind:
        yield _sum_row("sum_kind", kind_words(kind, words), part, words)
    for weight, part in sums.by_weight:
        strict, lenient = _number(weight.strict, words), _number(weight.lenient, words)
        if strict == lenient:
            name = words.fill("proof.weight_same", strict=strict)
        else:
            name = words.fill("proof.weight", strict=strict, lenient=lenient)
        yield _sum_row("sum_weight", name, part, words)
    for year, part in sums.absences_by_year:
        yield _sum_row("sum_abroad", str(year), part, words)
    if sums.gaps.days:
        yield _sum_row("sum_gaps", "", sums.gaps, words)
    yield _sum_row("total", "", sums.total, words)


def _sum_row(group: str, name: str, part: Sum, words: TextSource) -> ProofRow:
    strict, lenient = (_number(n, words) for n in (part.credited_strict, part.credited_lenient))
    return ProofRow((words.get(f"proof.{group}"), "", str(part.days), name, strict, lenient, "", ""))


def _or_none(
    rows: list[ProofRow], columns: tuple[str, ...], words: TextSource, polish: TextSource
) -> tuple[ProofRow, ...]:
    """The rows; without any the answer that the form then wants."""
    none = (words.get("proof.none"), polish.get("proof.none"), *[""] * (len(columns) - 2))
    return tuple(rows) or (ProofRow(none),)


def _missing(row: TravelRow | StayRow, words: TextSource) -> str:
    return "" if row.complete else words.get("proof.to_complete")


def _yes_no(told: bool, words: TextSource) -> str:
    return words.get("proof.yes" if told else "proof.no")


def _is_missing(row: SheetRow, end: str, sheet: ShortStaySheet) -> bool:
    """Whether a day must be told; the exit of the present stay is told among the Schengen stays."""
    if row.path == "current_stay":
        told_at = {"entry": "current_stay.entered_on", "exit": "schengen_stays"}[end]
    else:
        told_at = f"{row.path}.{end}"
    return told_at in sheet.missing


def _typed(day: SheetDay | None, missing: bool, words: TextSource) -> str:
    typed = "" if day is None else day.typed
    return f"{typed} {words.get('proof.sheet.to_tell')}".strip() if missing else typed


def _sheet_lines(sheet: ShortStaySheet, words: TextSource, day: DayWords) -> Iterator[tuple[str, str]]:
    """What to choose in the calculator, and what to compare its answer with."""
    yield words.get("proof.sheet.mode"), words.get(f"proof.sheet.{sheet.mode.value}")
    yield words.get(f"proof.sheet.day_{sheet.mode.value}"), sheet.on.typed
    if sheet.window_first is not None:
        yield words.get("proof.sheet.window"), day(sheet.window_first)
    if sheet.missing:
        yield words.get("proof.sheet.missing"), str(len(sheet.missing))
    found = sheet.result
    if found is None:
        yield words.get("proof.sheet.result"), words.get("proof.sheet.no_result")
        return
    yield words.get("proof.sheet.used"), str(found.used)
    yield words.get("proof.sheet.left"), str(found.left)
    yield words.get("proof.sheet.overstay"), str(found.overstay)
    if found.days is not None:
        yield words.get("proof.sheet.days"), str(found.days)
    last = words.get("proof.sheet.no_day") if found.last_day is None else day(found.last_day)
    yield words.get(f"proof.sheet.last_{sheet.mode.value}"), last
    if not sheet.exact:
        yield words.get("proof.sheet.rests_on"), words.get("proof.sheet.rough_days")
    if sheet.older_matter:
        yield words.get("proof.sheet.older"), words.get("proof.sheet.older_stays")


def _number(number: Decimal, words: TextSource) -> str:
    """Days without needless zeros, with the decimal sign of the language so that a spreadsheet can add."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if words.language == "pl" else text
