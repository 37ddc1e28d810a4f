"""The proof as tables for a spreadsheet: ledger, journeys, earlier stays, sheet for the EU calculator.

Semicolons part the columns, as spreadsheets set to Polish expect. A table starts with a byte order mark so
that Polish letters are read, days are written year first, and no text can act as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from permitdesk.documents.wording import TextSource
from permitdesk.domain.stay.countries import Countries, country_of
from permitdesk.domain.stay.evidence import LedgerRow
from permitdesk.domain.stay.ledger_sums import Sum, ledger_sums
from permitdesk.domain.stay.short_stay_sheet import SheetDay, ShortStaySheet
from permitdesk.domain.stay.travel_list import StayRow, ToldDay, TravelList, TravelRow

_SEPARATOR = ";"
#: a cell that begins so is run by spreadsheets
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_LEDGER = ("first", "last", "days", "kind", "strict", "lenient", "why", "article")
_TRAVEL = ("country", "country_pl", "left", "returned", "complete")
_STAYS = ("kind", "kind_pl", "first", "last", "complete")
_SHEET = ("entry", "exit", "approximate", "overlaps")


def ledger_csv(rows: Iterable[LedgerRow], words: TextSource) -> bytes:
    """Each interval with what it adds and why; then the subtotals by kind of stay and the total."""
    listed = tuple(rows)
    sums = ledger_sums(listed)
    lines = [_ledger_row(row, words) for row in listed]
    lines += [_sum_row(_kind(kind, words), part, words) for kind, part in sums.by_kind]
    lines.append(_sum_row(words.get("proof.total"), sums.total, words))
    return _table("ledger", _LEDGER, lines, words)


def travel_csv(travel: TravelList, words: TextSource, polish: TextSource, countries: Countries) -> bytes:
    """The journeys in the order of field E.IV: state (as told and in Polish), period, what is missing."""
    lines = [
        [
            row.country,
            country_in_polish(row.country, polish, countries),
            _told(row.left, words),
            words.get("proof.still_abroad") if row.returned is None else _told(row.returned, words),
            _complete(row, words),
        ]
        for row in travel.journeys
    ]
    return _table("travel", _TRAVEL, lines or [_none(_TRAVEL, words, polish)], words)


def stays_csv(travel: TravelList, words: TextSource, polish: TextSource) -> bytes:
    """Earlier stays (field E.III a), then the present one (E.III b)."""
    rows = (*travel.earlier_stays, *(() if travel.present is None else (travel.present,)))
    lines = [
        [
            _kind(row.kind, words),
            _kind(row.kind, polish),
            _told(row.first, words),
            words.get("proof.goes_on") if row.last is None else _told(row.last, words),
            _complete(row, words),
        ]
        for row in rows
    ]
    return _table("stays", _STAYS, lines or [_none(_STAYS, words, polish)], words)


def short_stay_csv(sheet: ShortStaySheet, words: TextSource) -> bytes:
    """The stays as the calculator of the European Commission wants them typed (dd/mm/yy)."""
    lines = [
        [
            _typed(row.entry),
            _typed(row.exit),
            _yes_no(any(d is not None and d.approximate for d in (row.entry, row.exit)), words),
            _yes_no(row.overlaps, words),
        ]
        for row in sheet.rows
    ]
    return _table("short_stay", _SHEET, lines, words)


def travel_for_mos(travel: TravelList, polish: TextSource, countries: Countries) -> str:
    """The journeys as Polish lines to copy into the form, which is answered in Polish; "brak" if none."""
    if not travel.journeys:
        return polish.get("proof.none")
    return "\n".join(
        polish.fill(
            "proof.journey",
            country=country_in_polish(row.country, polish, countries) or polish.get("proof.not_known"),
            left=_polish_day(row.left, polish),
            returned=_polish_return(row, polish),
        )
        for row in travel.journeys
    )


def country_in_polish(told: str, polish: TextSource, countries: Countries) -> str:
    """The Polish name of a country; what is not surely one country stays as it was told."""
    country = country_of(told, countries)
    return told if country is None else polish.get(f"country.{country.code}.name")


def _ledger_row(row: LedgerRow, words: TextSource) -> list[str]:
    return [
        row.first.isoformat(),
        row.last.isoformat(),
        str(row.days),
        _kind(row.status_kind, words),
        _number(row.credited_strict, words),
        _number(row.credited_lenient, words),
        words.render(row.note),
        "; ".join(dict.fromkeys(c.article for c in row.citations)),
    ]


def _sum_row(name: str, part: Sum, words: TextSource) -> list[str]:
    strict, lenient = (_number(n, words) for n in (part.credited_strict, part.credited_lenient))
    return [words.get("proof.sum"), "", str(part.days), name, strict, lenient, "", ""]


def _none(columns: tuple[str, ...], words: TextSource, polish: TextSource) -> list[str]:
    return [words.get("proof.none"), polish.get("proof.none"), *[""] * (len(columns) - 2)]


def _kind(kind: str | None, words: TextSource) -> str:
    key = f"status.{kind}.title"
    return words.get(key) if kind is not None and words.has(key) else words.get("proof.no_title")


def _complete(row: TravelRow | StayRow, words: TextSource) -> str:
    return "" if row.complete else words.get("proof.to_complete")


def _yes_no(told: bool, words: TextSource) -> str:
    return words.get("proof.yes" if told else "proof.no")


def _typed(day: SheetDay | None) -> str:
    return "" if day is None else day.typed


def _told(day: ToldDay, words: TextSource) -> str:
    if day.first is None or day.last is None:
        return words.get("proof.not_known")
    if day.exact:
        return day.first.isoformat()
    return words.fill("proof.between", first=day.first.isoformat(), last=day.last.isoformat())


def _polish_day(day: ToldDay, polish: TextSource) -> str:
    if day.first is None or day.last is None:
        return polish.get("proof.not_known")
    if day.exact:
        return _dotted(day.first)
    return polish.fill("proof.between", first=_dotted(day.first), last=_dotted(day.last))


def _polish_return(row: TravelRow, polish: TextSource) -> str:
    return polish.get("proof.still_abroad") if row.returned is None else _polish_day(row.returned, polish)


def _dotted(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _number(number: Decimal, words: TextSource) -> str:
    """Days without needless zeros, with the decimal sign of the language so that a spreadsheet can add."""
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if words.language == "pl" else text


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _table(name: str, columns: tuple[str, ...], lines: Iterable[list[str]], words: TextSource) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=_SEPARATOR)
    writer.writerow([words.get(f"proof.{name}.{column}") for column in columns])
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")
