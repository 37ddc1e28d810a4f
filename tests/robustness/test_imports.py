"""Whatever is dropped on the import: a report or one sentence, never a bug, never half of a table."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Case
from permitdesk.imports import sources
from permitdesk.imports.apply import apply
from permitdesk.imports.mapping import Vocabulary, guess
from permitdesk.imports.records import CannotRead, Choices, Table
from permitdesk.imports.report import ImportReport, LineState, check
from permitdesk.imports.sources import File, Pasted, read_source
from permitdesk.imports.tables import read_table
from permitdesk.imports.words import Target
from permitdesk.rulesets.texts import Texts, load_texts
from tests.imports.workbooks import xlsx

TODAY = date(2026, 11, 21)
NONE = Choices()
TEXTS: tuple[Texts, ...] = (load_texts("en"), load_texts("pl"))
PIECES = st.sampled_from((
    "1.2.2020", "2020-02-30", "31/12/1999", "12/31/99", "1-5.3.2020", "44000", "9999-12-31",
    "0001-01-01", "?",
    "od", "left", "returned", "Wjazd", '"', "'", "=1+1", "@x", "\0", "\t", ";", ",", "|", "\n", "\r\n", " ",
    "around May 2020",
    "Италия", "ok. 1 maja", "-", "\u2013", "/", ".", "\ufeff", "\ufffd",
    "\u0661.\u0662.\u0662\u0660\u0662\u0660",
))  # fmt: skip


def whole_way(table: Table) -> ImportReport:
    """Every list, every sentence in both languages, and the new case; the report of journeys is returned."""
    reports = []
    for target in Target:
        columns = guess(table, target, TODAY, Vocabulary())
        report = check(table, columns, Case("c"), TODAY, Vocabulary())
        reports.append(report)
        for line in report.lines:
            assert (line.entry is None) == (line.state is LineState.REFUSED)
            assert line.remarks or line.state is LineState.GOOD
        for texts in TEXTS:
            for statement in (*report.notes, *(r for line in report.lines for r in line.remarks)):
                assert texts.render(statement)
        everything = {place for place, line in enumerate(report.lines) if line.entry is not None}
        case = apply(Case("c"), report, everything)
        added = len(case.absences) + len(case.statuses) + len(case.schengen_stays)
        assert added == len(everything)
    return reports[0]


def survives(read: Callable[[], Table]) -> None:
    try:
        table = read()
    except CannotRead as problem:
        said = [texts.render(problem.statement) for texts in TEXTS]
    else:
        said = [str(len(whole_way(table).lines))]
    assert all(said)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_pasted_text_is_reported(text: str) -> None:
    survives(lambda: read_source(Pasted(text), NONE))


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_reported(data: bytes) -> None:
    survives(lambda: read_table(data, NONE))


@settings(max_examples=60)
@given(st.lists(st.sampled_from((
    "DTSTART:20240101", "DTSTART;VALUE=DATE:20240230",
    "DTEND:99991231T000000Z", "DTSTART;TZID=Nowhere:20240101T000000",
    "DURATION:P1D", "DURATION:-P9W", "SUMMARY:WAW-LHR", "LOCATION",
    "RRULE:FREQ=NEVER",
    "STATUS:CANCELLED", "END:VEVENT",
    "BEGIN:VEVENT", "BEGIN:VALARM", ":", "DTSTART:00010101T000000Z",
    "DTEND;VALUE=DATE:20240105", "\0", "x" * 300,
)), max_size=12))  # fmt: skip
def test_any_calendar_is_reported(lines: list[str]) -> None:
    body = "\r\n".join(lines)
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    survives(lambda: read_source(Pasted(text), NONE))


def test_damaged_workbooks_are_reported(tmp_path: Path) -> None:
    good = xlsx({"Trips": [["left", "returned"], [date(2020, 7, 1), date(2020, 7, 2)]]})
    chance = random.Random(4)
    path = tmp_path / "trips.xlsx"
    for _ in range(150):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.choice((len(data), chance.randrange(4, len(data))))]))
        survives(lambda: read_source(File(path), NONE))


@pytest.mark.soak
@settings(max_examples=20_000)
@given(st.one_of(st.binary(max_size=2000), st.lists(PIECES, max_size=200).map("".join).map(str.encode)))
def test_any_bytes_for_a_long_time(data: bytes) -> None:
    survives(lambda: read_table(data, NONE))


def test_ten_thousand_lines_of_mixed_forms_each_have_their_own_fate() -> None:
    forms = (
        "2001-{m:02}-{d:02},2001-{m:02}-{d:02},ISO", "{d}.{m}.2002,{d}.{m}.2002,dots",
        "{d} Jan 2003,{d} Jan 2003,name",
        "soon,later,words", "{d}.{m}.9999,{d}.{m}.9999,absurd", "2004-02-02,2004-01-01,reversed",
        "=TODAY(),,formula", ",,empty", "{d}.{m}.05,{d}.{m}.05,short", "4{m:02}{d:02},4{m:02}{d:02},serial",
    )  # fmt: skip
    lines = [forms[n % 10].format(m=n // 10 % 12 + 1, d=n // 120 % 28 + 1) for n in range(10_000)]
    report = whole_way(read_table(("left,returned,note\n" + "\n".join(lines)).encode("cp1250"), NONE))
    assert [line.line.number for line in report.lines] == list(range(2, 10_002))
    refused = {3, 4, 5, 6, 7}
    assert all(
        (line.state is LineState.REFUSED) == (n % 10 in refused) for n, line in enumerate(report.lines)
    )


def test_the_limit_of_lines_is_stated_and_nothing_is_read_beyond() -> None:
    line = "2020-01-01,2020-01-02\n"
    assert len(read_table(line.encode() * 20_000, NONE).lines) == 20_000
    with pytest.raises(CannotRead) as told:
        read_table(line.encode() * 20_001, NONE)
    assert "20000" in TEXTS[0].render(told.value.statement)


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n ", bytes(range(256)) * 40, b"\0" * 999,
     b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 99, b"%PDF-1.7\n" + b"\x01\x02" * 99,
     b"PK\x05\x06" + b"\0" * 18, b"a" * 300_000, b'"' * 4_001, b"\xff\xfe", b"1.1.2020;2.1.2020\0\0"],
)  # fmt: skip
def test_rubbish_is_told_in_one_sentence_or_shown_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "rubbish.csv"
    path.write_bytes(data)
    survives(lambda: read_source(File(path), NONE))


def test_folders_missing_files_and_odd_names_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv", Path("\0"), tmp_path / ("x" * 4000), Path("/dev/zero")):
        with pytest.raises(CannotRead):
            read_source(File(path), NONE)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("2020-01-01,2020-01-02")
    path.chmod(0)
    with pytest.raises(CannotRead):
        read_source(File(path), NONE)


def test_a_file_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError

    path = tmp_path / "secret.csv"
    path.write_text("2020-01-01,2020-01-02")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CannotRead) as told:
        read_source(File(path), NONE)
    assert told.value.statement.text == "import.cannot_open"


def test_a_file_that_grows_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "growing.csv"
    path.write_text("2020-01-01,2020-01-02\n")
    real = Path.open

    def grows(self: Path, mode: str = "r") -> object:
        with real(self, "a") as more:
            more.write("2020-02-01,2020-02-02\n")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", grows)
    with pytest.raises(CannotRead) as told:
        read_source(File(path), NONE)
    assert told.value.statement.text == "import.file_changed"


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 10_000)
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * 10_001)
    with pytest.raises(CannotRead) as told:
        read_source(File(path), NONE)
    assert told.value.statement.text == "import.too_large"
