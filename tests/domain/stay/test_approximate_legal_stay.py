"""The last legal day is the earliest that approximate days leave open."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, Case, CurrentStay, SchengenStay
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.approximate import with_days, with_range
from tests.domain.stay.stay_cases import day
from tests.domain.stay.test_legal_stay import ids, legal

ONE = timedelta(days=1)
VISITOR = Case(
    "c",
    current_stay=CurrentStay("visa_free", entered_on=day("2026-10-01")),
    schengen_stays=(SchengenStay("v", day("2026-07-01"), day("2026-07-20")),),
)
VISA = Case(
    "c",
    current_stay=CurrentStay(
        "visa_d", day("2026-01-10"), day("2027-01-09"), days_allowed=200, entered_on=day("2026-09-01")
    ),
    absences=(Absence("a", day("2026-03-01"), day("2026-04-01")),),
)


def of(case: Case, on: str = "2026-11-20") -> LegalStay:
    return legal(case.current_stay, on, case=case)


def test_without_ranges_nothing_is_said_of_them() -> None:
    assert "stay.legal_approximate" not in ids(of(VISITOR))


def test_an_earlier_visit_counts_as_long_as_it_may_have_been() -> None:
    told = with_range(VISITOR, "schengen_stays.v.exit", day("2026-07-20"), day("2026-07-29"))
    longest = with_days(VISITOR, {"schengen_stays.v.exit": day("2026-07-29")})
    assert of(told).day == of(longest).day
    assert "stay.legal_approximate" in ids(of(told))


def test_the_entry_counts_from_the_earliest_day_it_may_have_been() -> None:
    told = with_range(VISITOR, "current_stay.entered_on", day("2026-10-01"), day("2026-10-11"))
    assert of(told).day == of(VISITOR).day
    assert told.current_stay is not None
    assert told.current_stay.entered_on == day("2026-10-01")


def test_on_a_visa_a_short_journey_is_the_careful_one() -> None:
    told = with_range(VISA, "absences.a.returned", day("2026-03-20"), day("2026-04-01"))
    shortest = with_days(VISA, {"absences.a.returned": day("2026-03-20")})
    assert of(told).day == of(shortest).day


def test_a_range_that_moves_nothing_is_not_spoken_of() -> None:
    told = with_range(VISITOR, "schengen_stays.v.entry", day("2025-07-01"), day("2025-07-02"))
    told = with_days(told, {"schengen_stays.v.exit": day("2025-07-10")})
    assert "stay.legal_approximate" not in ids(of(told))


def test_whoever_may_still_be_legal_is_not_told_to_be_illegal() -> None:
    told = with_range(VISITOR, "current_stay.entered_on", day("2026-08-25"), day("2026-10-05"))
    found = of(told)
    assert (found.legal_now, found.verdict) == (None, Verdict.UNKNOWN)
    assert found.questions == ("current_stay.entered_on",)
    assert found.day is not None
    assert found.day < day("2026-11-20")


def test_whoever_is_surely_over_the_limit_is_told_so() -> None:
    told = with_range(VISITOR, "current_stay.entered_on", day("2026-05-25"), day("2026-06-05"))
    found = of(told)
    assert (found.legal_now, found.verdict) == (False, Verdict.NOT_MET)


def test_a_day_that_is_missing_leaves_the_result_open() -> None:
    case = with_range(VISITOR, "schengen_stays.v.entry", day("2026-07-01"), day("2026-07-09"))
    stays = (*case.schengen_stays, SchengenStay("w", None, day("2026-08-20")))
    assert of(case.with_changes(schengen_stays=stays)).questions == ("schengen_stays.w.entry",)


@settings(max_examples=60, deadline=None)
@given(
    entry=st.integers(0, 40),
    exit_=st.integers(0, 40),
    entered=st.integers(0, 40),
    left=st.integers(0, 12),
    returned=st.integers(0, 12),
    first=st.integers(0, 20),
)
def test_no_day_inside_the_ranges_gives_an_earlier_last_day(
    entry: int, exit_: int, entered: int, left: int, returned: int, first: int
) -> None:
    ranges: dict[str, tuple[date, int, int]] = {
        "schengen_stays.v.entry": (day("2026-02-01"), 40, entry),
        "schengen_stays.v.exit": (day("2026-03-20"), 40, exit_),
        "current_stay.entered_on": (day("2026-09-01"), 40, entered),
    }
    _holds(VISITOR, ranges)
    _holds(
        VISA,
        {
            "absences.a.left": (day("2026-02-20"), 12, left),
            "absences.a.returned": (day("2026-03-20"), 12, returned),
            "current_stay.first_day": (day("2026-01-05"), 20, first),
            "current_stay.entered_on": (day("2026-09-01"), 40, entered),
        },
    )


def _holds(plain: Case, ranges: dict[str, tuple[date, int, int]]) -> None:
    told = plain
    for path, (begin, width, _) in ranges.items():
        told = with_range(told, path, begin, begin + ONE * width)
    truth = with_days(plain, {path: begin + ONE * at for path, (begin, _, at) in ranges.items()})
    found, true = of(told).day, of(truth).day
    assert found is not None
    assert true is None or found <= true
