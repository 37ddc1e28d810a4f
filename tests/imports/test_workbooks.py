"""Excel and LibreOffice: real days, values of formulas, several sheets, and workbooks meant to do harm."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from permitdesk.imports import excel
from permitdesk.imports.entries import text_of
from permitdesk.imports.excel import read_workbook
from permitdesk.imports.records import CannotRead, Choices
from permitdesk.imports.report import LineState
from tests.imports.support import days, reported, said, states, written
from tests.imports.workbooks import Cell, ods, ods_row, sheet_xml, xlsx, zipped

TRIPS: list[list[Cell]] = [["left", "returned", "country"], [date(2020, 7, 1), date(2020, 7, 2), "Italy"]]
NONE = Choices()


def test_days_of_day_cells_and_numbers_in_a_column_of_days_are_read(tmp_path: Path) -> None:
    data = xlsx({"Trips": [*TRIPS, [44044, "5.8.2020", "Spain"], [None, None, None]]})
    report = reported(written(tmp_path, data, "trips.xlsx"))
    assert days(report) == [
        (date(2020, 7, 1), date(2020, 7, 2)), (date(2020, 8, 1), date(2020, 8, 5)),
    ]  # fmt: skip
    assert states(report) == [LineState.GOOD, LineState.DOUBT]
    assert said(report, 1) == {"import.serial"}


def test_a_formula_gives_the_value_last_calculated() -> None:
    xml = sheet_xml(TRIPS).replace('<row r="2">', '<row r="2"><c r="D2"><f>1+1</f><v>7</v></c>')
    table = read_workbook(xlsx({"Trips": xml}), NONE)
    assert text_of(table.lines[1].values[3]) == "7"


def test_the_first_sheet_with_lines_is_shown_and_another_can_be_chosen() -> None:
    data = xlsx({"Empty": [], "Trips": TRIPS, "More": [["x"]], "Secret": [["y"]]}, hidden=["Secret"])
    table = read_workbook(data, NONE)
    assert (table.sheet, table.sheets) == ("Trips", ("Empty", "Trips", "More"))
    assert read_workbook(data, Choices(sheet="More")).lines[0].values == ("x",)


def test_libreoffice_workbooks_are_read_and_their_endless_empty_rows_do_no_harm() -> None:
    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
    empty += ' table:number-columns-repeated="16384"/></table:table-row>'
    rows = ods_row("left", "returned") + ods_row("2020-07-01", "2020-07-02") + empty
    table = read_workbook(ods(rows), NONE)
    assert [line.values for line in table.lines] == [("left", "returned"), ("2020-07-01", "2020-07-02")]


CORNER = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize(
    "data",
    [xlsx({"Far": CORNER}), zipped({"elsewhere/far": CORNER}),
     ods(ods_row("x", repeated=' table:number-rows-repeated="900000000"'))],
    ids=["a cell in the last corner", "a sheet in another place", "a row a billion times"],
)  # fmt: skip
def test_small_files_that_spread_beyond_all_bounds_are_refused(data: bytes) -> None:
    with pytest.raises(CannotRead) as told:
        read_workbook(data, NONE)
    assert told.value.statement.text == "import.workbook_too_large"


def test_a_part_that_lies_about_its_size_is_weighed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_UNPACKED", 1_000_000)
    honest = zipped({"xl/worksheets/sheet1.xml": " " * 2_000_000})
    liar = honest.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    for data in (honest, liar):
        with pytest.raises(CannotRead) as told:
            read_workbook(data, NONE)
        assert told.value.statement.text == "import.workbook_too_large"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"PK\x03\x04 and no more", "import.workbook_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "import.workbook_damaged"),
        (zipped({"readme.txt": "hello"}), "import.workbook_damaged"),
        (zipped({"xl/worksheets/sheet1.bin": "x"}), "import.workbook_binary"),
        (xlsx({"Empty": []}), "import.nothing_found"),
        (xlsx({"Trips": TRIPS})[:-200], "import.workbook_damaged"),
        (xlsx({"Trips": "<worksheet><sheetData><row"}), "import.nothing_found"),
    ],
)
def test_broken_workbooks_say_what_to_do(data: bytes, text: str) -> None:
    with pytest.raises(CannotRead) as told:
        read_workbook(data, NONE)
    assert told.value.statement.text in (text, "import.workbook_damaged")


def test_other_ways_of_packing_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "x")
    with pytest.raises(CannotRead):
        read_workbook(buffer.getvalue(), NONE)


def test_more_lines_than_the_limit_are_refused_as_a_whole() -> None:
    rows: list[list[Cell]] = [["2020-01-01", "2020-01-02"]] * 20_001
    assert len(read_workbook(xlsx({"T": rows[1:]}), NONE).lines) == 20_000
    with pytest.raises(CannotRead) as told:
        read_workbook(xlsx({"T": rows}), NONE)
    assert told.value.statement.text == "import.too_many_lines"
