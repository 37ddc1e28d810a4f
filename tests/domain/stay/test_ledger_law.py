"""Each row of a ledger cites the article by which it counts so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, Tri
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.condition_kinds import AllOf, AnyOf, Condition, Negation
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.evidence import LedgerKind, LedgerRow, StayEvidence
from permitdesk.domain.stay.ledger import Ledger
from permitdesk.domain.stay.ledger_law import with_law
from permitdesk.domain.stay.limits import counted_periods
from permitdesk.resources import root
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.exchange import questions_of, read_case

ON = date(2026, 11, 21)
RULES = load_ruleset()
KINDS = {kind.id: kind for kind in RULES.statuses}
PERMIT = "ltr_standard"
FILES = sorted((Path(str(root())) / "samples").glob("*.json"))


def life(kind: str, *absences: Absence, since: date = date(2020, 1, 1)) -> Case:
    return Case(
        "c",
        current_stay=CurrentStay(kind, since, date(2027, 6, 1)),
        absences=absences,
        journeys_complete=Tri.YES,
    )


def rows(case: Case, route: str = PERMIT, rules: Ruleset = RULES) -> tuple[LedgerRow, ...]:
    found = assess(case, rules, ON).route(route)
    assert found is not None
    return tuple(found.stay_evidence[0].ledger)


def cited(row: LedgerRow) -> list[str]:
    return [citation.article for citation in row.citations]


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("trp_work", "art. 211 ust. 1"),
        ("trp_studies", "art. 212 ust. 1 pkt 3 lit. b"),
        ("visa_d_studies", "art. 212 ust. 1 pkt 3 lit. a"),
        ("trp_ict", "art. 212 ust. 2 pkt 7"),
        ("local_border_traffic", "art. 212 ust. 2 pkt 9"),
    ],
)
def test_a_stay_cites_the_point_that_gives_its_weight(kind: str, article: str) -> None:
    titles = [row for row in rows(life(kind)) if row.kind is LedgerKind.TITLE]
    assert all(cited(row) == [article] for row in titles)


def test_a_stay_that_counts_on_one_reading_only_is_not_confirmed() -> None:
    row = next(r for r in rows(life("humanitarian_stay")) if r.kind is LedgerKind.TITLE)
    assert [(c.article, c.certainty) for c in row.citations] == [("art. 211 ust. 1", Certainty.UNCONFIRMED)]


def test_a_journey_inside_the_limits_cites_the_limits() -> None:
    case = life("trp_work", Absence("a", date(2024, 5, 1), date(2024, 5, 20), "DE"))
    row = next(r for r in rows(case) if r.kind is LedgerKind.ABSENCE)
    assert cited(row) == ["art. 212 ust. 3 pkt 1"]


def test_a_journey_on_a_half_stay_cites_the_half_too() -> None:
    case = life("trp_studies", Absence("a", date(2024, 5, 1), date(2024, 5, 20), "DE"))
    row = next(r for r in rows(case) if r.kind is LedgerKind.ABSENCE)
    assert cited(row) == ["art. 212 ust. 3 pkt 1", "art. 212 ust. 1 pkt 3 lit. b"]


@pytest.mark.parametrize(
    ("state", "text"), [(DocumentStatus.READY, "excused"), (DocumentStatus.REQUESTED, "unproved")]
)
@pytest.mark.parametrize(
    ("reason", "point"),
    [
        (AbsenceReason.WORK_FOR_POLISH_EMPLOYER, 1),
        (AbsenceReason.ACCOMPANYING_WORKER, 2),
        (AbsenceReason.SPECIAL_PERSONAL_SITUATION, 3),
        (AbsenceReason.POLISH_STUDIES, 4),
    ],
)
def test_an_excused_journey_cites_its_point_and_is_told_with_reason_and_country(
    state: DocumentStatus, text: str, reason: AbsenceReason, point: int
) -> None:
    case = life("trp_work", Absence("a", date(2024, 5, 1), date(2024, 6, 20), "DE", reason, "paper", state))
    row = next(r for r in rows(case) if r.kind is LedgerKind.ABSENCE)
    assert cited(row) == ["art. 212 ust. 3 pkt 1", f"art. 212 ust. 4 pkt {point}"]
    assert row.note.text == f"stay.row_absence_{text}"
    assert "country.DE.name" in str(row.note.params)


@pytest.mark.parametrize(("told", "shown"), [("Atlantis", "Atlantis"), ("", "stay.row_country_unknown")])
def test_a_journey_that_is_too_long_says_so_and_names_the_country_as_told(told: str, shown: str) -> None:
    case = life("trp_work", Absence("a", date(2022, 5, 1), date(2023, 2, 1), told))
    long = next(r for r in rows(case) if r.kind is LedgerKind.ABSENCE)
    assert long.note.text == "stay.row_absence_too_long"
    assert shown in str(long.note.params)
    before = next(r for r in rows(case) if r.kind is LedgerKind.TITLE)
    assert not before.credited_strict
    assert cited(before) == ["art. 212 ust. 3 pkt 1"]


def test_days_that_are_nothing_anyway_do_not_blame_a_journey() -> None:
    case = life("trp_ict", Absence("a", date(2022, 5, 1), date(2023, 2, 1), "DE"))
    titles = [r for r in rows(case) if r.kind is LedgerKind.TITLE]
    assert all(cited(r) == ["art. 212 ust. 2 pkt 7"] for r in titles)


def test_a_gap_cites_the_period_itself() -> None:
    gap = next(r for r in rows(life("trp_work", since=date(2024, 1, 1))) if r.kind is LedgerKind.GAP)
    assert cited(gap) == ["art. 211 ust. 1; art. 212 ust. 1-4"]


def test_a_stay_on_named_titles_cites_the_requirement_and_its_own_limits() -> None:
    case = life("refugee", Absence("a", date(2024, 5, 1), date(2024, 5, 20), "DE"))
    told = rows(case, "pr_protection_5y")
    assert cited(told[0]) == ["art. 195 ust. 1 pkt 6 lit. a, ust. 3, 4"]
    assert cited(told[1]) == ["art. 195 ust. 4"]


def test_a_stay_that_need_not_be_uninterrupted_cites_the_requirement_for_journeys_too() -> None:
    case = life("trp_trafficking_victim", Absence("a", date(2026, 5, 1), date(2026, 5, 20), "DE"))
    told = rows(case, "pr_trafficking_victim")
    assert {tuple(cited(row)) for row in told} == {("art. 195 ust. 1 pkt 5 lit. a; art. 176",)}


@pytest.mark.parametrize("wrap", [lambda c: AllOf((c,)), lambda c: AnyOf((c,)), lambda c: Negation(c)])
def test_the_condition_is_found_inside_others(wrap: Callable[[Condition], Condition]) -> None:
    route = next(r for r in RULES.routes if r.id == PERMIT)
    period = counted_periods(route)[0]
    evidence = next(r for r in assess(life("trp_work"), RULES, ON).routes if r.id == PERMIT).stay_evidence[0]
    law = Citation("act", "art. 9", ON)
    found = with_law((evidence,), wrap(period.rule), law, life("trp_work"), KINDS, RULES.countries)
    assert len(found) == 1


def test_nothing_is_cited_where_nothing_is_counted() -> None:
    route = next(r for r in RULES.routes if r.id == PERMIT)
    rule, law = counted_periods(route)[0].rule, Citation("act", "art. 9", ON)
    assert with_law((), rule, law, Case("c"), KINDS, RULES.countries) == ()
    evidence = assess(life("trp_work"), RULES, ON).route(PERMIT)
    assert evidence is not None
    bare: StayEvidence = replace(evidence.stay_evidence[0], ledger=())
    assert with_law((bare,), rule, law, Case("c"), KINDS, RULES.countries) == (bare,)


def test_rows_as_if_nobody_travelled_stay_as_few_as_the_titles() -> None:
    case = life("trp_work", Absence("a", date(2024, 5, 1), date(2024, 5, 20), "DE"))
    route = assess(case, RULES, ON).route(PERMIT)
    assert route is not None
    ledger = route.stay_evidence[0].ledger
    assert isinstance(ledger, Ledger)
    assert len(ledger) > len(ledger.plain())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_row_of_a_sample_is_without_an_article(path: Path) -> None:
    case = read_case(path, questions_of(RULES))
    dossier = assess(case, RULES, ON)
    for route in dossier.routes:
        for evidence in route.stay_evidence:
            assert all(row.citations for row in evidence.ledger)
