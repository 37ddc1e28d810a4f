"""Who is abroad: told as the stay, by an open journey, or to the finder."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, Case, CurrentStay, FilingRecord, Tri
from permitdesk.domain.law.findings import Verdict
from tests.domain.law.builders import case_with
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)


def _bar(case: Case) -> Verdict:
    route = assess(case, ruleset(), TODAY).route("pr_tolerated_10y")
    assert route is not None
    return next(bar.verdict for bar in route.bars if bar.rule_id == "abroad")


@pytest.mark.parametrize(
    "case",
    [
        case_with(current_stay=CurrentStay("abroad")),
        case_with({"finder_where": "abroad"}),
        case_with(
            current_stay=CurrentStay("permanent_residence"),
            absences=(Absence("a", left=date(2026, 11, 20)),),
        ),
    ],
    ids=["by the stay", "by the finder", "by a journey"],
)
def test_who_is_abroad_cannot_file_here(case: Case) -> None:
    assert _bar(case) is Verdict.NOT_MET


def test_who_has_a_stay_in_poland_and_no_open_journey_is_here() -> None:
    assert _bar(case_with(current_stay=CurrentStay("permanent_residence"))) is Verdict.MET


def test_abroad_no_stay_is_counted_and_none_is_illegal() -> None:
    dossier = assess(case_with(current_stay=CurrentStay("abroad")), ruleset(), TODAY)
    stay = dossier.last_day_of_legal_stay
    assert (stay.day, stay.legal_now, stay.basis) == (None, None, "not_in_poland")
    assert dossier.timeline.problems == ()
    route = dossier.route("pr_tolerated_10y")
    assert route is not None
    illegal = next(bar for bar in route.bars if bar.rule_id == "illegal_stay")
    assert illegal.verdict is Verdict.MET


@pytest.mark.parametrize("kind", ["not_known", "abroad"])
def test_the_place_is_asked_only_if_the_stay_leaves_it_open(kind: str) -> None:
    open_journey = Absence("a", returned=None)
    case = case_with(
        current_stay=CurrentStay(kind), absences=(open_journey,), dont_know=frozenset({"absences.a.left"})
    )
    expected = Verdict.NOT_MET if kind == "abroad" else Verdict.UNKNOWN
    assert _bar(case) is expected


PERMIT = CurrentStay("trp_work", date(2025, 1, 1), date(2027, 12, 31))


def _told_to_be(place: str, stay: CurrentStay | None, *journeys: Absence, filed: bool = False) -> bool:
    filing = FilingRecord(upo_received=Tri.YES if filed else None)
    case = case_with({"finder_where": place}, current_stay=stay, absences=journeys, filing=filing)
    found = assess(case, ruleset(), TODAY).warnings
    return any((flag.id, flag.severity) == ("place_contradicts", "amber") for flag in found)


@pytest.mark.parametrize(
    "journeys",
    [
        (),
        (Absence("a", date(2026, 11, 1), TODAY),),
        (Absence("a", date(2026, 11, 22), None),),
    ],
    ids=["none", "back today", "leaves tomorrow"],
)
def test_to_be_abroad_and_to_stay_here_without_a_journey_contradict_each_other(
    journeys: tuple[Absence, ...],
) -> None:
    assert _told_to_be("abroad", PERMIT, *journeys)
    assert not _told_to_be("in_poland", PERMIT, *journeys)
    assert not _told_to_be("abroad", PERMIT, *journeys, filed=True)


@pytest.mark.parametrize(
    "journey",
    [
        Absence("a", TODAY, None),
        Absence("a", date(2026, 11, 1), date(2026, 11, 22)),
        Absence("a", None, None),
    ],
    ids=["left today", "back tomorrow", "no days told"],
)
def test_during_a_journey_both_are_true(journey: Absence) -> None:
    assert not _told_to_be("abroad", PERMIT, journey)


@pytest.mark.parametrize(
    ("entered", "contradicts"), [(TODAY, True), (date(2026, 11, 22), False), (None, False)]
)
def test_a_visa_before_its_first_entry_may_be_held_abroad(entered: date | None, contradicts: bool) -> None:
    visa = CurrentStay("visa_d", date(2026, 11, 1), date(2027, 5, 1), 180, entered)
    assert _told_to_be("abroad", visa) is contradicts


@pytest.mark.parametrize(
    "stay",
    [
        None,
        CurrentStay("abroad"),
        CurrentStay("not_known"),
        CurrentStay("illegal"),
        CurrentStay("trp_work", date(2025, 1, 1), date(2026, 11, 20)),
    ],
    ids=["none", "abroad", "not known", "illegal", "over"],
)
def test_no_stay_or_one_that_is_over_says_nothing_of_the_place(stay: CurrentStay | None) -> None:
    assert not _told_to_be("abroad", stay)
