"""Which journeys a reason takes out, alone and as parts of one absence, on both readings."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import AbsenceReason, DocumentStatus
from permitdesk.domain.law.condition_kinds import ContinuityLimits
from permitdesk.domain.stay.breaks import prepare, window_continuity
from permitdesk.domain.stay.excused import Excused, excused_journeys
from permitdesk.domain.stay.journeys import Journey
from permitdesk.domain.stay.notes import journeys as journey_notes
from permitdesk.domain.stay.reasons import with_reason

REASONS = tuple(reason.value for reason in list(AbsenceReason)[1:5])
LIMITS = ContinuityLimits(
    single_months=6, total_months=10, exempt_reasons=REASONS, personal_situation_months=6
)
WORK = AbsenceReason.WORK_FOR_POLISH_EMPLOYER
STUDIES = AbsenceReason.POLISH_STUDIES
PERSONAL = AbsenceReason.SPECIAL_PERSONAL_SITUATION
HOLIDAY = AbsenceReason.ORDINARY
START = date(2024, 1, 15).toordinal()


def trip(
    number: int, left: int, returned: int, reason: AbsenceReason = HOLIDAY, *, ready: bool = True
) -> Journey:
    proof = DocumentStatus.READY if ready else None
    return Journey(f"a{number}", START + left, START + returned, False, reason, proof)


def at(*positions: int) -> frozenset[int]:
    return frozenset(positions)


def found(*journeys: Journey, unknown_exempt: bool = False, capped: bool = False) -> Excused:
    return excused_journeys(journeys, LIMITS, unknown_exempt=unknown_exempt, capped=capped)


def test_a_holiday_that_begins_on_the_day_of_return_makes_the_work_count_on_the_careful_reading() -> None:
    result = found(trip(1, 0, 244, WORK), trip(2, 244, 274))
    assert (result.strict, result.lenient, result.joined) == (at(), at(0), at(0))


def test_a_holiday_that_ends_on_the_day_of_leaving_does_so_too() -> None:
    result = found(trip(1, 0, 30), trip(2, 30, 274, WORK))
    assert (result.strict, result.lenient, result.joined) == (at(), at(1), at(1))


def test_a_holiday_that_begins_the_day_after_leaves_the_work_out() -> None:
    result = found(trip(1, 0, 244, WORK), trip(2, 245, 274))
    assert (result.strict, result.lenient, result.joined) == (at(0), at(0), at())


def test_a_trip_of_one_day_on_the_day_of_return_is_one_absence_with_the_work() -> None:
    assert found(trip(1, 0, 244, WORK), trip(2, 244, 244)).joined == at(0)


def test_parts_that_are_all_excused_stay_excused() -> None:
    result = found(trip(1, 0, 200, WORK), trip(2, 200, 400, STUDIES), trip(3, 400, 500, PERSONAL))
    assert (result.strict, result.joined, result.unproved) == (at(0, 1, 2), at(), at())


def test_a_part_without_proof_makes_the_proved_part_count_too() -> None:
    result = found(trip(1, 0, 200, WORK), trip(2, 200, 400, STUDIES, ready=False))
    assert (result.strict, result.lenient) == (at(), at(0, 1))
    assert (result.unproved, result.joined) == (at(1), at(0))


def test_a_part_without_proof_next_to_a_holiday_would_count_with_its_proof_too() -> None:
    result = found(trip(1, 0, 200, WORK, ready=False), trip(2, 200, 230))
    assert (result.unproved, result.joined) == (at(0), at(0))


def test_the_holiday_reaches_through_every_part_of_the_absence() -> None:
    result = found(trip(1, 0, 50, WORK), trip(2, 50, 90, STUDIES), trip(3, 90, 99), trip(4, 110, 120, WORK))
    assert (result.strict, result.joined) == (at(3), at(0, 1))


def test_an_unknown_reason_joined_to_work_counts_and_as_if_excused_it_does_not() -> None:
    journeys = trip(1, 0, 200, WORK), trip(2, 200, 230, AbsenceReason.UNKNOWN)
    assert found(*journeys).strict == at()
    assert found(*journeys, unknown_exempt=True).strict == at(0, 1)


def test_personal_situations_that_overlap_are_held_against_six_months_as_one() -> None:
    apart = found(trip(1, 0, 100, PERSONAL), trip(2, 99, 184, PERSONAL))
    assert (apart.strict, apart.lenient) == (at(), at())
    short = found(trip(1, 0, 100, PERSONAL), trip(2, 99, 183, PERSONAL))
    assert (short.strict, short.lenient) == (at(), at(0, 1))
    safe = found(trip(1, 0, 100, PERSONAL), trip(2, 99, 179, PERSONAL))
    assert (safe.strict, safe.lenient) == (at(0, 1), at(0, 1))


def test_personal_situations_that_only_meet_on_one_day_stay_two_on_the_lenient_reading() -> None:
    result = found(trip(1, 0, 100, PERSONAL), trip(2, 100, 184, PERSONAL))
    assert (result.strict, result.lenient) == (at(), at(0, 1))


def test_with_a_cap_every_reason_is_held_against_the_months() -> None:
    long = trip(1, 0, 300, WORK)
    assert found(long, capped=True) == Excused()
    assert found(long).strict == at(0)


def test_without_a_reason_that_counts_nothing_is_excused() -> None:
    assert found(trip(1, 0, 30), trip(2, 30, 60, AbsenceReason.MILITARY_SERVICE)) == Excused()


def test_the_whole_absence_stands_in_the_totals_with_a_note_of_its_own() -> None:
    breaks = prepare((trip(1, 0, 244, WORK), trip(2, 244, 274)), LIMITS)
    result = window_continuity(breaks, START, START + 400)
    assert (result.total_days_strict, result.total_days_lenient) == (275, 29)
    assert [one.absence_id for one in result.joined] == ["a1"]
    assert [one.exempt for one in result.breaks] == [False, False]
    assert [one.absence_id for one in with_reason(result)] == ["a1"]
    texts = [note.text for note in journey_notes(result, warn_only=False)]
    assert texts == ["stay.note_reason_joined", "stay.note_long_break", "stay.note_many_days"]
