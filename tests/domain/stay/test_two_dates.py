"""Which rule parts the safe date from the lenient one is said, one short sentence each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.stay import notes
from permitdesk.domain.stay.evidence import ContinuityResult
from permitdesk.domain.stay.window import FilingDay
from tests.domain.stay.stay_cases import LTR, PROTECTION, SPOUSE, credit, qualify, stay_case, texts, trip

ON = "2026-11-20"
TODAY = date(2026, 11, 20).toordinal()
LATE = TODAY + 100


def why(strict: FilingDay | None, lenient: FilingDay | None, **more: object) -> list[str]:
    settings: dict[str, object] = {"chain_start": 1000, "result": None} | more
    chain_start, result = settings.pop("chain_start"), settings.pop("result")
    assert isinstance(chain_start, int)
    assert result is None or isinstance(result, ContinuityResult)
    per_year, weighed = bool(settings.get("per_year")), bool(settings.get("weighed"))
    found = notes.readings(TODAY, strict, lenient, chain_start, result, per_year=per_year, weighed=weighed)
    return [note.text.removeprefix("stay.note_") for note in found]


def filing(day: int, start: int = 1000) -> FilingDay:
    return FilingDay(day=day, start=start)


def test_one_date_or_a_safe_one_that_is_here_needs_no_reason() -> None:
    assert why(None, filing(LATE)) == why(filing(LATE), None) == []
    assert why(filing(LATE), filing(LATE)) == []
    assert why(filing(TODAY), filing(TODAY - 1)) == []
    assert why(filing(TODAY + 1), filing(TODAY)) == ["two_dates", "why_last_day"]


def test_a_day_more_is_the_last_day_and_more_days_are_those_of_a_journey() -> None:
    assert why(filing(LATE + 1), filing(LATE)) == ["two_dates", "why_last_day"]
    assert why(filing(LATE + 2), filing(LATE)) == ["two_dates", "why_travel_day"]
    assert why(filing(LATE + 2), filing(LATE), weighed=True) == ["two_dates"]


def test_a_later_begin_comes_from_the_breaks_unless_the_titles_or_reasons_tell() -> None:
    strict, lenient = filing(LATE + 9, 1009), filing(LATE)
    assert why(strict, lenient) == ["two_dates", "why_breaks"]
    assert why(strict, lenient, chain_start=1009) == ["two_dates"]
    assert why(strict, lenient, per_year=True) == ["two_dates", "why_years"]


def test_a_journey_too_long_on_one_way_of_counting_is_named() -> None:
    case = stay_case("trp_spouse_of_polish_citizen", "2025-01-15", trips=(trip("2025-02-01", "2025-07-31"),))
    evidence = qualify(case, SPOUSE, ON)
    assert "stay.note_why_breaks" in texts(evidence)
    assert "stay.note_why_last_day" not in texts(evidence)


def test_a_reason_without_proof_has_its_own_words() -> None:
    away = trip("2024-02-01", "2025-03-31")
    away = replace(away, reason=AbsenceReason.WORK_FOR_POLISH_EMPLOYER, proof_state=None)
    found = texts(qualify(stay_case("refugee", "2022-01-15", trips=(away,)), PROTECTION, ON))
    assert {"stay.note_two_dates", "stay.note_reason_unready"} <= set(found)
    assert "stay.note_why_breaks" not in found


def test_weighed_stay_names_the_last_day_too() -> None:
    evidence = credit(stay_case("trp_work", "2022-01-15"), ON, LTR)
    assert {"stay.note_two_dates", "stay.note_why_last_day"} <= set(texts(evidence))
