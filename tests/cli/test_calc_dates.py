"""The vectors of terms, delivery and outage, through the command line."""

from __future__ import annotations

import pytest

from tests.cli.runner import Runner


@pytest.mark.parametrize(
    ("event", "unit", "n", "unrolled", "due"),
    [
        ("2026-11-20", "days", 14, "2026-12-04", "2026-12-04"),
        ("2026-12-10", "days", 14, "2026-12-24", "2026-12-28"),  # Christmas Eve is off since 2025
        ("2024-12-10", "days", 14, "2024-12-24", "2024-12-24"),  # and was not in 2024
        ("2026-10-28", "days", 14, "2026-11-11", "2026-11-12"),
        ("2027-03-14", "days", 14, "2027-03-28", "2027-03-30"),  # Easter Sunday and Monday
        ("2026-08-01", "days", 14, "2026-08-15", "2026-08-17"),
        ("2026-12-17", "days", 7, "2026-12-24", "2026-12-28"),
        ("2026-11-20", "days", 30, "2026-12-20", "2026-12-21"),
        ("2026-08-31", "months", 6, "2027-02-28", "2027-03-01"),
        ("2026-12-05", "days", 14, "2026-12-19", "2026-12-21"),
        ("2026-12-16", "days", 14, "2026-12-30", "2026-12-30"),
        ("2026-11-20", "weeks", 2, "2026-12-04", "2026-12-04"),
        ("2024-02-29", "years", 1, "2025-02-28", "2025-02-28"),
    ],
)
def test_a_procedural_term_ends_as_counted_and_moves_off_a_day_off(
    run: Runner, event: str, unit: str, n: int, unrolled: str, due: str
) -> None:
    found = run("calc", "term", "--event", event, f"--{unit}", n, "--json").json()
    assert (found["unrolled"], found["due"]) == (unrolled, due)


def test_a_hard_date_never_moves(run: Runner) -> None:
    found = run("calc", "term", "--event", "2026-12-10", "--days", 14, "--hard", "--json").json()
    assert (found["unrolled"], found["due"]) == ("2026-12-24", "2026-12-24")


@pytest.mark.parametrize(
    ("event", "monday_to_friday", "cautious"),
    [("2026-11-20", "2026-12-11", "2026-12-08"), ("2026-12-10", "2027-01-05", "2026-12-31")],
)
def test_working_days_are_counted_without_and_with_saturdays(
    run: Runner, event: str, monday_to_friday: str, cautious: str
) -> None:
    found = run("calc", "term", "--event", event, "--working-days", 15, "--json").json()
    assert (found["unrolled"], found["due"]) == (monday_to_friday, monday_to_friday)
    assert found["due_cautious"] == cautious


def test_fifteen_working_days_in_words_name_the_careful_day_first(run: Runner) -> None:
    lines = run("calc", "term", "--event", "2026-11-20", "--working-days", 15).out.splitlines()
    assert "8 December 2026" in lines[0]
    assert "11 December 2026" in lines[1]


@pytest.mark.parametrize(
    ("first", "repaired", "last_legal", "expected"),
    [
        ("2026-12-16", "2026-12-18", "2026-12-17", (True, "2026-12-23", "2026-12-22", "2026-12-16")),
        ("2026-12-22", "2026-12-22", "2026-12-22", (True, "2026-12-29", "2026-12-29", "2026-12-22")),
        ("2026-12-16", "2026-12-18", "2026-12-19", (False, "2026-12-19", "2026-12-19", None)),
        ("2026-12-16", "2026-12-18", "2026-12-15", (False, "2026-12-15", "2026-12-15", None)),
    ],
)
def test_a_breakdown_over_the_last_legal_day_gives_three_working_days_after_the_repair(
    run: Runner,
    first: str,
    repaired: str,
    last_legal: str,
    expected: tuple[bool, str, str, str | None],
) -> None:
    found = run(
        "calc", "outage", "--from", first, "--repaired", repaired, "--last-legal-day", last_legal, "--json"
    ).json()
    keys = ("applies", "file_by", "file_by_cautious", "deemed_filed_on")
    assert tuple(found[key] for key in keys) == expected
    assert set(found) == set(keys)


@pytest.mark.parametrize(
    ("arrived", "by", "delivered"),
    [
        ("2026-11-20", "e_delivery", "2026-12-05"),
        ("2026-12-01", "e_delivery", "2026-12-16"),
        ("2026-11-20", "post", "2026-12-04"),
    ],
)
def test_an_uncollected_letter_counts_as_delivered(
    run: Runner, arrived: str, by: str, delivered: str
) -> None:
    found = run("calc", "delivery", "--arrived", arrived, "--by", by, "--json").json()
    assert found == {"deemed_delivered_on": delivered}


def test_answers_in_words_come_in_both_languages(run: Runner) -> None:
    arguments = ("calc", "term", "--event", "2026-12-10", "--days", 14)
    assert "28 December 2026" in run(*arguments).out
    assert "28 grudnia 2026" in run(*arguments, "--language", "pl").out
    outage = ("calc", "outage", "--from", "2026-12-16", "--repaired", "2026-12-18")
    assert "22 December 2026" in run(*outage, "--last-legal-day", "2026-12-17").out
    assert "19 December 2026" in run(*outage, "--last-legal-day", "2026-12-19").out
    assert (
        "5 grudnia"
        in run("calc", "delivery", "--arrived", "2026-11-20", "--by", "e_delivery", "--language", "pl").out
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("term", "--event", "2026-02-30", "--days", 3), "there is no day 2026-02-30"),
        (("term", "--event", "tomorrow", "--days", 3), "is not a day"),
        (("term", "--event", "2026-02-03", "--days", 0), "whole number between 1"),
        (("term", "--event", "2026-02-03"), "is required"),
        (("term", "--event", "9999-12-30", "--years", 3), "only the years 1900 to 2200"),
        (("term", "--event", "2200-12-30", "--years", 9000), "beyond the calendar"),
        (
            ("outage", "--from", "2026-02-03", "--repaired", "2026-02-01", "--last-legal-day", "2026-02-02"),
            "before --from",
        ),
        (("delivery", "--arrived", "2026-02-03", "--by", "pigeon"), "invalid choice"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_in_a_sentence(
    run: Runner, arguments: tuple[object, ...], sentence: str
) -> None:
    found = run("calc", *arguments)
    assert found.code == 2
    assert sentence in found.err
    assert found.out == ""
    assert "Traceback" not in found.err


def test_a_day_may_be_written_the_polish_way(run: Runner) -> None:
    found = run("calc", "term", "--event", "10.12.2026", "--days", 14, "--json").json()
    assert found["event"] == "2026-12-10"
