"""Stay on named titles directly before filing: clocks, restarts, gaps and missing answers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from permitdesk.domain.law.condition_kinds import ContinuityLimits, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.evidence import Grade, LedgerKind
from tests.domain.stay.stay_cases import (
    LIMITS,
    PROTECTION,
    SPOUSE,
    TOLERATED,
    day,
    qualify,
    status,
    stay_case,
    texts,
    trip,
)

MARRIED = "trp_spouse_of_polish_citizen"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2026-02-27", Verdict.TOO_EARLY),
        ("2026-02-28", Verdict.NEEDS_OFFICE),
        ("2026-03-01", Verdict.MET),
    ],
)
def test_two_years_from_29_february_end_on_28_and_are_safe_the_day_after(on: str, verdict: Verdict) -> None:
    evidence = qualify(stay_case(MARRIED, "2024-02-29"), SPOUSE, on)
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2026-03-01"), day("2026-02-28"))
    assert evidence.verdict is verdict


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2026-11-19", Verdict.TOO_EARLY),
        ("2026-11-20", Verdict.NEEDS_OFFICE),
        ("2026-11-21", Verdict.MET),
        ("2030-01-01", Verdict.MET),
    ],
)
def test_ten_years_are_amber_on_the_anniversary_and_safe_the_next_day(on: str, verdict: Verdict) -> None:
    assert qualify(stay_case("tolerated_351_1", "2016-11-20"), TOLERATED, on).verdict is verdict


def test_a_title_outside_the_list_is_not_met() -> None:
    evidence = qualify(stay_case("trp_work", "2010-01-01"), TOLERATED, "2026-11-20")
    assert (evidence.verdict, evidence.earliest_safe, evidence.clock_started) == (Verdict.NOT_MET, None, None)
    assert sum(row.credited_strict for row in evidence.ledger) == 0


def test_a_title_that_ended_before_the_day_is_not_met() -> None:
    case = stay_case(MARRIED, "2020-01-01", last="2026-11-19")
    assert qualify(case, SPOUSE, "2026-11-19").verdict is Verdict.MET
    assert qualify(case, SPOUSE, "2026-11-20").verdict is Verdict.NOT_MET


def test_a_break_within_the_limit_leaves_the_clock_alone() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(trip("2026-01-15", "2026-07-13"),))
    assert qualify(case, SPOUSE, "2026-11-20").earliest_safe == day("2026-11-02")


def test_an_amber_break_restarts_the_safe_clock_only() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(trip("2026-01-15", "2026-07-14"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2028-07-15"), day("2026-11-01"))
    assert evidence.clock_started is not None
    assert evidence.clock_started.text == "stay.clock_break"


def test_a_red_break_restarts_both_clocks() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(trip("2025-12-01", "2026-07-17"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert evidence.verdict is Verdict.TOO_EARLY
    assert evidence.earliest_safe == day("2028-07-18")
    assert evidence.earliest_lenient is not None
    assert evidence.earliest_lenient < day("2028-07-18")
    assert evidence.continuity is not None
    assert evidence.continuity.grade is Grade.EXCEEDED


def test_a_sum_above_ten_months_restarts_after_the_break_that_is_too_much() -> None:
    trips = (
        trip("2024-12-01", "2025-03-30"),
        trip("2025-06-01", "2025-09-28"),
        trip("2026-01-01", "2026-04-30"),
    )
    case = stay_case(MARRIED, "2024-11-01", trips=trips)
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert evidence.verdict is Verdict.TOO_EARLY
    assert evidence.earliest_safe == day("2027-03-31")


def test_a_planned_journey_moves_the_earliest_day() -> None:
    case = stay_case(MARRIED, "2025-11-01", trips=(trip("2027-01-01", "2027-12-01"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert evidence.earliest_safe == day("2029-12-02")


def test_the_filing_day_is_not_a_day_abroad() -> None:
    case = stay_case(MARRIED, "2024-11-10", trips=(trip("2026-11-05", "2026-11-25"),))
    evidence = qualify(case, SPOUSE, "2026-11-01")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2026-11-26"), day("2026-11-25"))
    assert qualify(case, SPOUSE, "2026-11-15").verdict is Verdict.TOO_EARLY
    assert qualify(case, SPOUSE, "2026-11-25").verdict is Verdict.NEEDS_OFFICE
    assert qualify(case, SPOUSE, "2026-11-26").verdict is Verdict.MET


def test_somebody_still_abroad_files_the_day_after_at_the_earliest() -> None:
    case = stay_case(MARRIED, "2020-11-10", trips=(trip("2026-11-05", None),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.earliest_safe) == (Verdict.TOO_EARLY, day("2026-11-21"))
    assert "stay.note_abroad_now" in texts(evidence)


def test_a_waiting_gap_between_two_permits_restarts_the_safe_clock_only() -> None:
    before = (
        status(MARRIED, "2023-01-01", "2025-01-31"),
        status("pending_application", "2025-02-01", "2025-06-30"),
    )
    evidence = qualify(stay_case(MARRIED, "2025-07-01", before=before), SPOUSE, "2026-11-20")
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2027-07-02"), day("2025-01-01"))
    assert "stay.note_waiting_gap" in texts(evidence)


def test_another_legal_gap_restarts_both_clocks() -> None:
    before = (status(MARRIED, "2023-01-01", "2025-01-31"), status("visa_d", "2025-02-01", "2025-06-30"))
    evidence = qualify(stay_case(MARRIED, "2025-07-01", before=before), SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.earliest_lenient) == (Verdict.TOO_EARLY, day("2027-07-01"))


def test_a_gap_spent_abroad_bridges_on_the_lenient_reading() -> None:
    before = (status(MARRIED, "2023-01-01", "2025-01-31"),)
    case = stay_case(MARRIED, "2025-03-01", before=before, trips=(trip("2025-01-31", "2025-03-01"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2027-03-02"), day("2025-01-01"))
    assert "stay.note_gap_abroad" in texts(evidence)
    nearly = replace(case, absences=(trip("2025-02-01", "2025-03-01"),))
    assert qualify(nearly, SPOUSE, "2026-11-20").verdict is Verdict.TOO_EARLY


def test_waiting_now_is_not_stay_on_the_permit() -> None:
    before = (status(MARRIED, "2023-01-01", "2026-06-30"),)
    evidence = qualify(stay_case("pending_application", "2026-07-01", before=before), SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.earliest_safe) == (Verdict.NEEDS_OFFICE, None)
    assert "stay.note_waiting_now" in texts(evidence)


def test_waiting_alone_never_counts() -> None:
    evidence = qualify(stay_case("pending_application", "2020-07-01"), SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.earliest_lenient) == (Verdict.NOT_MET, None)


@pytest.mark.parametrize(
    ("on", "verdict"), [("2025-01-15", Verdict.NEEDS_OFFICE), ("2025-01-16", Verdict.MET)]
)
def test_protection_proceedings_count_in_full_for_a_refugee_even_in_detention(
    on: str, verdict: Verdict
) -> None:
    before = (
        status("protection_proceedings", "2020-01-15", "2020-06-30"),
        status("detention", "2020-07-01", "2020-08-31"),
        status("protection_proceedings", "2020-09-01"),
    )
    evidence = qualify(stay_case("refugee", "2022-03-01", before=before), PROTECTION, on)
    assert evidence.verdict is verdict
    assert "stay.note_proceedings_full" in texts(evidence)


def test_detention_before_the_proceedings_does_not_count() -> None:
    before = (status("detention", "2019-01-01", "2020-01-14"), status("protection_proceedings", "2020-01-15"))
    evidence = qualify(stay_case("refugee", "2022-03-01", before=before), PROTECTION, "2024-01-01")
    assert evidence.earliest_safe == day("2025-01-16")


def test_refused_proceedings_count_only_if_the_office_agrees() -> None:
    before = (
        status("protection_proceedings", "2019-01-01", "2020-01-14", "refused"),
        status("protection_proceedings", "2020-01-15"),
    )
    evidence = qualify(stay_case("refugee", "2022-03-01", before=before), PROTECTION, "2024-06-01")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2025-01-16"), day("2024-01-01"))


def test_proceedings_do_not_count_for_humanitarian_stay() -> None:
    before = (status("protection_proceedings", "2020-01-15"),)
    evidence = qualify(stay_case("humanitarian_stay", "2022-03-01", before=before), PROTECTION, "2026-11-20")
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2027-03-02"), day("2027-03-01"))


def test_mixed_protection_titles_need_the_office() -> None:
    before = (status("humanitarian_stay", "2021-01-01", "2023-12-31"),)
    evidence = qualify(stay_case("refugee", "2024-01-01", before=before), PROTECTION, "2026-11-20")
    assert evidence.verdict is Verdict.NEEDS_OFFICE
    assert (evidence.earliest_safe, evidence.earliest_lenient) == (day("2029-01-02"), day("2026-01-01"))
    assert "stay.note_mixed" in texts(evidence)


def test_the_ledger_adds_up_and_covers_every_day() -> None:
    before = (status("trp_work", "2020-01-01", "2024-12-31"),)
    case = stay_case(MARRIED, "2025-02-01", before=before, trips=(trip("2025-05-01", "2025-05-31"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert sum(row.days for row in evidence.ledger) == evidence.required_days == 730
    assert sum(row.credited_strict for row in evidence.ledger) == evidence.credited_strict == Decimal(657)
    assert sum(row.credited_lenient for row in evidence.ledger) == evidence.credited_lenient
    assert [row.kind for row in evidence.ledger] == [
        LedgerKind.GAP,
        LedgerKind.TITLE,
        LedgerKind.ABSENCE,
        LedgerKind.TITLE,
    ]


def test_an_exempting_reason_is_noted_with_its_proof_and_what_remains_without_it() -> None:
    case = stay_case(
        MARRIED, "2024-11-01", trips=(trip("2025-06-01", "2026-05-01", "work_for_polish_employer"),)
    )
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert evidence.verdict is Verdict.MET
    assert {"stay.note_reason_proof", "stay.note_reason_refused"} <= set(texts(evidence))


def test_a_reason_that_changes_nothing_has_no_fallback_date() -> None:
    trips = (trip("2026-06-01", "2026-06-10", "polish_studies"),)
    evidence = qualify(stay_case(MARRIED, "2024-11-01", trips=trips), SPOUSE, "2026-11-20")
    assert "stay.note_reason_refused" not in texts(evidence)


def test_an_unknown_reason_matters_only_if_it_decides() -> None:
    short = stay_case(MARRIED, "2024-11-01", trips=(trip("2026-01-01", "2026-02-01", "unknown"),))
    assert qualify(short, SPOUSE, "2026-11-20").verdict is Verdict.MET
    long = stay_case(MARRIED, "2024-11-01", trips=(trip("2025-06-01", "2026-05-01", "unknown", "x"),))
    evidence = qualify(long, SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.questions) == (Verdict.UNKNOWN, ("absences.x.reason",))
    early = qualify(long, SPOUSE, "2026-10-01")
    assert early.verdict is Verdict.TOO_EARLY
    assert "stay.note_reason_unknown" in texts(early)


def test_a_missing_exit_day_makes_the_result_unknown() -> None:
    case = stay_case(MARRIED, "2024-11-01", trips=(trip(None, "2026-05-01", name="x"),))
    evidence = qualify(case, SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.questions) == (Verdict.UNKNOWN, ("absences.x.left",))
    assert evidence.earliest_safe is None


def test_a_missing_exit_day_before_the_window_does_no_harm() -> None:
    case = stay_case(MARRIED, "2020-11-01", trips=(trip(None, "2021-05-01"),))
    assert qualify(case, SPOUSE, "2026-11-20").verdict is Verdict.MET


def test_a_missing_day_cannot_save_a_title_that_never_counts() -> None:
    case = stay_case("trp_work", "2020-11-01", trips=(trip(None, "2021-05-01"),))
    assert qualify(case, SPOUSE, "2026-11-20").verdict is Verdict.NOT_MET


def test_a_title_without_its_first_day_makes_the_result_unknown() -> None:
    evidence = qualify(stay_case(MARRIED, None), SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.questions) == (Verdict.UNKNOWN, ("current_stay.first_day",))


def test_a_title_without_days_does_no_harm_if_the_rest_suffices() -> None:
    case = stay_case(MARRIED, "2020-01-01", before=(status(MARRIED, None, "2019-12-31"),))
    assert qualify(case, SPOUSE, "2026-11-20").verdict is Verdict.MET
    other = stay_case(MARRIED, "2025-01-01", before=(status("trp_work", None, "2024-12-31"),))
    assert qualify(other, SPOUSE, "2026-11-20").verdict is Verdict.TOO_EARLY


@pytest.mark.parametrize("kind", [None, "not_known", "no_such_kind"])
def test_an_unknown_present_stay_leaves_everything_unknown(kind: str | None) -> None:
    evidence = qualify(stay_case(kind, "2020-01-01"), SPOUSE, "2026-11-20")
    assert (evidence.verdict, evidence.questions) == (Verdict.UNKNOWN, ("current_stay.kind",))


def test_the_date_assumes_that_the_title_goes_on_and_says_when_it_does_not() -> None:
    open_end = qualify(stay_case(MARRIED, "2025-11-01"), SPOUSE, "2026-11-20")
    assert "stay.note_title_continues" in texts(open_end)
    ending = qualify(stay_case(MARRIED, "2025-11-01", last="2027-05-01"), SPOUSE, "2026-11-20")
    assert "stay.note_title_ends" in texts(ending)


def test_where_continuity_is_not_required_breaks_only_warn() -> None:
    rule = QualifyingStay(1, (MARRIED,), None, warn_continuity=LIMITS)
    case = stay_case(MARRIED, "2024-01-01", trips=(trip("2025-12-01", "2026-11-01"),))
    evidence = qualify(case, rule, "2026-11-20")
    assert evidence.verdict is Verdict.MET
    assert {"stay.note_breaks_not_required", "stay.note_long_break", "stay.note_many_days"} <= set(
        texts(evidence)
    )


UK = QualifyingStay(
    5,
    (),
    ContinuityLimits(6, 6, ("military_service", "special_personal_situation"), 12),
    any_legal=True,
    per_year=True,
)


@pytest.mark.parametrize(
    ("returned", "verdict"),
    [
        ("2024-06-28", Verdict.MET),  # 180 days with both travel days
        ("2024-06-29", Verdict.NEEDS_OFFICE),
        ("2024-07-04", Verdict.NEEDS_OFFICE),  # 184 whole days
        ("2024-07-05", Verdict.TOO_EARLY),
    ],
)
def test_six_months_in_a_year_are_allowed_for_posted_workers(returned: str, verdict: Verdict) -> None:
    before = (status("visa_d", "2019-01-01", "2020-12-31"),)
    case = stay_case("trp_work", "2021-01-01", before=before, trips=(trip("2024-01-01", returned),))
    assert qualify(case, UK, "2026-11-20").verdict is verdict


def test_six_months_in_each_of_two_years_are_allowed() -> None:
    trips = (trip("2022-01-01", "2022-05-30"), trip("2023-09-01", "2024-01-28"))
    case = stay_case("trp_work", "2020-01-01", trips=trips)
    assert qualify(case, UK, "2026-11-20").verdict is Verdict.MET


def test_breaks_across_new_year_add_up_when_strict_but_not_in_years_from_the_begin() -> None:
    trips = (trip("2021-08-01", "2021-11-30"), trip("2022-02-01", "2022-05-30"))
    case = stay_case("trp_work", "2020-01-01", trips=trips)
    evidence = qualify(case, UK, "2025-06-01")
    assert (evidence.verdict, evidence.earliest_lenient) == (Verdict.NEEDS_OFFICE, day("2025-01-01"))
    assert evidence.earliest_safe == day("2026-12-01")


@pytest.mark.parametrize(
    ("returned", "verdict"), [("2024-12-25", Verdict.MET), ("2025-01-02", Verdict.NEEDS_OFFICE)]
)
def test_a_listed_reason_exempts_up_to_twelve_months(returned: str, verdict: Verdict) -> None:
    trips = (trip("2024-01-01", returned, "military_service"),)
    case = stay_case("trp_work", "2019-01-01", trips=trips)
    assert qualify(case, UK, "2026-11-20").verdict is verdict


def test_illegal_stay_ends_the_legal_chain() -> None:
    before = (status("trp_work", "2015-01-01", "2020-12-31"), status("illegal", "2021-01-01", "2021-01-31"))
    case = stay_case("trp_work", "2021-02-01", before=before)
    assert qualify(case, UK, "2026-01-01").earliest_lenient == day("2026-02-01")


@pytest.mark.parametrize(
    ("kind", "first", "verdict"),
    [
        ("tolerated_unknown", "2014-11-20", Verdict.UNKNOWN),
        ("tolerated_unknown", "2020-11-20", Verdict.UNKNOWN),
        ("trp_work", "2014-11-20", Verdict.NOT_MET),
    ],
)
def test_a_tolerated_stay_of_unknown_point_stays_open(kind: str, first: str, verdict: Verdict) -> None:
    evidence = qualify(stay_case(kind, first), TOLERATED, "2026-11-20")
    assert evidence.verdict is verdict
    assert evidence.questions == (("current_stay.kind",) if verdict is Verdict.UNKNOWN else ())


@pytest.mark.parametrize("kind", ["tolerated_unknown", "not_known"])
def test_an_earlier_title_of_unknown_kind_opens_only_what_it_could_complete(kind: str) -> None:
    earlier = (status(kind, "2012-01-01", "2015-12-31"),)
    short = qualify(stay_case("tolerated_351_1", "2016-01-01", before=earlier), TOLERATED, "2025-11-20")
    assert (short.verdict, short.earliest_safe) == (Verdict.UNKNOWN, None)
    full = qualify(stay_case("tolerated_351_1", "2016-01-01", before=earlier), TOLERATED, "2026-11-20")
    assert full.verdict is Verdict.MET
