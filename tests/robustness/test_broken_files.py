"""Case files that are not what they should be: one sentence, the place, exit code 2, nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from permitdesk.cli.app import main

TOLERATED = {
    "applicant": "adult",
    "signer": "applicant",
    "route": "pr_tolerated_10y",
    "current_stay": {"kind": "tolerated_351_1", "first_day": "2012-01-01"},
}


def content(**told: Any) -> bytes:
    """A case file with these fields."""
    envelope = {"format": "permitdesk.case", "version": 1, "case_id": "x", **told}
    return json.dumps(envelope, ensure_ascii=False).encode()


def journey(left: str, returned: str, identifier: str = "a") -> dict[str, str]:
    """One journey."""
    return {"id": identifier, "left": left, "returned": returned}


BROKEN: dict[str, tuple[bytes, str, str]] = {
    "cut in half": (content(**TOLERATED)[:70], "line 1", "wiersza 1"),
    "of a newer version": (content(version=99), "version", "wersję"),
    "with an unknown field": (content(nickname="x"), "nickname", "nickname"),
    "thirty megabytes large": (b" " * 30_000_000, "20 MB", "20 MB"),
    "binary junk": (bytes(range(256)), "UTF-8", "UTF-8"),
    "zeros of a crashed disk": (b"\0" * 500, "line 1", "wiersza 1"),
    "empty": (b"", "line 1", "wiersza 1"),
    "a list": (b"[]", "permitdesk.case", "permitdesk.case"),
    "very deep": (b"[" * 100_000, "line 1", "wiersza 1"),
    "with a repeated id": (
        content(absences=[journey("2020-01-01", "2020-01-02")] * 2),
        "absences[1].id",
        "absences[1].id",
    ),
    "with an impossible day": (content(person={"birth_date": "2001-02-30"}), "no such day", "takiego dnia"),
    "with the year 0": (content(person={"birth_date": "0000-01-01"}), "person.birth_date", "takiego dnia"),
    "with the year 9999": (content(person={"birth_date": "9999-12-31"}), "1900 to 2200", "1900 do 2200"),
    "with a journey back before it began": (
        content(absences=[journey("2020-01-05", "2020-01-02")]),
        "absences[0].returned",
        "przed dniem wyjazdu",
    ),
    "with a kind of stay nobody knows": (
        content(current_stay={"kind": "nope"}),
        "current_stay.kind",
        "current_stay.kind",
    ),
    "with an earlier stay nobody knows": (
        content(statuses=[{"id": "a", "kind": "nope"}]),
        "statuses[0].kind",
        "statuses[0].kind",
    ),
    "with a route nobody knows": (content(route="../../x"), "route", "route"),
    "with a voivodeship nobody knows": (
        content(person={"voivodeship": "../x"}),
        "person.voivodeship",
        "person.voivodeship",
    ),
}


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_case_file_is_refused_in_the_language_asked_for(
    name: str, language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, english, polish = BROKEN[name]
    path = tmp_path / "case.json"
    path.write_bytes(data)
    assert main(["assess", str(path), "--on", "2026-11-21", "--language", language]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(path) in told.err
    assert (english if language == "en" else polish) in told.err
    assert "Traceback" not in told.err
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", BROKEN)
def test_nothing_is_written_for_a_broken_case_file(name: str, tmp_path: Path) -> None:
    path, pdf = tmp_path / "case.json", tmp_path / "out.pdf"
    path.write_bytes(BROKEN[name][0])
    pdf.write_bytes(b"the old one")
    assert main(["export", str(path), "--pdf", str(pdf), "--on", "2026-11-21"]) == 2
    assert pdf.read_bytes() == b"the old one"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.json", "out.pdf"]


def test_overlapping_stays_are_named_and_the_rest_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stays = [
        {"id": "a", "kind": "trp_work", "first_day": "2011-01-01", "last_day": "2015-01-02"},
        {"id": "b", "kind": "trp_work", "first_day": "2012-01-01", "last_day": "2014-01-02"},
    ]
    path = tmp_path / "case.json"
    path.write_bytes(content(**TOLERATED, statuses=stays))
    assert main(["assess", str(path), "--json", "--on", "2026-11-21"]) == 0
    told = capsys.readouterr()
    assert "statuses[1].first_day: Two stays cover the same days" in told.err
    assert json.loads(told.out)["input_problems"]


def test_five_thousand_journeys_are_counted_and_printed(tmp_path: Path) -> None:
    day = date(2012, 2, 1)
    trips = []
    for number in range(5000):
        trips.append(journey(str(day), str(day + timedelta(1)), f"t{number}"))
        day += timedelta(1)
    path, pdf, ics = tmp_path / "case.json", tmp_path / "out.pdf", tmp_path / "out.ics"
    path.write_bytes(content(**TOLERATED, absences=trips))
    assert main(["export", str(path), "--pdf", str(pdf), "--ics", str(ics), "--on", "2026-11-21"]) == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR")


NAMES = {
    "empty": ("", ""),
    "blank": ("  ", "\t"),
    "ten thousand letters": ("x" * 10_000, "ż" * 10_000),
    "Arabic and emoji": ("مُحَمَّد", "👨‍👩‍👧 🇵🇱"),
    "marks that turn the line": ("\u202eabc\u202c", "\u200f\u061c"),
    "control characters and mark-up": ("a\x00\x07\x1b[31m", "<b>&amp;<font size=99>"),
}


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_printed(name: str, tmp_path: Path) -> None:
    given, surname = NAMES[name]
    path, pdf, ics = tmp_path / "case.json", tmp_path / "out.pdf", tmp_path / "out.ics"
    person = {"given_names": given, "surname": surname}
    path.write_bytes(content(**TOLERATED, person=person, title=given, advisor=surname, note=given))
    arguments = ["export", str(path), "--pdf", str(pdf), "--ics", str(ics), "--name", "--on", "2026-11-21"]
    assert main(arguments) == 0
    assert pdf.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "9999-12-31", "1899-12-31", "tomorrow", ""])
def test_an_absurd_day_is_refused(day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content(**TOLERATED))
    assert main(["assess", str(path), "--on", day]) == 2
    assert "--on" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_possible_day_are_answered(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content(**TOLERATED))
    assert main(["assess", str(path), "--on", day, "--json"]) == 0


# --- targets ------------------------------------------------------------------------


def run(*arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, with the largest size of a file it may write."""

    def restrict() -> None:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, limit or 0))

    return subprocess.run(
        [sys.executable, "-m", "permitdesk", *arguments],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=restrict if limit is not None else None,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are a matter of POSIX")
def test_an_export_that_does_not_fit_says_so_and_keeps_the_old_file(tmp_path: Path) -> None:
    path, pdf = tmp_path / "case.json", tmp_path / "out.pdf"
    path.write_bytes(content(**TOLERATED))
    pdf.write_bytes(b"the old one")
    done = run("export", str(path), "--pdf", str(pdf), "--language", "pl", "--on", "2026-11-21", limit=4096)
    assert done.returncode == 2
    assert "out.pdf" in done.stderr
    assert "Traceback" not in done.stderr
    assert pdf.read_bytes() == b"the old one"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.json", "out.pdf"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("target", ["/dev/full", "/proc/permitdesk.pdf"])
def test_a_device_is_never_replaced_by_an_export(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content(**TOLERATED))
    link = tmp_path / "link.pdf"
    os.mkfifo(tmp_path / "pipe")
    link.symlink_to(tmp_path / "pipe")
    for name in (target, str(tmp_path / "pipe"), str(link), str(tmp_path), str(tmp_path / "no" / "out.pdf")):
        assert main(["export", str(path), "--pdf", name, "--on", "2026-11-21"]) == 2
        assert "could not be written" in capsys.readouterr().err
    assert (tmp_path / "pipe").is_fifo()
    assert link.is_symlink()
