"""The second count stands beside each result; where it differs nothing is green and no date is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.law import conditions_stay
from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.law.findings import TextRef, Verdict, say
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.law.warnings import count_warnings
from permitdesk.domain.stay.approximate import with_range
from permitdesk.domain.stay.cross_check import checked
from permitdesk.domain.stay.eu_stay import eu_stay_with_blue_card
from permitdesk.domain.stay.evidence import BestCase, SecondCount, StayEvidence
from permitdesk.domain.stay.second.calendar import Calendar
from tests.domain.law.builders import situation
from tests.domain.stay.lives import EU_STAY
from tests.domain.stay.stay_cases import (
    KINDS,
    LTR,
    SPOUSE,
    credit,
    day,
    qualify,
    status,
    stay_case,
    timeline_of,
    trip,
)

MARRIED = "trp_spouse_of_polish_citizen"
ON = day("2025-06-01")
CASE = stay_case(MARRIED, "2024-01-10", trips=(trip("2024-03-01", "2024-03-20"),))
NO_ANSWERS = Answers()
MET, TOO_EARLY = TextRef("verdict.met.title"), TextRef("verdict.too_early.title")


def held_against(evidence: StayEvidence, case: Case = CASE, rule: QualifyingStay = SPOUSE) -> StayEvidence:
    return checked(evidence, case, KINDS, rule, NO_ANSWERS, ON)


def differences(**changes: Any) -> dict[str, tuple[object, ...]]:
    found = held_against(replace(qualify(CASE, SPOUSE, ON), **changes)).second
    assert found is not None
    return {d.text: tuple(value for _, value in d.params) for d in found.differences}


def test_equal_results_are_marked_as_counted_twice() -> None:
    evidence = qualify(CASE, SPOUSE, ON)
    assert held_against(evidence) == replace(evidence, second=SecondCount(agrees=True))


def test_an_open_result_is_not_counted_a_second_time() -> None:
    evidence = replace(qualify(CASE, SPOUSE, ON), verdict=Verdict.UNKNOWN)
    assert held_against(evidence) is evidence


def test_a_safe_day_that_is_one_too_early_is_told_with_both_values() -> None:
    assert differences(earliest_safe=day("2026-01-10")) == {
        "second.safe": (day("2026-01-10"), day("2026-01-11"))
    }


def test_a_safe_day_that_is_one_too_late_is_told_with_both_values() -> None:
    assert differences(earliest_safe=day("2026-01-12")) == {
        "second.safe": (day("2026-01-12"), day("2026-01-11"))
    }


def test_a_safe_day_that_should_be_there_is_told() -> None:
    assert differences(earliest_safe=None) == {"second.safe": (TextRef("second.no_day"), day("2026-01-11"))}


def test_a_safe_day_that_is_over_must_hold_today() -> None:
    assert differences(earliest_safe=day("2025-01-01")) == {
        "second.safe": (day("2025-01-01"), day("2026-01-11"))
    }


def test_a_day_that_the_second_count_never_finds_is_told() -> None:
    case = stay_case(
        "pending_application", "2024-01-10", before=(status(MARRIED, "2022-01-01", "2024-01-09"),)
    )
    evidence = replace(qualify(case, SPOUSE, ON), earliest_safe=day("2026-01-11"))
    found = held_against(evidence, case).second
    assert found is not None
    assert [d.params for d in found.differences] == [
        (("first", day("2026-01-11")), ("second", TextRef("second.no_day")))
    ]


def test_a_day_where_the_answers_alone_say_no_is_told() -> None:
    answers = Answers.of({"eu_stay_variant": "none"})
    case = stay_case("trp_blue_card", "2020-01-01")
    evidence = eu_stay_with_blue_card(timeline_of(case, ON), EU_STAY, answers, ON, "r")
    assert checked(evidence, case, KINDS, EU_STAY, answers, ON).second == SecondCount(agrees=True)
    wrong = replace(evidence, earliest_safe=ON)
    found = checked(wrong, case, KINDS, EU_STAY, answers, ON).second
    assert found is not None
    assert [d.text for d in found.differences] == ["second.safe"]


@pytest.mark.parametrize(
    ("changes", "text", "values"),
    [
        (
            {"verdict": Verdict.MET},
            "verdict",
            (TextRef("verdict.met.title"), TextRef("verdict.too_early.title")),
        ),
        ({"earliest_lenient": day("2026-01-09")}, "lenient", (day("2026-01-09"), day("2026-01-10"))),
        ({"credited_strict": Decimal(1)}, "credited", (Decimal(1), Decimal(508))),
        ({"credited_lenient": Decimal(1)}, "credited_lenient", (Decimal(1), Decimal(508))),
        ({"continuity": None}, "breaks_missing", ()),
    ],
)
def test_each_value_that_differs_is_told(
    changes: dict[str, Any], text: str, values: tuple[object, ...]
) -> None:
    assert differences(**changes) == {f"second.{text}": values}


@pytest.mark.parametrize(
    ("field", "text", "second"),
    [
        ("total_days_strict", "total", 20),
        ("total_days_lenient", "total_lenient", 18),
        ("longest_strict", "longest", 20),
        ("longest_lenient", "longest_lenient", 18),
    ],
)
def test_sums_and_longest_journeys_are_compared(field: str, text: str, second: int) -> None:
    found = qualify(CASE, SPOUSE, ON).continuity
    assert found is not None
    changes: dict[str, Any] = {field: 3}
    changed = replace(found, **changes)
    assert differences(continuity=changed) == {f"second.{text}": (3, second)}


def test_a_difference_takes_the_green_and_the_dates_and_is_said_first() -> None:
    told = say("stay.note_title_continues", earliest=day("2025-05-01"))
    wrong = replace(
        qualify(CASE, SPOUSE, ON), verdict=Verdict.MET, earliest_safe=day("2025-05-01"), notes=(told,)
    )
    found = held_against(wrong)
    assert told not in found.notes
    assert (found.reasons, found.reasons_refused) == ((), None)
    assert (found.verdict, found.earliest_safe, found.earliest_lenient) == (Verdict.UNKNOWN, None, None)
    assert found.notes[0].text == "second.differs"
    assert [note.text for note in found.notes[1:3]] == ["second.verdict", "second.safe"]


def test_days_told_as_ranges_are_compared_for_the_ends_that_were_counted() -> None:
    evidence = replace(
        qualify(CASE, SPOUSE, ON),
        verdict=Verdict.MET,
        earliest_lenient=day("2026-03-01"),
        best=BestCase(Verdict.MET, None, None),
    )
    other = stay_case(MARRIED, "2024-01-01")
    assert held_against(evidence, other).verdict is Verdict.UNKNOWN
    assert held_against(replace(evidence, counted=CASE), other).second == SecondCount(agrees=True)


def test_a_case_with_a_range_agrees_through_the_engine() -> None:
    case = with_range(CASE, "current_stay.first_day", date(2024, 1, 1), date(2024, 1, 10))
    found = held_against(qualify(case, SPOUSE, ON), case)
    assert found.second == SecondCount(agrees=True)


def test_the_calendar_may_be_shared() -> None:
    calendar = Calendar(CASE, KINDS, ON)
    for _ in range(2):
        found = checked(
            qualify(CASE, SPOUSE, ON), CASE, KINDS, SPOUSE, NO_ANSWERS, ON, calendar=lambda: calendar
        )
        assert found.second == SecondCount(agrees=True)


def test_weighted_stay_is_counted_twice_too() -> None:
    case = stay_case("trp_work", "2019-01-01", before=(status("trp_studies", "2017-01-01", "2018-12-31"),))
    assert checked(credit(case, ON), case, KINDS, LTR, NO_ANSWERS, ON).second == SecondCount(agrees=True)


def seen() -> Situation:
    """The case as the rules see it, with the kinds of stay of these tests."""
    return replace(situation(CASE, on=ON), kinds=KINDS, timeline=timeline_of(CASE, ON))


# --- where it shows -----------------------------------------------------------------


def test_an_outcome_says_the_difference_first_and_nothing_green(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*args: Any) -> StayEvidence:
        return replace(qualify(CASE, SPOUSE, ON), verdict=Verdict.MET, earliest_safe=ON)

    monkeypatch.setattr(conditions_stay, "qualifying_stay", wrong)
    found = conditions_stay.qualifying(SPOUSE, seen(), "r")
    assert found.verdict is Verdict.UNKNOWN
    assert found.explanation[0].text == "second.differs"
    assert (found.safe, found.lenient) == (None, None)
    assert [(w.id, w.severity) for w in count_warnings(found.evidence)] == [("counts_differ", "red")]


def test_where_both_agree_the_result_stands_and_nothing_warns() -> None:
    unlimited = QualifyingStay(2, (MARRIED,), None)
    found = conditions_stay.qualifying(unlimited, seen(), "r")
    assert found.verdict is Verdict.TOO_EARLY
    assert found.explanation[0].text == "stay_rule.too_early"
    assert count_warnings(found.evidence) == ()
    assert count_warnings((qualify(CASE, SPOUSE, ON),)) == ()


def test_the_case_behind_the_timeline_is_counted_where_the_rules_see_another() -> None:
    departing = CASE.with_changes(current_stay=CurrentStay("departure_299_6", day("2024-01-10")))
    found = conditions_stay.qualifying(SPOUSE, replace(seen(), case=departing, told=CASE), "r")
    assert found.evidence[0].second == SecondCount(agrees=True)
