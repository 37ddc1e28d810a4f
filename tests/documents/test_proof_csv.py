"""The tables of the proof are read back as they were meant."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.documents.proof_csv import (
    ledger_csv,
    ledgers_csv,
    short_stay_csv,
    stays_csv,
    stays_for_mos,
    table_text,
    travel_csv,
    travel_for_mos,
)
from permitdesk.documents.proof_tables import travel_table
from permitdesk.domain.case import Absence, ApproximateDay, Case, CurrentStay, SchengenStay, StatusEntry
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import say
from permitdesk.domain.stay.evidence import LedgerKind, LedgerRow
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.short_stay_sheet import SheetMode, short_stay_sheet
from permitdesk.domain.stay.travel_list import travel_list
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts

ON = date(2026, 11, 21)
EN, PL = load_texts("en"), load_texts("pl")
RULES = load_ruleset()


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def journeys(*absences: Absence) -> Case:
    return Case("c", absences=absences)


def test_the_ledger_ends_with_subtotals_and_a_total_and_names_each_article() -> None:
    law = Citation("act_on_foreigners", "art. 211 ust. 1", ON)
    half, none = Decimal("5.5"), Decimal(0)
    note = say("stay.row_gap")
    rows = (
        LedgerRow(
            LedgerKind.TITLE, date(2024, 1, 1), date(2024, 1, 11), 11, "visa_c", half, half, note, (law, law)
        ),
        LedgerRow(LedgerKind.GAP, date(2024, 1, 12), date(2024, 1, 12), 1, None, none, none, note),
    )
    table = read(ledger_csv(rows, EN))
    assert [line[2] for line in table] == ["Days", "11", "1", "", "11", "1", "11", "1", "1", "12"]
    assert table[1][0] == "2024-01-01"
    assert table[1][7] == "art. 211 ust. 1"
    assert [line[4] for line in table[1:]] == ["5.5", "0", "", "5.5", "0", "5.5", "0", "0", "5.5"]
    assert len({len(line) for line in table}) == 1
    assert read(ledger_csv(rows, PL))[1][4] == "5,5"


def test_a_day_that_counts_differently_on_the_two_readings_says_both() -> None:
    half, whole = Decimal("5.5"), Decimal(11)
    row = LedgerRow(
        LedgerKind.TITLE, date(2024, 1, 1), date(2024, 1, 11), 11, "visa_c", half, whole, say("stay.row_gap")
    )
    assert "0.5 or, in your favour, 1 for each day" in [line[3] for line in read(ledger_csv((row,), EN))]


def test_journeys_are_in_polish_beside_what_was_told() -> None:
    case = journeys(Absence("a", date(2025, 1, 3), date(2025, 1, 9), "Germany"))
    travel = travel_list(case, ON, ON)
    row = ["Germany", "Niemcy", "2025-01-03", "2025-01-09", ""]
    assert read(travel_csv(travel, EN, PL, RULES.countries))[1] == row
    assert travel_for_mos(travel, PL, RULES.countries) == "Niemcy: 03.01.2025 \u2013 09.01.2025"


def test_who_has_not_travelled_answers_brak() -> None:
    travel = travel_list(Case("c"), ON, ON)
    assert travel_for_mos(travel, PL, RULES.countries) == "brak"
    assert read(travel_csv(travel, EN, PL, RULES.countries))[1][:2] == ["none", "brak"]
    assert read(stays_csv(travel, EN, PL))[1][:2] == ["none", "brak"]


def test_days_that_are_rough_lost_or_open_say_so() -> None:
    rough = ApproximateDay("absences.a.left", date(2025, 1, 3), date(2025, 1, 9))
    case = Case(
        "c",
        absences=(
            Absence("a", date(2025, 1, 3), date(2025, 2, 1), "Atlantis"),
            Absence("b", date(2026, 1, 3), None, ""),
            Absence("c", None, date(2026, 1, 1), "France"),
        ),
        approximate=(rough,),
    )
    travel = travel_list(case, ON, ON)
    table = read(travel_csv(travel, EN, PL, RULES.countries))
    assert table[1][1:] == [
        "Atlantis",
        "between 2025-01-03 and 2025-01-09",
        "2025-02-01",
        "to complete before filing",
    ]
    assert table[2][3] == "still abroad"
    assert table[3][2] == "not known"
    assert travel_for_mos(travel, PL, RULES.countries).splitlines() == [
        "Atlantis: między 03.01.2025 a 09.01.2025 \u2013 01.02.2025",
        "nie wiadomo: 03.01.2026 \u2013 nadal za granicą",
        "Francja: nie wiadomo \u2013 01.01.2026",
    ]


def test_earlier_stays_come_before_the_present_one() -> None:
    case = Case(
        "c",
        statuses=(StatusEntry("s", "visa_c", date(2020, 1, 1), date(2020, 3, 1)),),
        current_stay=CurrentStay("visa_free", first_day=date(2026, 10, 1)),
    )
    table = read(stays_csv(travel_list(case, ON, ON), EN, PL))
    assert [line[2:4] for line in table[1:]] == [["2020-01-01", "2020-03-01"], ["2026-10-01", "goes on"]]


def test_the_sheet_has_days_as_the_calculator_reads_them() -> None:
    case = Case(
        "c",
        schengen_stays=(
            SchengenStay("v", date(2026, 9, 1), date(2026, 9, 9)),
            SchengenStay("w", date(2026, 11, 1), None),
        ),
    )
    sheet = short_stay_sheet(case, {k.id: k for k in RULES.statuses}, None, ON, SheetMode.CONTROL)
    table = read(short_stay_csv(sheet, EN))
    assert table[1:3] == [["01/09/26", "09/09/26", "no", "no"], ["01/11/26", "", "no", "no"]]
    assert table[4:] == [
        ["Mode to choose", "Control", "", ""],
        ["Date of the check (dd/mm/yy)", "21/11/26", "", ""],
        ["Our result", "cannot be counted yet", "", ""],
    ]


def sheet_lines(case: Case, mode: SheetMode) -> dict[str, str]:
    rule = short_stay_rule(RULES.values, ON)
    sheet = short_stay_sheet(case, {k.id: k for k in RULES.statuses}, rule, ON, mode)
    return {line[0]: line[1] for line in read(short_stay_csv(sheet, EN))[1:]}


def test_the_sheet_says_what_to_choose_and_what_to_compare() -> None:
    case = Case("c", schengen_stays=(SchengenStay("v", date(2026, 9, 1), date(2026, 9, 10)),))
    lines = sheet_lines(case, SheetMode.CONTROL)
    assert (lines["Our result: days used"], lines["Our result: days left"]) == ("10", "80")
    assert lines["First day looked at"] == "2026-05-26"
    planned = sheet_lines(case, SheetMode.PLANNING)
    assert planned["Mode to choose"] == "Planning"
    assert planned["Date of entry (dd/mm/yy)"] == "21/11/26"
    assert planned["Our result: longest stay in days"] == "80"


def test_a_missing_day_of_the_sheet_is_marked_in_its_cell_and_counted() -> None:
    case = Case(
        "c",
        schengen_stays=(
            SchengenStay("v", None, date(2026, 9, 10)),
            SchengenStay("w", date(2026, 11, 9), date(2026, 11, 1)),
        ),
    )
    lines = sheet_lines(case, SheetMode.CONTROL)
    assert lines["(to complete)"] == "10/09/26"
    assert lines["09/11/26"] == "01/11/26 (to complete)"
    assert lines["Days that are missing"] == "2"


def test_the_exit_of_a_present_stay_is_asked_before_an_entry_is_planned() -> None:
    case = Case("c", current_stay=CurrentStay("visa_free", first_day=date(2026, 10, 1)))
    assert sheet_lines(case, SheetMode.PLANNING)["01/10/26"] == "(to complete)"
    assert sheet_lines(case, SheetMode.CONTROL)["01/10/26"] == ""


def test_a_day_that_is_not_exact_and_older_stays_are_warned_of() -> None:
    rough = ApproximateDay("schengen_stays.v.exit", date(2026, 9, 8), date(2026, 9, 10))
    stays = (SchengenStay("v", date(2026, 9, 1), date(2026, 9, 10)),)
    lines = sheet_lines(Case("c", schengen_stays=stays, approximate=(rough,)), SheetMode.CONTROL)
    assert lines["Take care"] == "the result rests on a day that is not exact"
    long = (SchengenStay("v", date(2026, 1, 1), date(2026, 4, 30)), SchengenStay("w", ON, ON))
    over = sheet_lines(Case("c", schengen_stays=(*long, *stays)), SheetMode.CONTROL)
    assert over["Our result: days too many"] == "30"
    assert over["Take care"].startswith("stays before these")


def test_ledgers_of_several_periods_name_their_period_in_the_first_column() -> None:
    half = Decimal("5.5")
    row = LedgerRow(
        LedgerKind.TITLE, date(2024, 1, 1), date(2024, 1, 11), 11, "visa_c", half, half, say("stay.row_gap")
    )
    table = read(ledgers_csv((("one", (row,)), ("two", (row,))), EN))
    assert [line[0] for line in table] == ["Required period", "one", "two", "", *["one"] * 3, *["two"] * 3]
    assert len({len(line) for line in table}) == 1


def test_a_period_without_days_says_so_and_adds_nothing_up() -> None:
    table = read(ledger_csv((), EN))
    assert len(table) == 2
    assert "no list of days" in table[1][6]


def test_a_copied_table_has_one_line_for_each_row_and_cannot_run() -> None:
    case = journeys(Absence("a", date(2025, 1, 3), date(2025, 1, 9), "=A1\nB"))
    table = travel_table(travel_list(case, ON, ON), EN, PL, RULES.countries, date.isoformat)
    lines = table_text(table).split("\n")
    assert len(lines) == 2
    assert lines[1].startswith("'=A1 B\t")


def test_stays_are_told_as_the_form_asks_period_and_basis() -> None:
    case = Case(
        "c",
        statuses=(StatusEntry("s", "visa_c", date(2020, 1, 1), date(2020, 3, 1)),),
        current_stay=CurrentStay("visa_free", first_day=date(2026, 10, 1)),
    )
    lines = stays_for_mos(travel_list(case, ON, ON), PL).splitlines()
    assert lines[0].startswith("01.01.2020 \u2013 01.03.2020: ")
    assert lines[1].startswith("01.10.2026 \u2013 trwa: ")
    assert stays_for_mos(travel_list(Case("c"), ON, ON), PL) == "brak"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    told = f"{start}HYPERLINK(1)"
    case = journeys(Absence("a", date(2025, 1, 3), date(2025, 1, 9), told))
    row = read(travel_csv(travel_list(case, ON, ON), EN, PL, RULES.countries))[1]
    assert row[0] == f"'{told}"
