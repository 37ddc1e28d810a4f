"""The proof as files for a spreadsheet, and the Polish lines that are copied into the form.

Semicolons part the columns, as spreadsheets set to Polish expect. A table starts with a byte order mark so
that Polish letters are read, days are written year first, and no text can act as a formula. Sums stand
below an empty line, so that they are not added to what they sum.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from permitdesk.documents.proof_tables import (
    ProofTable,
    country_words,
    kind_words,
    ledger_table,
    ledgers_table,
    short_stay_table,
    stay_rows,
    stays_table,
    told_day,
    travel_table,
)
from permitdesk.documents.wording import TextSource
from permitdesk.domain.stay.countries import Countries
from permitdesk.domain.stay.evidence import LedgerRow
from permitdesk.domain.stay.short_stay_sheet import ShortStaySheet
from permitdesk.domain.stay.travel_list import TravelList

_SEPARATOR = ";"
#: a cell that begins so is run by spreadsheets
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def ledger_csv(rows: Iterable[LedgerRow], words: TextSource) -> bytes:
    """Each interval with what it adds and why; then the subtotals and the total."""
    return table_csv(ledger_table(rows, words, date.isoformat))


def ledgers_csv(periods: Sequence[tuple[str, Sequence[LedgerRow]]], words: TextSource) -> bytes:
    """The ledgers of several required periods in one file; the first column names the period."""
    return table_csv(ledgers_table(periods, words, date.isoformat))


def travel_csv(travel: TravelList, words: TextSource, polish: TextSource, countries: Countries) -> bytes:
    """The journeys in the order of field E.IV."""
    return table_csv(travel_table(travel, words, polish, countries, date.isoformat))


def stays_csv(travel: TravelList, words: TextSource, polish: TextSource) -> bytes:
    """Earlier stays and the present one, fields E.III a and b."""
    return table_csv(stays_table(travel, words, polish, date.isoformat))


def short_stay_csv(sheet: ShortStaySheet, words: TextSource) -> bytes:
    """The stays as the calculator of the European Commission wants them typed, with our result below."""
    return table_csv(short_stay_table(sheet, words, date.isoformat))


def table_csv(table: ProofTable) -> bytes:
    """A table as a file; all lines are of one width."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=_SEPARATOR)
    writer.writerow(table.headings)
    writer.writerows([_harmless(cell) for cell in row.cells] for row in table.rows)
    if table.sums:
        writer.writerow([""] * len(table.headings))
        writer.writerows([_harmless(cell) for cell in row.cells] for row in table.sums)
    return out.getvalue().encode("utf-8-sig")


def table_text(table: ProofTable) -> str:
    """A table to paste into a spreadsheet: cells parted by tabs, none of which can act as a formula."""
    lines = (table.headings, *(row.cells for row in (*table.rows, *table.sums)))
    return "\n".join("\t".join(_harmless(" ".join(cell.split())) for cell in line) for line in lines)


def travel_for_mos(travel: TravelList, polish: TextSource, countries: Countries) -> str:
    """The journeys as Polish lines to copy into the form, which is answered in Polish; "brak" if none."""
    lines = [
        polish.fill(
            "proof.journey",
            country=country_words(row.country, polish, countries) or polish.get("proof.not_known"),
            left=told_day(row.left, polish, _dotted),
            returned=polish.get("proof.still_abroad")
            if row.returned is None
            else told_day(row.returned, polish, _dotted),
        )
        for row in travel.journeys
    ]
    return "\n".join(lines) or polish.get("proof.none")


def stays_for_mos(travel: TravelList, polish: TextSource) -> str:
    """Earlier stays and the present one as Polish lines: period, then basis; "brak" if there are none."""
    lines = [
        polish.fill(
            "proof.stay",
            first=told_day(row.first, polish, _dotted),
            last=polish.get("proof.goes_on") if row.last is None else told_day(row.last, polish, _dotted),
            kind=kind_words(row.kind, polish),
        )
        for row in stay_rows(travel)
    ]
    return "\n".join(lines) or polish.get("proof.none")


def _dotted(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
