"""Tables of journeys as spreadsheets, mail programs and accidents make them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from permitdesk.cli.app import main

ONE = "left,returned,country,reason\n2024-02-01,2024-02-10,DE,ordinary\n"
READ: dict[str, bytes] = {
    "plain": ONE.encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + ONE.encode(),
    "with the line ends of Windows": ONE.replace("\n", "\r\n").encode(),
    "with the line ends of old Macs": ONE.replace("\n", "\r").encode(),
    "with semicolons": ONE.replace(",", ";").encode(),
    "with Polish days": ONE.replace("2024-02-01", "01.02.2024").replace("2024-02-10", "10.02.2024").encode(),
    "with a formula": ONE.replace("DE", "\"=cmd|' /C calc'!A0\"").encode(),
    "in the letters of Polish Windows": ONE.replace("DE", "Łotwa").encode("cp1250"),
    "with blank lines and blanks": ("\n \n" + ONE.replace(",", " , ") + "\n,,,\n").encode(),
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the table is empty"),
    "in UTF-16": (ONE.encode("utf-16"), "left"),
    "binary": (b"\x81\xff\xfe" * 99, "not a text table"),
    "zeros": (b"\0" * 500, ""),
    "without the columns": (b"a,b\n1,2\n", "'left'"),
    "with an impossible day": (ONE.replace("02-10", "02-30").encode(), "line 2, returned"),
    "reversed": (ONE.replace("2024-02-10", "2024-01-10").encode(), "is before left"),
    "with a year of a slip": (ONE.replace("2024-02-10", "9999-02-10").encode(), "1900 to 2200"),
    "with an unclosed quotation mark": (
        b'left,returned\n"2024-02-01,2024-02-10\n2024-03-01,2024-03-02\n',
        "",
    ),
    "with journeys inside each other": (ONE.encode() + b"2024-02-03,2024-02-05,,\n", "lies inside"),
    "with a huge field": (b"left,returned\n" + b"1" * 200_000 + b",2024-01-01\n", ""),
}
RANGE = ("--from", "2020-01-01", "--to", "2026-11-21", "--route", "pr_tolerated_10y", "--json")


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read_however_it_was_saved(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "trips.csv"
    path.write_bytes(READ[name])
    assert main(["calc", "absences", "--trips", str(path), *RANGE]) == 0
    assert json.loads(capsys.readouterr().out)["total"]["strict"] == 10


@pytest.mark.parametrize("name", REFUSED)
def test_a_table_that_cannot_be_trusted_is_refused_with_the_place(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, words = REFUSED[name]
    path = tmp_path / "trips.csv"
    path.write_bytes(data)
    assert main(["calc", "absences", "--trips", str(path), *RANGE]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(path) in told.err
    assert words in told.err
    assert len(told.err) < 2000


def test_no_accident_is_a_bug(tmp_path: Path) -> None:
    path = tmp_path / "trips.csv"
    path.write_bytes(random.Random(7).randbytes(20_000))
    assert main(["calc", "absences", "--trips", str(path), *RANGE]) == 2
    for days in (
        ("schengen", "--trips", str(path), "--on", "9999-12-31"),
        ("delivery", "--arrived", "9999-12-31", "--by", "post"),
        ("outage", "--from", "9999-12-31", "--repaired", "9999-12-31", "--last-legal-day", "9999-12-31"),
        ("term", "--event", "2200-12-31", "--years", "36500"),
    ):
        assert main(["calc", *days]) == 2


def test_the_last_day_we_know_can_be_calculated_with(tmp_path: Path) -> None:
    path = tmp_path / "stays.csv"
    path.write_text("entry,exit\n2200-12-01,\n", encoding="utf-8")
    last = "2200-12-31"
    for command in (
        ("schengen", "--trips", str(path), "--on", last, "--entry", last),
        ("delivery", "--arrived", last, "--by", "e_delivery"),
        ("outage", "--from", last, "--repaired", last, "--last-legal-day", last),
        ("term", "--event", last, "--working-days", "36500"),
    ):
        assert main(["calc", *command]) == 0
