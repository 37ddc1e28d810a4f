"""Journeys from a table: 90 days in 180, and absences against the limits of a route."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import Outcome, Runner

WINDOW = ("--from", "2016-11-21", "--to", "2026-11-20", "--route", "pr_tolerated_10y")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Where a test writes its table."""
    return tmp_path / "trips.csv"


def schengen(run: Runner, table: Path, rows: str, on: str, *more: str) -> Any:
    table.write_text("entry,exit\n" + rows, encoding="utf-8")
    return run("calc", "schengen", "--trips", table, "--on", on, *more, "--json").json()


def test_without_earlier_stays_a_stay_lasts_ninety_days(run: Runner, table: Path) -> None:
    found = schengen(run, table, "2026-09-01,\n", "2026-09-01")
    assert found["last_legal_day"] == "2026-11-29"
    assert found["days_used"] == 1


def test_sixty_days_used_leave_thirty(run: Runner, table: Path) -> None:
    found = schengen(run, table, "2026-06-01,2026-07-30\n", "2026-10-01", "--entry", "2026-10-01")
    assert found["longest_stay"] == {"entry": "2026-10-01", "days": 30, "last_day": "2026-10-30"}


def test_ninety_days_used_leave_no_entry_until_the_first_day_falls_out_of_the_window(
    run: Runner, table: Path
) -> None:
    rows = "2026-03-01,2026-05-29\n"
    early = schengen(run, table, rows, "2026-08-27", "--entry", "2026-08-27")
    assert early["longest_stay"]["days"] == 0
    assert early["longest_stay"]["last_day"] is None
    assert early["earliest_reentry"] == "2026-08-28"
    later = schengen(run, table, rows, "2026-08-28", "--entry", "2026-08-28")
    assert later["longest_stay"]["last_day"] == "2026-11-25"


def test_days_before_the_window_are_not_used(run: Runner, table: Path) -> None:
    rows = "2026-05-01,2026-05-10\n2026-07-01,2026-07-20\n2026-11-20,\n"
    found = schengen(run, table, rows, "2026-11-20")
    assert found["days_used"] == 21
    assert found["last_legal_day"] == "2027-02-17"


def test_in_and_out_on_one_day_is_one_day(run: Runner, table: Path) -> None:
    assert schengen(run, table, "2026-11-20,2026-11-20\n", "2026-11-20")["days_used"] == 1


def test_an_overstay_is_counted_and_does_not_block_the_answer(run: Runner, table: Path) -> None:
    found = schengen(run, table, "2026-01-01,2026-04-30\n", "2026-04-30")
    assert found["overstay_days"] == 30
    assert found["days_left"] == 0


def test_schengen_in_words(run: Runner, table: Path) -> None:
    table.write_text("entry,exit\n2026-01-01,2026-04-30\n", encoding="utf-8")
    found = run("calc", "schengen", "--trips", table, "--on", "2026-04-30", "--entry", "2026-05-01")
    assert found.code == 0
    assert "Over the limit: 30 days" in found.out
    found = run("calc", "schengen", "--trips", table, "--on", "2026-12-30", "--entry", "2026-12-30")
    assert "at most 90 days" in found.out


def absences(run: Runner, table: Path, rows: str, *more: str) -> Any:
    table.write_text("left,returned,country,reason\n" + rows, encoding="utf-8")
    return run("calc", "absences", "--trips", table, *(more or WINDOW), "--json").json()


def test_short_journeys_pass_on_every_reading(run: Runner, table: Path) -> None:
    found = absences(run, table, "2020-01-10,2020-03-01,UA,\n2022-05-01,2022-05-10,DE,ordinary\n")
    assert found["verdict"] == "pass"
    assert found["longest"] == {"strict": 52, "lenient": 50}
    assert found["total"] == {"strict": 62, "lenient": 58}
    assert found["limits"]["single_months"] == 6


def test_a_journey_longer_than_six_months_on_every_reading_fails(run: Runner, table: Path) -> None:
    assert absences(run, table, "2021-05-01,2021-12-15,DE,\n")["verdict"] == "fail"


def test_a_journey_between_the_readings_needs_a_check(run: Runner, table: Path) -> None:
    found = absences(run, table, "2021-05-01,2021-11-01,DE,\n")
    assert found["verdict"] == "needs_check"
    row = found["ledger"][0]
    assert row["safe_until"] < "2021-11-01" < row["exceeded_from"]


def test_work_abroad_for_a_polish_employer_does_not_count(run: Runner, table: Path) -> None:
    found = absences(run, table, "2021-01-01,2022-12-31,DE,work_for_polish_employer\n")
    assert found["verdict"] == "pass"
    assert found["total"] == {"strict": 0, "lenient": 0}
    assert found["ledger"][0]["exempt"] is True


def test_an_unknown_reason_leaves_it_open(run: Runner, table: Path) -> None:
    assert absences(run, table, "2021-01-01,2022-12-31,DE,unknown\n")["verdict"] == "needs_check"


def test_the_counted_days_of_the_ledger_add_up_to_both_totals(run: Runner, table: Path) -> None:
    # the first journey begins before the window, the second shares a day with the third
    rows = "2016-10-01,2016-12-24,UA,\n2018-01-01,2018-01-31,UA,\n2018-01-31,2018-02-20,DE,\n"
    found = absences(run, table, rows)
    for reading in ("strict", "lenient"):
        assert sum(row["counted"][reading] for row in found["ledger"]) == found["total"][reading]
        assert found["ledger"][-1]["running_total"][reading] == found["total"][reading]


def test_a_journey_still_going_on_is_counted_to_the_end_of_the_window(run: Runner, table: Path) -> None:
    found = absences(run, table, "2026-11-01,,DE,\n")
    assert found["total"]["strict"] == 20
    assert found["ledger"][0]["returned"] is None


def test_absences_in_words_name_every_journey(run: Runner, table: Path) -> None:
    rows = "2020-01-10,2020-03-01,UA,\n2021-01-01,2021-12-31,DE,polish_studies\n2026-11-01,,DE,\n"
    table.write_text("left,returned,country,reason\n" + rows, encoding="utf-8")
    for language in ("en", "pl"):
        found = run("calc", "absences", "--trips", table, *WINDOW, "--language", language)
        assert found.code == 0, found.err
        assert len(found.out.splitlines()) == 8


def test_five_thousand_journeys_are_fine(run: Runner, table: Path) -> None:
    first = date(2006, 1, 1)
    days = (first + timedelta(days=2 * n) for n in range(3500))
    rows = "".join(f"{day},{day},UA,ordinary\n" for day in days)
    assert len(absences(run, table, rows)["ledger"]) > 1500


def test_marks_blank_lines_semicolons_and_capitals_are_forgiven(run: Runner, table: Path) -> None:
    head = b"\xef\xbb\xbfLeft; Returned ;Country;Reason\r\n\r\n"
    table.write_bytes(head + b"10.01.2020; 2020-3-1;PL;\r\n;;;\r\n")
    found = run("calc", "absences", "--trips", table, *WINDOW, "--json").json()
    assert found["total"]["strict"] == 52


def bad(run: Runner, table: Path, content: str) -> Outcome:
    table.write_text(content, encoding="utf-8")
    found = run("calc", "absences", "--trips", table, *WINDOW, "--json")
    assert found.code == 2
    assert found.out == ""
    return found


@pytest.mark.parametrize(
    ("rows", "line", "column"),
    [
        ("2026-02-30,2026-03-01\n", 2, "left: there is no day"),
        ("\n2026-03-05,2026-03-01\n", 3, "returned: 2026-03-01 is before"),
        ("2025-01-01,2025-02-01\n2025-01-15,2025-01-20\n", 3, "left: 2025-01-15 lies inside"),
        (",2025-01-20\n", 2, "left: the day is missing"),
        ("2024-01-01,\n2025-01-01,2025-01-02\n", 2, "returned: only the newest row"),
        ("yesterday,2025-01-02\n", 2, "is not a day"),
    ],
)
def test_a_bad_line_is_named(run: Runner, table: Path, rows: str, line: int, column: str) -> None:
    err = bad(run, table, "left,returned\n" + rows).err
    assert f"line {line}, " in err
    assert column in err


def test_an_unknown_reason_word_is_refused(run: Runner, table: Path) -> None:
    err = bad(run, table, "left,returned,reason\n2025-01-01,2025-01-02,holiday\n").err
    assert "line 2, reason: 'holiday'" in err


def test_many_bad_lines_are_counted(run: Runner, table: Path) -> None:
    err = bad(run, table, "left,returned\n" + "x,y\n" * 50).err
    assert "and 30 more bad lines" in err


@pytest.mark.parametrize("content", ["", "\n\n", "from,to\n2025-01-01,2025-01-02\n"])
def test_a_table_without_its_columns_is_refused(run: Runner, table: Path, content: str) -> None:
    assert "left" in bad(run, table, content).err


def test_a_missing_table_is_named(run: Runner, tmp_path: Path) -> None:
    found = run("calc", "absences", "--trips", tmp_path / "none.csv", *WINDOW)
    assert found.code == 2
    assert "none.csv: the file cannot be read" in found.err


def test_a_picture_is_no_table(run: Runner, table: Path) -> None:
    table.write_bytes(b"\x81\x89PNG\x00\xff" * 10)
    assert run("calc", "absences", "--trips", table, *WINDOW).code == 2


def test_a_window_that_ends_before_it_begins_is_refused(run: Runner, table: Path) -> None:
    table.write_text("left,returned\n", encoding="utf-8")
    found = run(
        "calc", "absences", "--trips", table, "--from", "2026-01-02", "--to", "2026-01-01",
        "--route", "pr_tolerated_10y",
    )  # fmt: skip
    assert found.code == 2
    assert "--to" in found.err


def test_an_unknown_route_is_refused_with_the_known_ones(run: Runner, table: Path) -> None:
    table.write_text("left,returned\n", encoding="utf-8")
    found = run(
        "calc", "absences", "--trips", table, "--from", "2026-01-01", "--to", "2026-01-02", "--route", "x"
    )
    assert found.code == 2
    assert "pr_tolerated_10y" in found.err


@pytest.mark.parametrize(
    ("on", "entry", "option"), [("2013-10-17", "2026-01-01", "--on"), ("2026-01-01", "2013-10-17", "--entry")]
)
def test_schengen_before_the_rule_began_is_not_covered(
    run: Runner, table: Path, on: str, entry: str, option: str
) -> None:
    table.write_text("entry,exit\n2013-01-01,2013-01-05\n", encoding="utf-8")
    found = run("calc", "schengen", "--trips", table, "--on", on, "--entry", entry)
    assert found.code == 2
    assert option in found.err
    assert "2013-10-17" in found.err


def test_parts_of_one_absence_outside_the_window_are_in_the_ledger_so_that_it_adds_up(
    run: Runner, table: Path
) -> None:
    rows = "2024-01-01,2024-01-10,DE,\n2024-01-10,2024-01-20,FR,\n2024-05-01,2024-05-03,DE,\n"
    window = ("--from", "2024-01-12", "--to", "2024-12-31", "--route", "pr_tolerated_10y")
    found = absences(run, table, rows, *window)
    assert [row["counted"]["strict"] for row in found["ledger"]] == [10, 10, 3]
    assert found["total"] == {"strict": 23, "lenient": 9}
    assert found["ledger"][-1]["running_total"] == found["total"]
