"""The last day of legal stay for every kind of title: inside, on and after the day; never rolled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permitdesk.domain.case import Case, CurrentStay, SchengenStay, Tri
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.reference import HolidayRule
from permitdesk.domain.law.rules import DatedValue
from permitdesk.domain.stay.legal_stay import last_day_of_legal_stay
from permitdesk.domain.stay.short_stay_rule import ShortStayRule, short_stay_rule
from tests.domain.stay.stay_cases import KINDS, PROVENANCE, day, trip

DAYS_OFF = DaysOff.from_rules(
    (
        HolidayRule("christmas_eve", 12, 24, None, 2025, None),
        HolidayRule("christmas", 12, 25, None, 1951, None),
        HolidayRule("christmas_2", 12, 26, None, 1951, None),
    )
)
VALUES = (
    DatedValue("temporary_protection_last_day", day("2027-03-04"), PROVENANCE),
    DatedValue("departure_days_after_protection", 30, PROVENANCE),
    DatedValue("departure_days_after_final_decision", 30, PROVENANCE),
    DatedValue("appeal_days", 14, PROVENANCE),
    DatedValue("schengen_days_allowed", 90, PROVENANCE),
    DatedValue("schengen_window_days", 180, PROVENANCE),
    DatedValue("national_visa_most_days", 365, PROVENANCE),
)


def legal(
    stay: CurrentStay | None,
    on: str = "2026-11-20",
    *,
    case: Case | None = None,
    values: tuple[DatedValue, ...] = VALUES,
) -> LegalStay:
    base = Case("c1") if case is None else case
    return last_day_of_legal_stay(replace(base, current_stay=stay), KINDS, values, day(on), DAYS_OFF)


def ids(found: LegalStay) -> set[str]:
    return {s.text for s in (*found.explanation, *found.arithmetic)}


@pytest.mark.parametrize(
    ("on", "now", "left"), [("2026-11-28", True, 1), ("2026-11-29", True, 0), ("2026-11-30", False, 0)]
)
def test_the_last_printed_day_is_legal_even_on_a_sunday_and_never_moves(
    on: str, now: bool, left: int
) -> None:
    found = legal(CurrentStay("trp_work", last_day=day("2026-11-29")), on)
    assert (found.day, found.legal_now, found.days_left) == (day("2026-11-29"), now, left)
    assert found.verdict is (Verdict.MET if now else Verdict.NOT_MET)
    assert "stay.never_rolls" in ids(found)


def test_a_missing_printed_day_is_asked_for() -> None:
    found = legal(CurrentStay("trp_work"))
    assert (found.verdict, found.questions) == (Verdict.UNKNOWN, ("current_stay.last_day",))


def test_without_a_stay_or_with_an_unknown_kind_the_kind_is_asked_for() -> None:
    for stay in (None, CurrentStay("no_such_kind"), CurrentStay("not_known"), CurrentStay("detention")):
        found = legal(stay)
        assert (found.verdict, found.questions) == (Verdict.UNKNOWN, ("current_stay.kind",))


def test_a_child_born_here_without_a_title_is_a_question_for_the_office_and_never_illegal() -> None:
    found = legal(CurrentStay("born_in_poland_no_title"))
    assert (found.day, found.legal_now, found.verdict) == (None, None, Verdict.NEEDS_OFFICE)
    assert found.questions == ()
    assert ids(found) == {"stay.born_here", "stay.born_here_soon"}


@pytest.mark.parametrize(
    ("days", "last"), [(30, "2026-10-30"), (60, "2026-11-29"), (61, "2026-11-30"), (90, "2026-11-30")]
)
def test_a_visa_ends_with_its_days_or_its_validity_whichever_is_earlier(days: int, last: str) -> None:
    stay = CurrentStay("visa_d", day("2026-10-01"), day("2026-11-30"), days, day("2026-10-01"))
    found = legal(stay)
    assert found.day == day(last)
    assert "stay.visa_earlier_days" in ids(found)


def test_days_already_used_on_the_visa_are_taken_off() -> None:
    stay = CurrentStay("visa_d", day("2026-01-01"), day("2026-12-31"), 100, day("2026-10-01"))
    journeys = Case("c1", absences=(trip("2026-01-10", "2026-10-01"), trip("2025-01-01", "2025-02-01")))
    assert legal(stay, case=journeys).day == day("2026-12-29")
    stays = Case("c1", schengen_stays=(SchengenStay("s", day("2026-01-01"), day("2026-01-20")),))
    assert legal(stay, case=stays).day == day("2026-12-19")
    nested = Case("c1", absences=(trip("2026-01-10", "2026-06-01"), trip("2026-02-01", "2026-03-01")))
    assert legal(stay, case=nested).day is not None
    open_trip = Case("c1", absences=(trip("2026-01-10", None), trip(None, None)))
    assert legal(stay, case=open_trip).day == day("2026-12-29")


@pytest.mark.parametrize(("on", "now"), [("2026-12-31", None), ("2027-01-01", False)])
def test_a_visa_past_its_validity_is_over_whatever_its_days_of_stay(on: str, now: bool | None) -> None:
    found = legal(CurrentStay("visa_d", last_day=day("2026-12-31")), on)
    assert found.legal_now is now
    assert ("stay.visa_over" in ids(found)) is (now is False)


@pytest.mark.parametrize("days", [0, -3, 100_000])
def test_days_of_stay_that_no_visa_has_are_as_good_as_not_told(days: int) -> None:
    visa = CurrentStay("visa_d", last_day=day("2026-12-31"), days_allowed=days, entered_on=day("2026-09-01"))
    assert legal(visa).questions == ("current_stay.days_allowed",)


def test_a_visa_with_missing_answers_names_them_and_the_latest_day() -> None:
    found = legal(CurrentStay("visa_d", last_day=day("2026-12-31")))
    assert found.questions == ("current_stay.days_allowed", "current_stay.entered_on")
    assert (found.day, found.lenient_day) == (None, day("2026-12-31"))


@pytest.mark.parametrize(
    ("stays", "entry", "last"),
    [
        ((), "2026-09-01", "2026-11-29"),
        ((("2026-06-01", "2026-07-30"),), "2026-10-01", "2026-10-30"),
        ((("2026-03-01", "2026-05-29"),), "2026-08-28", "2026-11-25"),
        ((("2026-05-01", "2026-05-10"), ("2026-07-01", "2026-07-20")), "2026-11-20", "2027-02-17"),
        ((("2026-06-01", "2026-07-30"), ("2026-10-01", None)), "2026-10-01", "2026-10-30"),
        ((("2026-06-01", "2026-10-01"),), "2026-09-01", None),
    ],
)
def test_visa_free_stay_ends_on_day_90_of_180(
    stays: tuple[tuple[str, str | None], ...], entry: str, last: str | None
) -> None:
    case = Case(
        "c1",
        schengen_stays=tuple(
            SchengenStay(str(i), day(a), None if b is None else day(b)) for i, (a, b) in enumerate(stays)
        ),
    )
    found = legal(CurrentStay("visa_free", entered_on=day(entry)), entry, case=case)
    assert found.day == (None if last is None else day(last))
    assert found.legal_now is (last is not None)


def test_a_permit_of_another_state_that_ends_earlier_ends_the_short_stay() -> None:
    found = legal(CurrentStay("visa_free", entered_on=day("2026-11-01"), last_day=day("2026-11-25")))
    assert found.day == day("2026-11-25")
    later = legal(CurrentStay("visa_free", entered_on=day("2026-11-01"), last_day=day("2027-11-25")))
    assert later.day == day("2027-01-29")


def test_the_entry_may_follow_from_a_stay_that_has_no_exit() -> None:
    open_stay = Case("c1", schengen_stays=(SchengenStay("s", day("2026-09-01"), None),))
    assert legal(CurrentStay("visa_free"), case=open_stay).day == day("2026-11-29")


@pytest.mark.parametrize("lost", ["schengen_days_allowed", "schengen_window_days"])
def test_a_short_stay_on_a_day_without_a_rule_is_not_covered_and_never_guessed(lost: str) -> None:
    values = tuple(v for v in VALUES if v.id != lost)
    found = legal(CurrentStay("visa_free", entered_on=day("2026-11-01")), values=values)
    assert (found.day, found.legal_now, found.verdict) == (None, None, Verdict.UNKNOWN)
    assert ids(found) == {"stay.short_stay_not_covered"}


def test_a_rule_that_begins_the_day_after_does_not_hold_yet() -> None:
    begins = replace(PROVENANCE, in_force_from=day("2026-11-20"))
    values = tuple(replace(v, provenance=begins) for v in VALUES)
    assert short_stay_rule(values, day("2026-11-19")) is None
    assert short_stay_rule(values, day("2026-11-20")) == ShortStayRule(90, 180)
    not_a_number = tuple(replace(v, value=day("2026-01-01")) for v in values)
    assert short_stay_rule(not_a_number, day("2026-11-20")) is None


@pytest.mark.parametrize(("days", "last"), [(365, "2027-11-19"), (366, "2027-11-20"), (0, None)])
def test_without_a_most_every_positive_number_of_days_is_believed(days: int, last: str | None) -> None:
    values = tuple(v for v in VALUES if v.id != "national_visa_most_days")
    stay = CurrentStay(
        "visa_d", day("2026-11-20"), day("2030-11-19"), days_allowed=days, entered_on=day("2026-11-20")
    )
    assert legal(stay, values=values).day == (None if last is None else day(last))


def test_missing_days_of_short_stays_are_asked_for() -> None:
    assert legal(CurrentStay("visa_free")).questions == ("current_stay.entered_on",)
    stays = (
        SchengenStay("a", None, day("2026-03-01")),
        SchengenStay("b", day("2026-02-01"), None),
        SchengenStay("c", day("2026-03-05"), day("2026-03-01")),
        SchengenStay("d", None, day("2027-03-01")),
        SchengenStay("e", None, None),
        SchengenStay("f", day("2027-03-01"), None),
    )
    found = legal(
        CurrentStay("visa_free", entered_on=day("2026-09-01")), case=Case("c1", schengen_stays=stays)
    )
    assert found.questions == (
        "schengen_stays.a.entry",
        "schengen_stays.b.exit",
        "schengen_stays.c.exit",
        "schengen_stays.e.entry",
    )


def test_protection_and_tolerated_stay_have_no_fixed_end() -> None:
    for kind in ("refugee", "tolerated_351_1"):
        found = legal(CurrentStay(kind, last_day=day("2026-01-01")))
        assert (found.day, found.legal_now, found.verdict) == (None, True, Verdict.MET)


@pytest.mark.parametrize(
    ("filed", "now", "verdict"),
    [
        (Tri.YES, True, Verdict.MET),
        (Tri.NO, False, Verdict.NOT_MET),
        (Tri.DONT_KNOW, None, Verdict.UNKNOWN),
        (None, None, Verdict.UNKNOWN),
    ],
)
def test_waiting_is_legal_only_if_filed_in_legal_stay(
    filed: Tri | None, now: bool | None, verdict: Verdict
) -> None:
    found = legal(CurrentStay("pending_application", filed_on=day("2026-09-01"), filed_in_legal_stay=filed))
    assert (found.day, found.legal_now, found.verdict) == (None, now, verdict)


def test_waiting_after_a_first_refusal_lasts_to_the_end_of_the_appeal_term() -> None:
    stay = CurrentStay(
        "pending_application", filed_in_legal_stay=Tri.YES, decision_delivered_on=day("2026-12-10")
    )
    assert legal(stay).questions == ("current_stay.second_instance",)
    found = legal(replace(stay, second_instance=Tri.NO))
    assert (found.day, found.lenient_day) == (day("2026-12-28"), day("2027-01-28"))
    assert legal(replace(stay, second_instance=Tri.YES)).day == day("2027-01-09")


def test_after_the_appeal_term_nobody_can_say_which_stay_there_is_without_knowing_of_an_appeal() -> None:
    stay = CurrentStay(
        "pending_application",
        filed_in_legal_stay=Tri.YES,
        decision_delivered_on=day("2026-11-02"),
        second_instance=Tri.NO,
    )
    assert legal(stay, "2026-11-16").legal_now is True
    found = legal(stay, "2026-11-17")
    assert (found.day, found.legal_now, found.verdict) == (None, None, Verdict.UNKNOWN)
    assert found.lenient_day == day("2026-12-17")
    assert ids(found) == {"stay.appeal_over"}


def test_a_wait_that_a_second_decision_ended_is_days_to_leave_and_no_day_to_file_on() -> None:
    stay = CurrentStay(
        "pending_application",
        filed_in_legal_stay=Tri.YES,
        decision_delivered_on=day("2026-11-10"),
        second_instance=Tri.YES,
    )
    found = legal(stay, "2026-12-10")
    assert (found.day, found.legal_now) == (day("2026-12-10"), True)
    assert found.basis == "thirty_days_after_final"
    assert "stay.departure_until" in ids(found)
    assert "stay.legal_until" not in ids(found)
    assert "stay.departure_over" in ids(legal(stay, "2026-12-11"))


@pytest.mark.parametrize(("on", "now"), [("2027-01-03", True), ("2027-01-04", True), ("2027-01-05", False)])
def test_thirty_days_run_from_the_day_after_the_appeal_term(on: str, now: bool) -> None:
    stay = CurrentStay(
        "departure_299_6",
        decision_delivered_on=day("2026-11-20"),
        second_instance=Tri.NO,
        filed_in_legal_stay=Tri.YES,
    )
    found = legal(stay, on)
    assert (found.day, found.legal_now) == (day("2027-01-04"), now)
    safest = next(s for s in found.explanation if s.text == "stay.departure_safest")
    assert dict(safest.params) == {"day": day("2026-12-04")}


def test_thirty_days_after_a_second_decision_run_from_delivery_and_do_not_roll() -> None:
    stay = CurrentStay(
        "departure_299_6",
        decision_delivered_on=day("2026-11-20"),
        second_instance=Tri.YES,
        filed_in_legal_stay=Tri.YES,
    )
    assert legal(stay).day == day("2026-12-20")  # a Sunday
    late = legal(replace(stay, filed_in_legal_stay=Tri.NO))
    assert (late.day, late.legal_now) == (None, False)


def test_missing_answers_about_the_refusal_are_asked_for() -> None:
    found = legal(CurrentStay("departure_299_6"))
    assert found.questions == (
        "current_stay.decision_delivered_on",
        "current_stay.second_instance",
        "current_stay.filed_in_legal_stay",
    )
    stay = CurrentStay(
        "departure_299_6", decision_delivered_on=day("2026-11-20"), second_instance=Tri.DONT_KNOW
    )
    assert legal(stay).questions == ("current_stay.second_instance", "current_stay.filed_in_legal_stay")


@pytest.mark.parametrize(("outcome", "now"), [(None, True), ("pending", True), ("refused", None)])
def test_protection_proceedings_are_legal_while_they_last(outcome: str | None, now: bool | None) -> None:
    assert legal(CurrentStay("protection_proceedings", outcome=outcome)).legal_now is now


@pytest.mark.parametrize(
    ("on", "last", "now"),
    [
        ("2027-03-03", "2027-03-04", True),
        ("2027-03-04", "2027-03-04", True),
        ("2027-03-05", "2027-04-02", True),
        ("2027-04-02", "2027-04-02", True),
        ("2027-04-03", "2027-04-02", False),
    ],
)
def test_temporary_protection_ends_for_everybody_and_thirty_legal_days_follow(
    on: str, last: str, now: bool
) -> None:
    found = legal(CurrentStay("temporary_protection"), on)
    assert (found.day, found.legal_now) == (day(last), now)


@pytest.mark.parametrize(("on", "now"), [("2026-11-21", None), ("2027-03-03", None), ("2027-03-04", True)])
def test_who_lost_protection_before_its_end_has_no_thirty_days(on: str, now: bool | None) -> None:
    found = legal(CurrentStay("departure_299_6a"), on)
    assert found.legal_now is now
    assert found.questions == (() if now else ("current_stay.kind",))


@pytest.mark.parametrize(
    ("left", "back", "verdict"),
    [
        ("2026-09-01", "2026-09-30", Verdict.MET),  # 30 days, those of travel inside
        ("2026-09-01", "2026-10-01", Verdict.NEEDS_OFFICE),
        ("2026-10-15", None, Verdict.NEEDS_OFFICE),
        ("2021-09-01", "2021-12-01", Verdict.MET),  # before the protection
    ],
)
def test_a_long_journey_makes_temporary_protection_a_question_for_the_office(
    left: str, back: str | None, verdict: Verdict
) -> None:
    limit = DatedValue("temporary_protection_days_abroad", 30, PROVENANCE)
    case = Case("c1", absences=(trip(left, back), trip(None, None)))
    stay = CurrentStay("temporary_protection", first_day=day("2022-03-01"))
    found = legal(stay, case=case, values=(*VALUES, limit))
    assert (found.verdict, found.day) == (verdict, day("2027-03-04"))
    assert found.legal_now is (True if verdict is Verdict.MET else None)
    assert legal(stay, case=case).verdict is Verdict.MET


@pytest.mark.parametrize(("on", "now"), [("2027-04-01", True), ("2027-04-02", True), ("2027-04-03", False)])
def test_thirty_days_after_temporary_protection_begin_on_its_last_day(on: str, now: bool) -> None:
    found = legal(CurrentStay("departure_299_6a"), on)
    assert (found.day, found.lenient_day, found.legal_now) == (day("2027-04-02"), day("2027-04-03"), now)


def test_without_a_rule_for_the_day_the_end_of_protection_is_not_known() -> None:
    for kind in ("temporary_protection", "departure_299_6a"):
        assert legal(CurrentStay(kind), values=()).verdict is Verdict.UNKNOWN


def test_a_missing_number_in_the_rules_is_an_error() -> None:
    stay = CurrentStay(
        "departure_299_6",
        decision_delivered_on=day("2026-11-20"),
        second_instance=Tri.YES,
        filed_in_legal_stay=Tri.YES,
    )
    with pytest.raises(ValueError, match="departure_days_after_final_decision"):
        legal(stay, values=())
    wrong = (DatedValue("departure_days_after_final_decision", date(2026, 1, 1), PROVENANCE),)
    with pytest.raises(ValueError, match="no number"):
        legal(stay, values=wrong)


def test_a_return_decision_and_illegal_stay_are_not_legal() -> None:
    named = legal(CurrentStay("return_departure", last_day=day("2026-12-01")))
    assert (named.legal_now, "stay.return_leave_by" in ids(named)) == (False, True)
    for stay in (CurrentStay("return_departure"), CurrentStay("illegal")):
        assert legal(stay).verdict is Verdict.NOT_MET
