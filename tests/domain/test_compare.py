"""Two permits side by side: what differs, and what is the same, over the shipped rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import AnnexState, ApplicantKind, Case, CurrentStay
from permitdesk.domain.compare import ComparedRow, compare
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import EarliestDates, Statement, TextRef, Verdict
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)
CASE = Case(
    "c",
    applicant=ApplicantKind.ADULT,
    current_stay=CurrentStay("trp_studies", date(2025, 1, 1), date(2027, 1, 31)),
    annexes=(AnnexState("annex_1_employer"),),
)


def assessed(route_id: str, case: Case = CASE) -> RouteAssessment:
    found = assess(case, ruleset(), TODAY).route(route_id)
    assert found is not None
    return found


def row(topic: str, first: RouteAssessment, second: RouteAssessment) -> ComparedRow:
    return next(r for r in compare(first, second, TODAY).rows if r.topic == topic)


def texts(statements: tuple[Statement, ...]) -> list[str]:
    return [s.text for s in statements]


def refs(statements: tuple[Statement, ...]) -> set[str]:
    return {value.id for s in statements for _, value in s.params if isinstance(value, TextRef)}


def test_the_rows_come_in_the_order_in_which_they_matter() -> None:
    found = compare(assessed("tr_work_single"), assessed("tr_blue_card"), TODAY)
    assert (found.first, found.second) == ("tr_work_single", "tr_blue_card")
    assert [r.topic for r in found.rows] == [
        "channel",
        "verdict",
        "missing",
        "earliest",
        "file_by",
        "documents",
        "money",
        "decision_time",
        "validity",
        "work_after",
        "work_while_waiting",
        "duties",
        "risks",
    ]


def test_documents_are_parted_into_those_of_one_those_of_the_other_and_those_of_both() -> None:
    found = row("documents", assessed("tr_work_single"), assessed("tr_blue_card"))
    assert "annex.annex_1_employer.title" in refs(found.both)
    assert "annex.annex_2_applicant.title" in refs(found.second)
    assert not refs(found.first) & refs(found.second)
    assert not refs(found.both) & (refs(found.first) | refs(found.second))


def test_what_is_the_same_is_said_once() -> None:
    one = assessed("tr_work_single")
    found = compare(one, one, TODAY)
    assert all(not r.first and not r.second and r.both for r in found.rows)


def test_a_paper_case_beside_one_in_mos_names_both_ways() -> None:
    found = row("channel", assessed("tr_ict"), assessed("tr_work_single"))
    assert texts(found.first) == ["channel.paper_host"]
    assert texts(found.second) == ["channel.mos_temporary"]


def test_one_side_without_anything_of_its_own_says_so() -> None:
    blue = assessed("tr_blue_card")
    fewer = replace(blue, annexes=())
    found = row("documents", fewer, blue)
    assert texts(found.first) == ["compare.nothing_more"]
    none = replace(blue, annexes=(), checklist=())
    assert texts(row("documents", none, blue).first) == ["compare.none_documents"]
    assert texts(row("documents", none, none).both) == ["compare.none_documents"]


@pytest.mark.parametrize(
    ("verdict", "safe", "expected"),
    [
        (Verdict.MET, TODAY, ["compare.date_now"]),
        (Verdict.TOO_EARLY, date(2026, 11, 22), ["compare.date_from"]),
        (Verdict.UNKNOWN, TODAY, ["compare.date_now", "compare.date_if_open"]),
        (Verdict.NEEDS_OFFICE, None, ["compare.date_unknown"]),
        (Verdict.NOT_MET, TODAY, ["compare.date_none"]),
    ],
)
def test_the_first_possible_day_is_never_surer_than_the_verdict(
    verdict: Verdict, safe: date | None, expected: list[str]
) -> None:
    blue = replace(assessed("tr_blue_card"), requirements=(), bars=(), refusal_grounds=())
    one = replace(blue, verdict=verdict, earliest_filing_date=EarliestDates(safe, None))
    assert texts(row("earliest", one, one).both) == expected


def test_a_day_to_wait_for_does_not_hide_that_answers_are_open() -> None:
    blue = assessed("tr_blue_card")
    waits = replace(blue.requirements[0], verdict=Verdict.TOO_EARLY)
    is_open = replace(blue.requirements[0], verdict=Verdict.UNKNOWN)
    later = EarliestDates(date(2026, 11, 22), None)
    for parts in ({"requirements": (waits, is_open)}, {"requirements": (waits,), "bars": (is_open,)}):
        settled = replace(blue, bars=(), refusal_grounds=(), verdict=Verdict.TOO_EARLY)
        one = replace(settled, earliest_filing_date=later, **parts)
        assert texts(row("earliest", one, one).both) == ["compare.date_from", "compare.date_if_open"]


def test_what_is_missing_names_the_conditions_and_counts_the_open_answers() -> None:
    blue = assessed("tr_blue_card")
    unmet = replace(blue.requirements[0], verdict=Verdict.NOT_MET)
    later = replace(blue.requirements[0], verdict=Verdict.TOO_EARLY)
    one = replace(blue, requirements=(unmet, later), open_questions=())
    assert texts(row("missing", one, one).both) == [
        "compare.requirement_not_met",
        "compare.requirement_too_early",
    ]
    done = replace(blue, requirements=(), open_questions=())
    assert texts(row("missing", done, done).both) == ["compare.nothing_missing"]
    asked = replace(done, open_questions=("a", "b"))
    (counted,) = row("missing", asked, asked).both
    assert dict(counted.params) == {"n": 2}


def test_a_field_of_the_case_on_which_a_condition_waits_is_missing_too() -> None:
    nobody = assessed("tr_family_pl_stepchild", Case("c"))
    child = next(f for f in nobody.requirements if "person.birth_date" in f.questions)
    one = replace(nobody, requirements=(child,), open_questions=())
    (counted,) = row("missing", one, one).both
    assert (counted.text, dict(counted.params)) == ("compare.open_answers", {"n": 1})


def test_a_last_day_and_its_absence_are_told() -> None:
    blue = assessed("tr_blue_card")
    (told,) = row("file_by", blue, blue).both
    assert dict(told.params) == {"day": date(2027, 1, 31)}
    free = replace(blue, file_by=None)
    assert texts(row("file_by", free, free).both) == ["compare.no_last_day"]


def test_money_is_one_sum_and_says_where_it_may_be_less() -> None:
    blue = assessed("tr_blue_card")
    fee = replace(blue.fees[0], possible_amount_pln=None)
    sure = replace(blue, fees=(fee,))
    assert texts(row("money", sure, sure).both) == ["compare.money_total"]
    maybe = replace(blue, fees=(replace(fee, possible_amount_pln=fee.amount_pln / 2),))
    assert texts(row("money", maybe, maybe).both) == ["compare.money_total", "compare.money_maybe_less"]
    free = replace(blue, fees=())
    assert texts(row("money", free, free).both) == ["compare.money_unknown"]


def test_risks_that_apply_come_before_open_ones_and_settled_ones_are_left_out() -> None:
    blue = assessed("tr_blue_card")
    first, second, third = blue.bars[:3]
    one = replace(
        blue,
        bars=(replace(first, verdict=Verdict.UNKNOWN), replace(second, verdict=Verdict.MET)),
        refusal_grounds=(replace(third, verdict=Verdict.NOT_MET),),
    )
    assert texts(row("risks", one, one).both) == ["compare.risk_applies", "compare.risk_open"]
    calm = replace(blue, bars=(), refusal_grounds=())
    assert texts(row("risks", calm, calm).both) == ["compare.none_risks"]


def test_notes_of_the_rules_tell_validity_and_work_and_a_silence_is_said() -> None:
    single, blue = assessed("tr_work_single"), assessed("tr_blue_card")
    assert texts(row("validity", single, blue).first) == ["compare.note"]
    silent = replace(blue, notes=())
    assert texts(row("work_after", silent, silent).both) == ["compare.none_work_after"]
