"""Tables of text: separators, letters, head words, orders of days, and what is said about each line."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.case import Absence, Case, StatusEntry
from permitdesk.imports.apply import apply
from permitdesk.imports.decoding import decoded
from permitdesk.imports.mapping import guess
from permitdesk.imports.records import CannotRead, Choices
from permitdesk.imports.report import LineState
from permitdesk.imports.sources import Pasted, read_source
from permitdesk.imports.words import Field, Target, field_named
from tests.imports.support import EMPTY, TODAY, WORDS, days, reported, said, states

GOOD, DOUBT, OFFERED, REFUSED = LineState
TRIP = (date(2020, 7, 1), date(2020, 7, 2))


@pytest.mark.parametrize("mark", ["\t", ";", ",", "|"])
def test_tabs_semicolons_commas_and_bars_part_fields(mark: str) -> None:
    report = reported(mark.join(("1.7.2020", "2.7.2020", "Italy")))
    assert days(report) == [TRIP]
    assert states(report) == [GOOD]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250"])
def test_files_of_usual_spreadsheets_keep_their_polish_letters(encoding: str) -> None:
    text = "wyjazd;powrót;kraj\n2020-07-01;2020-07-02;Włochy\n"
    assert decoded(text.encode(encoding))[0] == text


def test_old_letters_are_told_apart_and_the_choice_of_the_person_counts() -> None:
    cyrillic = "виїзд;повернення;країна\n01.07.2020;02.07.2020;Італія\n"
    assert decoded(cyrillic.encode("cp1251")) == (cyrillic, "cp1251")
    polish = "od;do;uwagi\n01.07.2020;02.07.2020;święta\n"
    assert decoded(polish.encode("iso8859_2"), "iso8859_2") == (polish, "iso8859_2")


@pytest.mark.parametrize(
    "head",
    [
        "left,returned",
        "Departure date,Return date",
        "Wyjazd,Powrót",
        "od,do",
        "виїзд,повернення",
        "выезд,возврат",
        "з,по",
    ],
)
def test_head_words_of_four_languages_name_the_columns(head: str) -> None:
    report = reported(f"{head}\n2020-07-01,2020-07-02\n")
    assert days(report) == [TRIP]


def test_leaving_poland_begins_a_journey_and_ends_a_stay() -> None:
    assert field_named("Wyjazd", Target.JOURNEYS) is Field.FIRST
    assert field_named("Wyjazd", Target.SCHENGEN) is Field.LAST
    assert field_named("entry", Target.JOURNEYS) is Field.LAST
    assert field_named("entry", Target.STAYS) is Field.FIRST


def test_columns_without_heads_are_known_by_what_they_hold() -> None:
    table = read_source(Pasted("Italy;trip;1.7.2020;2.7.2020;ordinary\n"), Choices())
    columns = guess(table, Target.JOURNEYS, TODAY, WORDS)
    assert columns.fields == (Field.COUNTRY, Field.PROOF, Field.FIRST, Field.LAST, Field.REASON)
    assert not columns.header


def test_one_column_may_hold_both_days() -> None:
    text = (
        "1.7.2020 - 2.7.2020\tItaly\n1\N{EN DASH}2.7.2020\tSpain\n"
        "28.12.2020\N{EN DASH}3.1.2021\tMalta\n30.12-2.1.2022\tOman\n"
    )
    report = reported(text + "from 1 May 2022 to 5 May 2022\tPeru\n2023-01-01/2023-01-05\tCuba\n")
    assert days(report) == [
        TRIP, TRIP, (date(2020, 12, 28), date(2021, 1, 3)), (date(2021, 12, 30), date(2022, 1, 2)),
        (date(2022, 5, 1), date(2022, 5, 5)), (date(2023, 1, 1), date(2023, 1, 5)),
    ]  # fmt: skip


def test_lines_typed_by_hand_are_read_among_those_of_a_spreadsheet() -> None:
    pasted = "1.7.2020\t2.7.2020\tItaly\n1.8.2020 - 9.8.2020 Spain\n2020-09-01;2020-09-02;Malta"
    entries = [line.entry for line in reported(pasted).lines]
    assert [entry.country for entry in entries if entry] == ["Italy", "Spain", "Malta"]


def test_unmistakable_days_decide_the_order_of_a_column_and_of_its_neighbour() -> None:
    report = reported("left,returned\n01/13/2020,02/03/2020\n03/04/2020,03/05/2020\n")
    assert days(report) == [
        (date(2020, 1, 13), date(2020, 2, 3)), (date(2020, 3, 4), date(2020, 3, 5)),
    ]  # fmt: skip
    assert [note.text for note in report.notes] == ["import.order_sure", "import.order_neighbour"]


def test_a_column_that_decides_nothing_is_read_day_first_and_says_so() -> None:
    report = reported("3/4/2020,5/4/2020\n")
    assert days(report) == [(date(2020, 4, 3), date(2020, 4, 5))]
    assert [note.text for note in report.notes] == ["import.order_open", "import.order_open"]


def test_a_column_of_both_orders_says_so_and_marks_the_odd_one() -> None:
    report = reported("left,returned\n13/1/2020,14/1/2020\n15/2/2020,16/2/2020\n3/20/2020,3/21/2020\n")
    assert days(report)[2] == (date(2020, 3, 20), date(2020, 3, 21))
    assert "import.other_order" in said(report, 2)
    assert "import.order_mixed" in {note.text for note in report.notes}


def test_years_of_two_digits_numbers_of_spreadsheets_and_times_are_understood_aloud() -> None:
    report = reported(
        "left,returned\n1.7.20,2.7.20\n44013,44014\n2020-07-01 14:30,2020-07-02T08:00:00Z\n"
        "Wed 1 Jul 2020,2 Jul 20\n"
    )
    assert [line.entry is not None for line in report.lines] == [True] * 4
    assert days(report) == [TRIP] * 4
    assert "import.short_year" in said(report, 0)
    assert "import.serial" in said(report, 1)


def test_a_year_of_two_digits_lies_in_this_century_or_in_the_last() -> None:
    assert days(reported("left,returned\n1.7.36,2.7.36\n"))[0][0] == date(2036, 7, 1)
    assert days(reported("left,returned\n1.7.37,2.7.37\n"))[0][0] == date(1937, 7, 1)


@pytest.mark.parametrize("year", ["1899", "2047", "9999", "0020"])
def test_absurd_years_are_refused(year: str) -> None:
    assert states(reported(f"left,returned\n{year}-07-01,{year}-07-02\n")) == [REFUSED]


@pytest.mark.parametrize("year", ["1900", "2046"])
def test_years_just_inside_are_taken(year: str) -> None:
    assert REFUSED not in states(reported(f"left,returned\n{year}-07-01,{year}-07-02\n"))


def test_days_told_as_around_are_ranges_of_which_the_case_keeps_the_careful_end() -> None:
    report = reported("left,returned\nokoło 10.05.2020,May 2021\n")
    assert states(report) == [DOUBT]
    case = apply(EMPTY, report, report.ticked())
    assert (case.absences[0].left, case.absences[0].returned) == (date(2020, 5, 3), date(2021, 5, 31))
    assert [entry.path for entry in case.approximate] == ["absences.a1.left", "absences.a1.returned"]


def test_a_whole_decade_is_no_day() -> None:
    assert states(reported("left,returned\nbetween 1.1.2000 and 1.1.2015,2.1.2015\n")) == [REFUSED]


def test_a_day_not_known_is_not_an_open_end() -> None:
    report = reported("left,returned\n?,2.7.2020\n1.8.2020,?\n")
    case = apply(EMPTY, report, report.ticked())
    assert case.dont_know == {"absences.a1.left", "absences.a2.returned"}


def test_formulas_are_text_and_said_to_be() -> None:
    report = reported('left,returned,country\n2020-07-01,2020-07-02,"=HYPERLINK(""x"")"\n=1+1,2020-07-02,\n')
    assert states(report) == [DOUBT, REFUSED]
    assert said(report, 0) == {"import.formula"}
    assert said(report, 1) == {"import.formula_day"}
    entry = report.lines[0].entry
    assert entry is not None
    assert entry.country.startswith("=HYPERLINK")


def test_reversed_empty_and_half_lines_are_refused_with_the_line_they_stand_in() -> None:
    report = reported("left,returned,country\n2020-07-02,2020-07-01,\n\n,,Italy\n,2020-07-02,\n")
    assert states(report) == [REFUSED] * 3
    assert [line.line.number for line in report.lines] == [2, 4, 5]
    assert [said(report, n) for n in range(3)] == [
        {"import.reversed.journeys"}, {"import.no_day"}, {"import.no_first_day.journeys"},
    ]  # fmt: skip


def test_a_same_day_journey_is_fine_and_only_the_newest_may_be_open() -> None:
    report = reported("left,returned\n2020-07-01,2020-07-01\n2020-08-01,\n2020-09-01,\n")
    assert states(report) == [GOOD, REFUSED, DOUBT]
    assert said(report, 2) == {"import.open.journeys"}


def test_doubles_are_not_ticked_and_overlaps_are_named() -> None:
    case = Case("c", absences=(Absence("a1", *TRIP),))
    text = "left,returned\n2020-07-01,2020-07-02\n2020-08-01,2020-08-09\n2020-08-01,2020-08-09\n"
    report = reported(text + "2020-08-09,2020-08-12\n2020-08-11,2020-08-20\n", case=case)
    assert states(report) == [OFFERED, GOOD, OFFERED, DOUBT, DOUBT]
    assert said(report, 0) == {"import.double_in_case"}
    assert said(report, 2) == {"import.double_in_file"}
    assert said(report, 4) == {"import.overlap_in_file"}


def test_days_to_come_are_a_doubt() -> None:
    report = reported("left,returned\n2026-11-20,2026-11-21\n2026-11-21,2026-11-22\n")
    assert states(report) == [GOOD, DOUBT]


def test_a_table_of_stays_read_as_journeys_is_noticed() -> None:
    report = reported("entry,exit\n2020-07-01,2020-07-02\n2020-09-01,2020-09-02\n")
    assert states(report) == [REFUSED] * 2
    assert "import.all_reversed.journeys" in {note.text for note in report.notes}


def test_earlier_stays_keep_a_kind_that_is_in_no_list_as_a_note() -> None:
    text = "rodzaj;od;do;wynik\ntolerated_351_1;2020-07-01;2020-07-02;granted\nkarta;2021-07-01;;\n"
    report = reported(text, Target.STAYS)
    case = apply(EMPTY, report, report.ticked())
    assert case.statuses[0] == StatusEntry("s1", "tolerated_351_1", *TRIP, "granted")
    assert (case.statuses[1].kind, case.statuses[1].note) == ("not_known", "karta")
    assert states(report) == [GOOD, DOUBT]


def test_a_reason_that_is_in_no_list_is_not_known_and_kept_beside_the_proof() -> None:
    report = reported(
        "left,returned,reason\n2020-07-01,2020-07-02,służba wojskowa\n2021-07-01,2021-07-02,fun\n"
    )
    case = apply(EMPTY, report, report.ticked())
    assert [a.reason for a in case.absences] == ["military_service", "unknown"]
    assert [a.proof for a in case.absences] == ["", "fun"]


def test_a_town_with_its_country_gives_the_country_and_is_kept() -> None:
    report = reported("left,returned,country\n2020-07-01,2020-07-02,Rome\n")
    case = apply(EMPTY, report, report.ticked())
    assert (case.absences[0].country, case.absences[0].proof) == ("Italy", "Rome")


def test_an_open_quotation_mark_takes_no_other_lines_with_it() -> None:
    report = reported('left,returned,country\n2020-07-01,2020-07-02,"Italy\n2020-08-01,2020-08-02,Spain\n')
    assert states(report)[1] is GOOD
    assert "import.quote_open" in {note.text for note in report.notes}


def test_a_refused_line_cannot_be_taken() -> None:
    report = reported("left,returned\nsoon,later\n")
    with pytest.raises(ValueError, match="refused"):
        apply(EMPTY, report, {0})


@pytest.mark.parametrize("text", ["", " \n\n", "\t\t\n;;"])
def test_nothing_is_told_to_be_nothing(text: str) -> None:
    with pytest.raises(CannotRead):
        reported(text)


def test_head_words_alone_are_no_lines() -> None:
    assert reported("left,returned\n").lines == ()
