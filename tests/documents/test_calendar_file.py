from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from permitdesk.documents.calendar_file import calendar_ics, event_uid, folded, write_calendar
from permitdesk.domain.dossier import DeadlineKind, Dossier
from tests.documents import factory

STAMP = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def ics(dossier: Dossier | None = None, language: str = "pl", *, include_name: bool = False) -> bytes:
    return calendar_ics(
        factory.case(),
        dossier or factory.dossier(),
        factory.texts(language),
        include_name=include_name,
        stamp=STAMP,
    )


def events(data: bytes) -> list[Event]:
    parsed = Calendar.from_ical(data)
    assert not parsed.errors
    found = [part for part in parsed.walk("VEVENT") if isinstance(part, Event)]
    assert not any(event.errors for event in found)
    return found


def test_every_date_is_an_all_day_event_on_its_day() -> None:
    found = {str(event["SUMMARY"]): event for event in events(ics())}
    texts = factory.texts("pl")
    assert len(found) == len(factory.DEADLINES)
    for deadline in factory.DEADLINES:
        kind = texts.get(f"report.kind.{deadline.kind}.title")
        event = found[f"[{kind}] " + texts.get(f"deadline.{deadline.id}.title")]
        assert event.decoded("DTSTART") == deadline.day
        assert event.decoded("DTEND") == deadline.day + timedelta(days=1)


def test_lines_end_with_crlf_and_have_at_most_75_octets() -> None:
    data = ics()
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    assert any(line.startswith(b" ") for line in lines)


@pytest.mark.parametrize("offset", range(4))
def test_no_letter_is_cut_in_two_by_folding(offset: int) -> None:
    line = "x" * offset + "żółć🙂" * 60
    parts = list(folded(line))
    assert all(len(part) <= 75 for part in parts)
    assert "".join(part.decode("utf-8").removeprefix(" ") for part in parts) == line


def test_a_later_export_updates_instead_of_doubling() -> None:
    first = events(ics())
    moved = tuple(replace(d, day=d.day + timedelta(days=3)) for d in factory.DEADLINES)
    route = replace(factory.assessment(), deadlines=moved)
    dossier = replace(factory.dossier(), routes=(route,))
    later = STAMP + timedelta(minutes=5)
    second = events(calendar_ics(factory.case(), dossier, factory.texts("en"), stamp=later))
    assert {str(e["UID"]) for e in first} == {str(e["UID"]) for e in second}
    assert min(int(str(e["SEQUENCE"])) for e in second) > max(int(str(e["SEQUENCE"])) for e in first)


def test_identifiers_differ_by_case_and_by_date_and_hide_the_case() -> None:
    uids = {event_uid("a", "x"), event_uid("b", "x"), event_uid("a", "y"), event_uid("a", "x", 2)}
    assert len(uids) == 4
    assert not any(factory.case().case_id in str(e["UID"]) for e in events(ics()))


def test_two_dates_of_one_rule_have_two_identifiers() -> None:
    twice = (factory.DEADLINES[0], replace(factory.DEADLINES[0], day=date(2027, 2, 25)))
    dossier = replace(factory.dossier(), routes=(replace(factory.assessment(), deadlines=twice),))
    assert len({str(e["UID"]) for e in events(ics(dossier))}) == 2


@pytest.mark.parametrize(
    ("kind", "days", "shown"),
    [
        (DeadlineKind.RECOMMENDED, -1, False),
        (DeadlineKind.SYSTEM, -1, False),
        (DeadlineKind.RECOMMENDED, 0, True),
        (DeadlineKind.RECOMMENDED, 1, True),
        (DeadlineKind.HARD, -1, True),
        (DeadlineKind.PROCEDURAL, -1, True),
    ],
)
def test_advice_of_a_day_gone_by_is_no_event(kind: DeadlineKind, days: int, shown: bool) -> None:
    base = factory.dossier()
    day = base.on + timedelta(days=days)
    one = replace(factory.DEADLINES[0], kind=kind, day=day)
    later = replace(factory.DEADLINES[0], day=base.on + timedelta(days=30))
    route = replace(factory.assessment(), deadlines=(one, later))
    found = {e.decoded("DTSTART"): str(e["UID"]) for e in events(ics(replace(base, routes=(route,))))}
    assert (day in found) is shown
    # What is left out takes its number with it, so that no event changes its identifier later.
    assert found[later.day] == event_uid(factory.case().case_id, later.id, 2)


def test_no_name_unless_the_person_wants_it() -> None:
    assert "Jaźń".encode() not in ics().replace(b"\r\n ", b"")
    with_name = ics(include_name=True).replace(b"\r\n ", b"").decode("utf-8")
    assert with_name.count("Zażółć Gęślą-Jaźń") == len(factory.DEADLINES)


def test_every_event_is_private_and_open_dates_ring_a_week_and_a_day_before() -> None:
    for event in events(ics()):
        assert event["CLASS"] == "PRIVATE"
        triggers = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        if "Szkic" in str(event["SUMMARY"]):
            assert triggers == []
        else:
            assert triggers == [timedelta(days=-7, hours=9), timedelta(days=-1, hours=9)]


def test_special_signs_survive() -> None:
    texts = factory.texts("en")
    strange = replace(
        texts, entries={**texts.entries, "deadline.sample_draft.title": "a; b, c\\d\r\ne\nf\rg"}
    )
    data = calendar_ics(factory.case(), factory.dossier(), strange, stamp=STAMP)
    assert any("a; b, c\\d\ne\nf\ng" in str(e["SUMMARY"]) for e in events(data))


def test_our_advice_is_called_advice_and_law_shows_its_article() -> None:
    found = {str(e["SUMMARY"]): str(e["DESCRIPTION"]) for e in events(ics(language="en"))}
    advice = next(text for title, text in found.items() if title.startswith("[Our advice]"))
    hard = next(text for title, text in found.items() if title.startswith("[HARD DATE]"))
    rolled = next(text for title, text in found.items() if title.startswith("[Term]"))
    assert "Not law." in advice
    assert "art." not in advice
    assert "art. 195" in hard
    assert "24 December 2026" in rolled


def test_without_a_route_the_last_legal_day_is_the_only_event() -> None:
    found = events(ics(replace(factory.dossier(), chosen=None)))
    assert [e.decoded("DTSTART") for e in found] == [factory.LAST_LEGAL_DAY]


def test_days_to_leave_are_no_last_day_to_file() -> None:
    bare = replace(factory.dossier(), chosen=None)
    leaving = replace(bare.last_day_of_legal_stay, basis="thirty_days_after_final")
    assert events(ics(replace(bare, last_day_of_legal_stay=leaving))) == []


def test_an_empty_case_gives_an_empty_calendar() -> None:
    assert events(ics(factory.empty_dossier())) == []


def test_equal_input_gives_equal_bytes_in_any_time_zone() -> None:
    warsaw = STAMP.astimezone(timezone(timedelta(hours=1)))
    other = calendar_ics(factory.case(), factory.dossier(), factory.texts("pl"), stamp=warsaw)
    assert other == ics()


def test_a_stamp_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_ics(factory.case(), factory.dossier(), factory.texts("pl"), stamp=STAMP.replace(tzinfo=None))


def test_the_calendar_is_written_whole(tmp_path: Path) -> None:
    write_calendar(tmp_path / "dates.ics", ics())
    assert (tmp_path / "dates.ics").read_bytes() == ics()
