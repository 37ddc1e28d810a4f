"""Approximate days in results: worst and best, the open verdict, and the day that matters most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Absence, AbsenceReason, Case, DocumentStatus, Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay import ends
from permitdesk.domain.stay.approximate import with_range
from permitdesk.domain.stay.ends import worlds
from permitdesk.domain.stay.evidence import BestCase, DecisiveDay, StayEvidence
from permitdesk.domain.stay.joined import over_ends
from permitdesk.domain.stay.proofs import proofs_of
from permitdesk.domain.stay.timeline import Timeline, build_timeline
from permitdesk.domain.stay.unknowns import unknown_evidence
from tests.domain.stay.stay_cases import (
    KINDS,
    LTR,
    SPOUSE,
    credit,
    day,
    qualify,
    status,
    stay_case,
    texts,
    timeline_of,
    trip,
)

ON = "2026-11-20"
MARRIED = "trp_spouse_of_polish_citizen"


def told(case: Case, **ranges: tuple[str, str]) -> Case:
    """The case with ranges; in the names of the paths a double underscore is a dot."""
    for name, (first, last) in ranges.items():
        case = with_range(case, name.replace("__", "."), day(first), day(last))
    return case


#: two years on the permit, with a journey of 170 to 200 days
LONG_TRIP = stay_case(MARRIED, "2024-11-01", trips=(trip("2025-06-01", "2025-12-01", name="a"),))
UNSURE = told(LONG_TRIP, absences__a__returned=("2025-11-18", "2025-12-18"))


def test_a_case_with_plain_days_has_no_other_ends_and_nothing_more_is_kept() -> None:
    timeline = timeline_of(LONG_TRIP, ON)
    assert timeline.told is None
    assert worlds(timeline) == ()
    evidence = qualify(LONG_TRIP, SPOUSE, ON)
    assert (evidence.best, evidence.decisive, evidence.counted) == (None, None, None)


def test_a_verdict_that_hangs_on_a_range_is_open_with_the_date_that_is_safe_in_any_case() -> None:
    evidence = qualify(UNSURE, SPOUSE, ON)
    assert evidence.verdict is Verdict.UNKNOWN
    assert evidence.questions == ("absences.a.returned",)
    assert evidence.earliest_safe == day("2027-12-19")
    assert evidence.best == BestCase(Verdict.MET, day("2026-11-02"), day("2026-11-01"))
    assert "stay.note_approximate_dates" in texts(evidence)


def test_the_day_that_matters_is_named_with_what_could_prove_it() -> None:
    decisive = qualify(UNSURE, SPOUSE, ON).decisive
    assert decisive == DecisiveDay(
        "absences.a.returned", (day("2027-12-19") - day("2026-11-02")).days, proofs_of("absences.a.returned")
    )


def test_a_range_that_changes_nothing_leaves_the_result_as_it_is() -> None:
    case = told(LONG_TRIP, absences__a__left=("2025-06-20", "2025-06-25"))
    short = told(
        stay_case(MARRIED, "2024-11-01", trips=(trip("2025-06-01", "2025-06-20", name="a"),)),
        absences__a__left=("2025-06-01", "2025-06-09"),
    )
    for evidence in (qualify(case, SPOUSE, ON), qualify(short, SPOUSE, ON)):
        assert evidence.verdict is Verdict.MET
        assert (evidence.best, evidence.decisive) == (None, None)


def test_a_verdict_that_holds_at_both_ends_stays_with_the_later_date() -> None:
    case = told(stay_case(MARRIED, "2026-03-01"), current_stay__first_day=("2026-02-01", "2026-03-01"))
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.verdict is Verdict.TOO_EARLY
    assert evidence.earliest_safe == day("2028-03-02")
    assert evidence.best == BestCase(Verdict.TOO_EARLY, day("2028-02-02"), day("2028-02-01"))
    assert evidence.decisive is not None
    assert evidence.decisive.days_earlier == 29
    assert evidence.decisive.proofs[0].text == "stay.proof_decision"


def test_a_date_that_is_over_at_both_ends_is_not_spoken_of_as_a_wait() -> None:
    case = told(stay_case(MARRIED, "2024-03-01"), current_stay__first_day=("2024-02-01", "2024-03-01"))
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.verdict is Verdict.MET
    assert "stay.note_approximate_same" in texts(evidence)


def test_where_the_worst_has_no_date_the_best_one_is_told() -> None:
    before = (status("trp_work", "2025-06-01", "2026-06-01"),)
    case = stay_case("trp_work", None, before=before)
    married = stay_case(MARRIED, "2024-11-01", last="2026-11-25")
    case = told(married, current_stay__last_day=("2026-11-10", "2026-11-25"))
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.verdict is Verdict.UNKNOWN
    assert evidence.earliest_safe is None
    assert "stay.note_approximate_perhaps" in texts(evidence)
    assert evidence.decisive == DecisiveDay("current_stay.last_day", None, proofs_of("current_stay.last_day"))


def test_where_no_end_has_a_date_only_the_least_favourable_is_told() -> None:
    """The lenient day alone moves: nothing of the present counts on the careful reading."""
    before = (replace(status(MARRIED, "2024-10-01", "2026-10-01"), id="s"),)
    case = stay_case("pending_application", "2026-10-02", before=before)
    case = case.with_changes(
        current_stay=replace(case.current_stay, filed_in_legal_stay=Tri.YES) if case.current_stay else None
    )
    evidence = qualify(told(case, statuses__s__first_day=("2024-09-01", "2024-10-01")), SPOUSE, ON)
    assert evidence.earliest_safe is None
    assert evidence.best is not None
    assert evidence.best.earliest_safe is None
    assert "stay.note_approximate" in texts(evidence)


def test_of_two_days_the_one_that_brings_more_is_named_and_both_are_asked() -> None:
    trips = (trip("2025-03-01", "2025-09-01", name="a"), trip("2025-12-01", "2026-06-05", name="b"))
    case = told(
        stay_case(MARRIED, "2024-11-01", trips=trips),
        absences__b__returned=("2026-05-05", "2026-06-05"),
        absences__a__returned=("2025-08-01", "2025-09-01"),
    )
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.decisive is not None
    assert evidence.decisive.path == "absences.b.returned"


def test_two_days_that_matter_only_together_are_both_asked() -> None:
    """Together 350 days, one of them shorter 325, both 300: only that is inside ten months."""
    trips = (trip("2023-01-01", "2023-06-24", name="a"), trip("2025-01-01", "2025-06-24", name="b"))
    case = told(
        stay_case("trp_work", "2021-11-01", trips=trips),
        absences__a__left=("2023-01-01", "2023-01-26"),
        absences__b__left=("2025-01-01", "2025-01-26"),
    )
    evidence = credit(case, ON)
    assert evidence.verdict is Verdict.UNKNOWN
    assert evidence.questions == ("absences.b.left", "absences.a.left")
    assert evidence.decisive == DecisiveDay("absences.b.left", None, proofs_of("absences.b.left"))


def test_of_equal_days_the_journey_latest_in_time_is_named() -> None:
    trips = tuple(trip(f"{year}-02-01", f"{year}-06-20", name=f"t{year}") for year in (2023, 2024, 2025))
    case = stay_case("trp_work", "2021-06-01", trips=trips)
    for year in (2023, 2024, 2025):
        case = with_range(case, f"absences.t{year}.left", day(f"{year}-01-20"), day(f"{year}-02-19"))
    evidence = credit(case, ON)
    assert evidence.decisive is not None
    assert evidence.decisive.path == "absences.t2025.left"


def test_a_missing_day_is_the_one_that_matters() -> None:
    trips = (trip("2025-01-01", None, name="a"), trip(None, "2026-01-01", name="b"))
    case = stay_case(MARRIED, "2024-11-01", trips=trips, dont_know=("absences.a.returned", "absences.b.left"))
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.decisive == DecisiveDay("absences.b.left", None, proofs_of("absences.b.left"))


def test_an_open_question_that_is_no_day_has_no_decisive_day() -> None:
    assert qualify(stay_case(None, None), SPOUSE, ON).decisive is None


def test_a_range_beside_a_missing_day_leaves_the_missing_one_to_be_asked() -> None:
    case = UNSURE.with_changes(
        absences=(*UNSURE.absences, trip("2026-08-01", None, name="b")),
        dont_know=frozenset({"absences.b.returned"}),
    )
    evidence = qualify(case, SPOUSE, ON)
    assert (evidence.verdict, evidence.best) == (Verdict.UNKNOWN, None)
    assert evidence.decisive is not None
    assert evidence.decisive.path == "absences.b.returned"


def test_a_journey_that_has_begun_is_not_moved_behind_today() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(Absence("a", day("2026-11-10")),))
    evidence = qualify(told(case, absences__a__left=("2026-11-10", "2026-11-30")), SPOUSE, ON)
    assert evidence.verdict is not Verdict.UNKNOWN


def test_a_planned_journey_may_begin_after_today_at_its_other_end() -> None:
    trips = (trip("2026-11-10", "2026-12-15", name="a"),)
    case = told(stay_case(MARRIED, "2024-11-01", trips=trips), absences__a__left=("2026-11-10", "2026-11-30"))
    (other,) = worlds(timeline_of(case, ON))
    assert other.case.absences[0].left == day("2026-11-30")


def _by_left(results: dict[str, StayEvidence]) -> Callable[[Timeline], StayEvidence]:
    """A count that looks only at the day on which the first journey began."""
    return lambda timeline: results[date.fromordinal(timeline.journeys[0].left).isoformat()]


LEFT_UNSURE = told(LONG_TRIP, absences__a__left=("2025-06-01", "2025-06-09"))


def test_an_end_at_which_an_answer_is_missing_leaves_the_result_open() -> None:
    known = qualify(LONG_TRIP, SPOUSE, ON)
    missing = unknown_evidence("r1", 2, ("statuses.s.outcome",))
    count = _by_left({"2025-06-01": known, "2025-06-09": missing})
    evidence = over_ends(timeline_of(LEFT_UNSURE, ON), count)
    assert (evidence.verdict, evidence.earliest_safe) == (Verdict.UNKNOWN, None)
    assert evidence.questions == ("statuses.s.outcome",)


def test_the_worst_of_two_readings_may_come_from_two_ends() -> None:
    """One end never becomes safe but may be filed on, the other becomes both tomorrow: at worst neither."""
    known = qualify(LONG_TRIP, SPOUSE, ON)
    perhaps = replace(
        known, verdict=Verdict.NEEDS_OFFICE, earliest_safe=None, earliest_lenient=day("2026-11-01")
    )
    tomorrow = replace(
        known,
        verdict=Verdict.TOO_EARLY,
        earliest_safe=day("2026-11-21"),
        earliest_lenient=day("2026-11-21"),
    )
    count = _by_left({"2025-06-01": tomorrow, "2025-06-09": perhaps})
    evidence = over_ends(timeline_of(LEFT_UNSURE, ON), count)
    assert evidence.verdict is Verdict.UNKNOWN
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (None, day("2026-11-21"))
    assert evidence.best == BestCase(Verdict.NEEDS_OFFICE, day("2026-11-21"), day("2026-11-01"))


def test_ends_of_two_titles_may_leave_no_date_that_holds_on_all() -> None:
    case = stay_case(MARRIED, "2025-11-01", last="2026-11-30")
    case = told(case, current_stay__last_day=("2026-11-19", "2026-11-30"))
    evidence = qualify(case, SPOUSE, ON)
    assert evidence.earliest_safe is None
    assert evidence.best is not None
    assert evidence.best.verdict is Verdict.TOO_EARLY
    assert evidence.verdict is Verdict.UNKNOWN


def test_two_rules_share_the_timelines_of_the_other_ends() -> None:
    timeline = timeline_of(UNSURE, ON)
    assert worlds(timeline) is worlds(timeline)


def test_a_range_of_a_case_without_a_present_stay_is_asked_no_further() -> None:
    case = told(
        stay_case(None, None, trips=(trip("2025-01-01", "2025-03-01", name="a"),)),
        absences__a__left=("2025-01-01", "2025-01-09"),
    )
    assert len(worlds(timeline_of(case, ON))) == 1


def test_an_end_that_contradicts_the_title_leaves_the_result_open() -> None:
    before = (replace(status("trp_work", "2020-01-01", "2024-10-31"), id="s"),)
    case = stay_case("trp_work", "2024-11-01", before=before)
    case = told(case, statuses__s__first_day=("2019-01-01", "2024-11-15"))
    assert credit(case, ON).verdict is Verdict.UNKNOWN


def test_a_half_counting_title_told_longer_may_be_the_worse_one() -> None:
    """Work until the end of 2023, studies from somewhere between October and January."""
    before = (replace(status("trp_work", "2019-01-01", "2023-12-31"), id="w"),)
    case = told(
        stay_case("trp_studies", "2024-01-01", before=before),
        current_stay__first_day=("2023-10-01", "2024-01-01"),
    )
    evidence = credit(case, "2024-01-10")
    assert evidence.counted is not None
    assert evidence.counted.current_stay is not None
    assert evidence.counted.current_stay.first_day == day("2023-10-01")


def test_overlapping_ranges_of_a_short_journey_allow_for_no_journey_at_all() -> None:
    trips = (trip("2025-03-01", "2025-03-10", name="a"), trip("2025-06-01", "2025-06-02", name="b"))
    case = stay_case(MARRIED, "2024-11-01", trips=trips)
    ranged = told(
        case,
        absences__a__left=("2025-03-01", "2025-03-20"),
        absences__a__returned=("2025-03-05", "2025-03-25"),
    )
    (other,) = worlds(timeline_of(ranged, ON))
    assert [a.id for a in other.case.absences] == ["b"]


def test_the_only_journey_shrinks_to_a_day_but_does_not_vanish() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(trip("2025-03-01", "2025-03-10", name="a"),))
    ranged = told(
        case,
        absences__a__left=("2025-03-01", "2025-03-20"),
        absences__a__returned=("2025-03-05", "2025-03-25"),
    )
    (other,) = worlds(timeline_of(ranged, ON))
    assert [(a.left, a.returned) for a in other.case.absences] == [(day("2025-03-05"), day("2025-03-05"))]


def test_a_reversed_journey_stays_a_question() -> None:
    trips = (trip("2025-03-20", "2025-03-10", name="a"), trip("2025-06-01", "2025-06-09", name="b"))
    case = told(stay_case(MARRIED, "2024-11-01", trips=trips), absences__b__left=("2025-06-01", "2025-06-05"))
    assert qualify(case, SPOUSE, ON).questions == ("absences.a.left", "absences.a.returned")
    assert all(len(w.case.absences) == 2 for w in worlds(timeline_of(case, ON)))


def test_a_journey_may_just_reach_over_a_gap_between_titles() -> None:
    before = (replace(status("trp_work", "2020-01-01", "2024-05-31"), id="w"),)
    case = stay_case(
        "trp_work", "2024-07-01", before=before, trips=(trip("2024-05-01", "2024-08-01", name="a"),)
    )
    ranged = told(
        case,
        absences__a__left=("2024-05-01", "2024-06-10"),
        absences__a__returned=("2024-06-20", "2024-08-01"),
    )
    cases = [w.case.absences[0] for w in worlds(timeline_of(ranged, ON))]
    assert (day("2024-05-31"), day("2024-07-01")) in {(a.left, a.returned) for a in cases}


def test_many_uncertain_titles_are_moved_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ends, "_MOST_TITLES", 3)
    before = (
        replace(status("trp_work", "2019-01-01", "2021-12-31"), id="w"),
        replace(status("illegal", "2022-01-01", "2022-01-31"), id="x"),
    )
    case = told(
        stay_case("trp_work", "2022-02-01", before=before),
        statuses__w__last_day=("2021-12-31", "2022-01-05"),
        statuses__x__first_day=("2022-01-01", "2022-01-10"),
        current_stay__first_day=("2022-01-20", "2022-02-01"),
    )
    starts = {
        (w.case.statuses[1].first_day, w.case.current_stay.first_day)
        for w in worlds(timeline_of(case, ON))
        if w.case.current_stay is not None
    }
    assert {
        (day("2022-01-01"), day("2022-01-20")),
        (day("2022-01-10"), day("2022-01-20")),
        (day("2022-01-01"), day("2022-02-01")),
    } <= starts


def test_the_day_of_entry_may_begin_the_stay() -> None:
    case = stay_case("visa_free", None)
    assert case.current_stay is not None
    case = case.with_changes(current_stay=replace(case.current_stay, entered_on=day("2026-09-01")))
    ranged = told(case, current_stay__entered_on=("2026-09-01", "2026-09-30"))
    evidence = credit(ranged, ON, LTR)
    assert evidence.earliest_safe == day("2031-10-01")
    assert evidence.best is not None
    assert evidence.best.earliest_safe == day("2031-09-02")


def test_schengen_stays_do_not_move_a_required_stay() -> None:
    case = told(LONG_TRIP.with_changes(schengen_stays=()), absences__a__returned=("2025-11-18", "2025-12-18"))
    assert qualify(case, SPOUSE, ON) == qualify(UNSURE, SPOUSE, ON)
    assert [s.text for s in proofs_of("schengen_stays.v.entry")][1] == "stay.proof_ees"
    assert [s.text for s in proofs_of("current_stay.entered_on")][1] == "stay.proof_ees"


def test_of_many_ranges_only_the_widest_are_asked_and_the_latest_is_named() -> None:
    trips = tuple(
        trip(f"20{year:02}-0{month}-01", f"20{year:02}-0{month}-20", name=f"t{year}{month}")
        for year in range(22, 26)
        for month in range(1, 9)
    )
    case = stay_case("trp_work", "2021-06-01", trips=trips)
    for journey in trips:
        assert journey.left is not None
        assert journey.returned is not None
        case = with_range(case, f"absences.{journey.id}.left", journey.left, journey.returned)
    evidence = credit(case, ON)
    assert evidence.verdict is Verdict.UNKNOWN
    assert len(evidence.questions) == 24
    assert evidence.decisive is not None
    assert evidence.decisive.path == "absences.t258.left"


def test_an_unproved_reason_leaves_the_case_between_the_readings() -> None:
    ready = stay_case(
        MARRIED, "2024-11-01", trips=(trip("2025-06-01", "2026-05-01", "work_for_polish_employer", "a"),)
    )
    for state in (None, DocumentStatus.MISSING, DocumentStatus.REQUESTED, DocumentStatus.NOT_NEEDED):
        case = ready.with_changes(absences=(replace(ready.absences[0], proof_state=state),))
        evidence = qualify(case, SPOUSE, ON)
        assert evidence.verdict is Verdict.NEEDS_OFFICE
        assert evidence.earliest_safe == day("2028-05-02")
        assert "stay.note_reason_unready" in texts(evidence)
        (at_risk,) = evidence.reasons
        assert (at_risk.absence_id, at_risk.reason) == ("a", AbsenceReason.WORK_FOR_POLISH_EMPLOYER)
        assert (at_risk.proof_state, at_risk.earliest_with) == (state, day("2026-11-02"))
        assert at_risk.earliest_without == day("2028-05-02")
    evidence = qualify(ready, SPOUSE, ON)
    assert evidence.verdict is Verdict.MET
    assert evidence.reasons[0].earliest_without == day("2028-05-02")
    assert evidence.reasons_refused is not None
    assert evidence.reasons_refused.verdict is Verdict.TOO_EARLY
    assert evidence.reasons_refused.earliest_safe == day("2028-05-02")


def test_each_reason_is_weighed_alone_and_all_together() -> None:
    trips = (
        trip("2022-01-01", "2023-01-20", "work_for_polish_employer", "a"),
        trip("2024-01-01", "2024-03-01", "special_personal_situation", "b"),
        trip("2025-01-01", "2025-02-01", "unknown", "c"),
    )
    evidence = credit(stay_case("trp_work", "2021-06-01", trips=trips), ON)
    by_id = {r.absence_id: r for r in evidence.reasons}
    assert set(by_id) == {"a", "b"}
    assert by_id["a"].earliest_without == day("2028-01-21")
    assert by_id["b"].earliest_without == by_id["b"].earliest_with == evidence.earliest_safe
    assert evidence.reasons_refused is not None
    assert evidence.reasons_refused.earliest_safe == day("2028-01-21")


def test_without_reasons_there_is_nothing_at_risk() -> None:
    assert qualify(LONG_TRIP, SPOUSE, ON).reasons == ()
    assert credit(LONG_TRIP, ON).reasons_refused is None


def test_without_a_date_at_all_a_refused_reason_has_none() -> None:
    trips = (trip("2025-06-01", "2026-05-01", "work_for_polish_employer", "a"),)
    evidence = credit(stay_case("temporary_protection", "2020-01-01", trips=trips), ON)
    assert evidence.reasons_refused is not None
    assert evidence.reasons_refused.earliest_safe is None
    assert evidence.reasons[0].earliest_with is None
    assert build_timeline(Case("c", answers=Answers()), KINDS, day(ON)).told is None
