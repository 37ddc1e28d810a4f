"""Weighted stay for the EU long-term resident permit: halves, zeros, restarts and proceedings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.case import CurrentStay, Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.evidence import Grade
from tests.domain.stay.stay_cases import (
    KINDS,
    LTR,
    credit,
    day,
    later,
    status,
    stay_case,
    texts,
    timeline_of,
    trip,
)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2026-11-19", Verdict.TOO_EARLY),
        ("2026-11-20", Verdict.NEEDS_OFFICE),
        ("2026-11-21", Verdict.MET),
    ],
)
def test_five_full_years_are_amber_on_the_day_and_safe_the_next(on: str, verdict: Verdict) -> None:
    assert credit(stay_case("trp_work", "2021-11-20"), on).verdict is verdict


def test_five_years_from_29_february_end_on_28_february() -> None:
    evidence = credit(stay_case("trp_work", "2020-02-29"), "2024-01-01")
    assert (evidence.earliest_lenient, evidence.earliest_safe) == (day("2025-02-28"), day("2025-03-01"))


def test_study_permits_count_by_half() -> None:
    before = (status("trp_studies", "2018-01-01", "2021-12-31"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2025-01-02")
    # 1461 days halved are 730.5, with 1096 full ones 1826.5: one more than 1826 is needed.
    assert (evidence.earliest_lenient, evidence.earliest_safe) == (day("2025-01-02"), day("2025-01-03"))
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert "stay.note_counts_half" in texts(evidence)


def test_an_odd_half_day_is_rounded_down() -> None:
    before = (status("trp_studies", "2021-12-31", "2021-12-31"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2024-01-01")
    assert evidence.earliest_lenient == day("2027-01-01")
    assert evidence.credited_strict == Decimal("730.5")


def test_the_rows_add_up_to_the_credit_of_each_reading() -> None:
    before = (
        status("trp_education", "2016-01-01", "2017-12-31"),
        status("trp_studies", "2018-01-01", "2021-12-31"),
    )
    trips = (trip("2019-05-01", "2019-06-01"), trip("2021-12-20", "2022-01-10"))
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before, trips=trips), "2025-01-10")
    assert sum(row.credited_strict for row in evidence.ledger) == evidence.credited_strict
    assert sum(row.credited_lenient for row in evidence.ledger) == evidence.credited_lenient
    assert evidence.window_first is not None
    assert sum(row.days for row in evidence.ledger) == (date(2025, 1, 10) - evidence.window_first).days


def test_legal_stay_that_counts_nothing_restarts_the_safe_clock_and_is_skipped_by_the_other() -> None:
    before = (
        status("trp_work", "2018-01-01", "2020-12-31"),
        status("trp_education", "2021-01-01", "2021-12-31"),
    )
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2024-06-01")
    assert evidence.earliest_safe == day("2027-01-02")
    assert evidence.earliest_lenient == day("2024-01-01")
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert {"stay.note_counts_nothing", "stay.note_chain_longer"} <= set(texts(evidence))


def test_temporary_protection_counts_in_the_second_date_only() -> None:
    before = (status("temporary_protection", "2020-01-01", "2023-12-31"),)
    evidence = credit(stay_case("trp_work", "2024-01-01", before=before), "2026-11-20")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2029-01-02"), day("2025-01-01"))
    assert "stay.note_counts_perhaps" in texts(evidence)


def test_a_present_title_that_counts_nothing_never_completes_the_years() -> None:
    evidence = credit(stay_case("trp_education", "2010-01-01"), "2026-11-20")
    assert (evidence.verdict, evidence.earliest_safe, evidence.earliest_lenient) == (
        Verdict.NOT_MET,
        None,
        None,
    )


def test_enough_credit_before_a_present_that_counts_nothing_needs_the_office() -> None:
    before = (status("trp_work", "2010-01-01", "2025-12-31"),)
    assert credit(stay_case("trp_education", "2026-01-01", before=before), "2026-11-20").verdict is (
        Verdict.NEEDS_OFFICE
    )


def test_illegal_stay_and_unexplained_gaps_restart_both_clocks() -> None:
    for gap in ((status("illegal", "2021-12-01", "2021-12-31"),), ()):
        before = (status("trp_work", "2015-01-01", "2021-11-30"), *gap)
        evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2026-11-20")
        assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2027-01-02"), day("2027-01-01"))


def test_illegal_stay_beside_a_title_restarts_the_safe_clock() -> None:
    before = (status("illegal", "2021-12-01", "2021-12-31"),)
    evidence = credit(stay_case("trp_work", "2015-01-01", before=before), "2026-11-20")
    assert (evidence.verdict, evidence.earliest_safe) == (Verdict.NEEDS_OFFICE, day("2027-01-02"))


def test_a_gap_spent_abroad_is_bridged_without_credit_on_the_lenient_reading() -> None:
    before = (status("trp_work", "2018-01-01", "2021-11-30"),)
    case = stay_case("trp_work", "2022-01-01", before=before, trips=(trip("2021-11-30", "2022-01-01"),))
    evidence = credit(case, "2026-11-20")
    assert evidence.earliest_safe == day("2027-01-02")
    assert evidence.earliest_lenient == later("2023-01-01", 31)


def test_overlapping_titles_count_once_with_the_lower_weight_when_strict() -> None:
    before = (status("trp_studies", "2018-01-01", "2022-12-31"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2026-11-20")
    assert evidence.earliest_lenient == day("2025-01-02")
    assert evidence.earliest_safe == day("2025-07-03")


def test_a_counting_title_carries_the_chain_across_one_that_does_not_count() -> None:
    before = (status("temporary_protection", "2022-01-01", "2022-12-31"),)
    evidence = credit(stay_case("trp_work", "2018-01-01", before=before), "2026-11-20")
    assert evidence.verdict is Verdict.MET


@pytest.mark.parametrize(
    ("last", "weights"),
    [
        ("2021-06-30", (1, 1)),
        ("2021-07-01", (1, 2)),  # exactly 18 months by the calendar: half, in full if the day is counted
        ("2021-07-02", (2, 2)),
    ],
)
def test_proceedings_count_in_full_only_above_eighteen_months(last: str, weights: tuple[int, int]) -> None:
    first = later(last, 1).isoformat()
    before = (status("protection_proceedings", "2020-01-01", last, "granted"),)
    evidence = credit(stay_case("refugee", first, before=before), "2023-01-01")
    row = evidence.ledger[1]
    assert row.status_kind == "protection_proceedings"
    assert (int(row.credited_strict / row.days * 2), int(row.credited_lenient / row.days * 2)) == weights


def test_refused_proceedings_count_nothing() -> None:
    before = (status("protection_proceedings", "2018-01-01", "2021-12-31", "refused"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2026-11-20")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2027-01-02"), day("2027-01-01"))


def test_discontinued_proceedings_count_only_if_the_office_agrees() -> None:
    before = (status("protection_proceedings", "2018-01-01", "2021-12-31", "discontinued"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2026-11-20")
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert evidence.earliest_safe == day("2027-01-02")


def test_an_outcome_nobody_told_is_asked_for_when_it_decides() -> None:
    before = (status("protection_proceedings", "2018-01-01", "2021-12-31"),)
    evidence = credit(stay_case("trp_work", "2022-01-01", before=before), "2026-11-20")
    assert evidence.verdict is Verdict.UNKNOWN
    assert evidence.questions == ("statuses.protection_proceedings-2018-01-01.outcome",)


@pytest.mark.parametrize(
    ("last", "verdict"), [("2021-08-29", Verdict.MET), ("2021-08-30", Verdict.NEEDS_OFFICE)]
)
def test_a_visa_free_stay_of_more_than_90_days_on_end_is_not_in_the_safe_date(
    last: str, verdict: Verdict
) -> None:
    # 1 June to 29 August are 90 days.
    before = (status("visa_free", "2021-06-01", last),)
    begun = later(last, 1).isoformat()
    evidence = credit(stay_case("trp_work", begun, before=before), "2026-08-01")
    assert evidence.verdict is verdict
    assert ("stay.note_counts_perhaps" in texts(evidence)) is (verdict is Verdict.NEEDS_OFFICE)


def test_protection_that_follows_shows_the_grant() -> None:
    before = (status("protection_proceedings", "2018-01-01"),)
    evidence = credit(stay_case("refugee", "2022-01-01", before=before), "2026-11-20")
    assert evidence.verdict is Verdict.MET


def test_legal_waiting_counts_in_full_and_is_flagged() -> None:
    before = (
        status("trp_work", "2020-01-01", "2021-12-31"),
        status("pending_application", "2022-01-01", "2022-12-31"),
    )
    evidence = credit(stay_case("trp_work", "2023-01-01", before=before), "2026-11-20")
    assert evidence.verdict is Verdict.MET
    assert "stay.note_waiting_counts" in texts(evidence)


def test_breaks_are_held_against_the_limits_over_the_whole_window_when_strict() -> None:
    before = (status("trp_studies", "2016-01-01", "2021-12-31"),)
    trips = (trip("2017-01-01", "2017-06-20"), trip("2018-01-01", "2018-06-20"))
    case = stay_case("trp_work", "2022-01-01", before=before, trips=trips)
    evidence = credit(case, "2025-01-01")
    # Together more than ten months, but not within the last five calendar years.
    assert evidence.earliest_lenient == day("2024-01-01")
    assert evidence.earliest_safe is not None
    assert evidence.earliest_safe > day("2024-01-02")


def test_ten_months_in_the_last_five_years_move_the_lenient_date_too() -> None:
    trips = (trip("2022-01-01", "2022-06-20"), trip("2023-01-01", "2023-06-20"))
    case = stay_case("trp_work", "2021-06-01", trips=trips)
    evidence = credit(case, "2026-11-20")
    assert evidence.verdict is Verdict.TOO_EARLY
    assert evidence.earliest_lenient is not None
    assert evidence.earliest_lenient > day("2027-01-01")
    assert evidence.continuity is not None
    assert evidence.continuity.grade is Grade.EXCEEDED


def test_an_exempting_reason_keeps_the_date_and_names_the_fallback() -> None:
    trips = (trip("2022-01-01", "2023-01-20", "work_for_polish_employer"),)
    evidence = credit(stay_case("trp_work", "2021-06-01", trips=trips), "2026-11-20")
    assert evidence.verdict is Verdict.MET
    assert "stay.note_reason_refused" in texts(evidence)


def test_missing_answers_leave_the_result_unknown() -> None:
    for case in (
        stay_case("trp_work", "2015-01-01", trips=(trip(None, None),)),
        stay_case("trp_work", "2022-01-01", before=(status("visa_d", None, "2021-12-31"),)),
        stay_case("trp_work", "2015-01-01", before=(status("illegal", None, "2021-12-31"),)),
        stay_case("trp_work", "2021-01-01", trips=(trip("2021-11-01", "2022-08-01", "unknown"),)),
        stay_case(None, None),
    ):
        assert credit(case, "2026-11-20").verdict is Verdict.UNKNOWN
    known = stay_case("trp_work", "2015-01-01", before=(status("visa_d", None, "2014-12-31"),))
    assert credit(known, "2026-11-20").verdict is Verdict.MET


def test_no_legal_title_on_the_day_is_not_met() -> None:
    for case in (stay_case("illegal", "2015-01-01"), stay_case("trp_work", "2015-01-01", last="2026-11-01")):
        assert credit(case, "2026-11-20").verdict is Verdict.NOT_MET
    assert credit(stay_case("trp_work", "2027-01-01"), "2026-11-20").verdict is Verdict.NOT_MET


def test_a_stay_that_begins_today_has_no_credit_yet() -> None:
    evidence = credit(stay_case("trp_work", "2026-11-20"), "2026-11-20")
    assert evidence.credited_strict == 0
    assert evidence.continuity is None


@pytest.mark.parametrize(("days", "never"), [(1825, True), (1826, False)])
def test_a_day_short_stays_short_while_the_present_counts_nothing(days: int, never: bool) -> None:
    last = later("2015-01-01", days - 1)
    before = (status("trp_work", "2015-01-01", last.isoformat()),)
    evidence = credit(stay_case("trp_education", later(last, 1).isoformat(), before=before), "2026-11-20")
    assert (evidence.earliest_lenient is None) is never


def test_one_computation_serves_every_route() -> None:
    timeline = timeline_of(stay_case("trp_work", "2015-01-01"), "2026-11-20")
    first = credited_stay(timeline, LTR, KINDS, day("2026-11-20"), "one")
    second = credited_stay(timeline, LTR, KINDS, day("2026-11-20"), "two")
    assert (first.rule_id, second.rule_id) == ("one", "two")
    assert first.ledger is second.ledger


@pytest.mark.parametrize(
    ("filed", "verdict"), [(Tri.YES, Verdict.MET), (None, Verdict.UNKNOWN), (Tri.NO, Verdict.NOT_MET)]
)
def test_waiting_on_an_application_filed_too_late_is_not_legal_stay(
    filed: Tri | None, verdict: Verdict
) -> None:
    case = stay_case(None, None, before=(status("trp_work", "2015-01-01", "2026-05-31"),))
    waiting = CurrentStay("pending_application", filed_on=day("2026-05-31"), filed_in_legal_stay=filed)
    assert credit(replace(case, current_stay=waiting), "2026-11-20").verdict is verdict
