"""Travel calendars: whole days, time zones, what is only offered, and flights that belong together."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.imports.flights import Flight, flight_of
from permitdesk.imports.records import CannotRead
from permitdesk.imports.report import LineState
from permitdesk.imports.sources import Pasted
from tests.imports.support import days, reported, said, states

GOOD, DOUBT, OFFERED, REFUSED = LineState


def calendar(*events: str) -> Pasted:
    made = "".join(
        f"BEGIN:VEVENT\r\n{event.replace(chr(10), chr(13) + chr(10))}\r\nEND:VEVENT\r\n" for event in events
    )
    return Pasted(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{made}END:VCALENDAR\r\n")


def test_an_event_of_whole_days_ends_the_day_before_its_end() -> None:
    event = "DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240506\nSUMMARY:Trip\nLOCATION:Rome\\, Italy"
    report = reported(calendar(event))
    assert days(report) == [(date(2024, 5, 1), date(2024, 5, 5))]
    entry = report.lines[0].entry
    assert entry is not None
    assert (entry.country, entry.proof) == ("Italy", "Rome, Italy · Trip")


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("20240501T215959Z", "20240503T100000Z", (date(2024, 5, 1), date(2024, 5, 3))),
        ("20240501T220000Z", "20240503T100000Z", (date(2024, 5, 2), date(2024, 5, 3))),
        ("20241231T230000Z", "20250103T230000Z", (date(2025, 1, 1), date(2025, 1, 3))),
        ("20240501T080000", "20240503T000000", (date(2024, 5, 1), date(2024, 5, 2))),
    ],
    ids=["before midnight in Warsaw", "at midnight in Warsaw", "in winter", "until midnight without a zone"],
)
def test_moments_are_days_in_warsaw(begin: str, end: str, expected: tuple[date, date]) -> None:
    assert days(reported(calendar(f"DTSTART:{begin}\nDTEND:{end}\nSUMMARY:x"))) == [expected]


def test_a_zone_by_its_name_and_a_length_instead_of_an_end_are_understood() -> None:
    event = "DTSTART;TZID=America/New_York:20240501T190000\nDURATION:P3D\nSUMMARY:x"
    assert days(reported(calendar(event))) == [(date(2024, 5, 2), date(2024, 5, 5))]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("STATUS:CANCELLED", "import.event_cancelled"),
        ("RRULE:FREQ=YEARLY", "import.event_repeats"),
    ],
)
def test_events_called_off_or_repeated_are_listed_but_not_ticked(more: str, text: str) -> None:
    report = reported(calendar(f"DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240506\nSUMMARY:x\n{more}"))
    assert states(report) == [OFFERED]
    assert said(report) == {text}
    assert report.ticked() == frozenset()


def test_events_of_hours_are_listed_but_not_ticked_and_a_full_day_is() -> None:
    short = "DTSTART:20240501T080000\nDTEND:20240502T075900\nSUMMARY:x"
    full = "DTSTART:20240601T080000\nDTEND:20240602T080000\nSUMMARY:y"
    assert states(reported(calendar(short, full))) == [OFFERED, GOOD]


def test_one_broken_event_does_not_take_the_others_with_it() -> None:
    good = "DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240506\nSUMMARY:x"
    report = reported(calendar(good, "DTSTART:soon\nSUMMARY:y", "SUMMARY:z", good.replace("05", "07")))
    assert states(report) == [GOOD, REFUSED, REFUSED, GOOD]


def test_a_flight_out_and_the_next_one_back_are_offered_as_one_journey() -> None:
    out = "DTSTART:20240701T100000\nDTEND:20240701T130000\nSUMMARY:Flight WAW-LHR"
    back = "DTSTART:20240709T100000\nDTEND:20240709T130000\nSUMMARY:London (LHR) → Warszawa (WAW)"
    alone = "DTSTART:20240909T100000\nDTEND:20240909T130000\nSUMMARY:KRK - FCO"
    report = reported(calendar(back, out, alone))
    assert states(report) == [OFFERED] * 4
    assert days(report)[3] == (date(2024, 7, 1), date(2024, 7, 9))
    assert said(report, 3) == {"import.flights_joined"}


@pytest.mark.parametrize(
    ("title", "flight"),
    [
        ("WAW → LHR", Flight(True, "LHR")),
        ("Kraków - Rzym", Flight(True, "Rzym")),
        ("Kyiv to Warsaw", Flight(False, "Kyiv")),
        ("WAW-KRK", None),
        ("LHR-JFK", None),
        ("Lunch with Anna", None),
    ],
)
def test_a_flight_has_one_end_in_poland(title: str, flight: Flight | None) -> None:
    assert flight_of(title) == flight


def test_a_calendar_without_events_says_so() -> None:
    with pytest.raises(CannotRead) as told:
        reported(calendar())
    assert told.value.statement.text == "import.no_events"
