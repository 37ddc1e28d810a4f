"""Which days count for which permit: bands that lie in the window without a gap and add up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Tri
from permitdesk.domain.stay.bands import RouteBand, Weight, bands, route_bands
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.stay.stay_cases import LTR, credit, status, stay_case, trip

TODAY = date(2026, 11, 21)
RULES = lru_cache(load_ruleset)


def test_half_full_none_and_perhaps_are_told_apart() -> None:
    before = (
        status("trp_education", "2022-01-01", "2022-12-31"),
        status("trp_studies", "2023-01-01", "2023-12-31"),
        status("humanitarian_stay", "2024-01-01", "2024-06-30"),
    )
    found = route_bands(credit(stay_case("trp_work", "2024-07-01", before=before), TODAY))
    assert [band.weight for band in found] == [
        Weight.NONE,
        Weight.PERHAPS,
        Weight.FULL,
    ]
    half = route_bands(credit(stay_case("trp_studies", "2025-01-01"), TODAY))
    assert half[-1].weight is Weight.HALF
    assert half[-1].days == (TODAY - date(2025, 1, 1)).days


def test_journeys_inside_the_limits_do_not_cut_a_band() -> None:
    case = stay_case("trp_work", "2020-01-01", trips=(trip("2025-01-01", "2025-01-20"),))
    assert len(route_bands(credit(case, TODAY))) == 1


def test_without_a_ledger_there_are_no_bands() -> None:
    assert route_bands(credit(stay_case("not_known", "2020-01-01"), TODAY)) == ()


@settings(max_examples=20)
@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 200)), max_size=6), st.integers(100, 4000))
def test_bands_fill_the_window_and_add_up(trips: list[tuple[int, int]], since: int) -> None:
    begin = TODAY - timedelta(days=since)
    left = begin
    journeys = []
    for number, (gap, length) in enumerate(trips):
        left += timedelta(days=gap)
        journeys.append(trip(left, left + timedelta(days=length), name=f"t{number}"))
        left += timedelta(days=length)
    case = stay_case("trp_work", begin.isoformat(), trips=tuple(journeys))
    proof = credit(case, TODAY, LTR)
    found = route_bands(proof)
    assert sum((b.credited_strict for b in found), Decimal(0)) == proof.credited_strict
    assert sum((b.credited_lenient for b in found), Decimal(0)) == proof.credited_lenient
    assert found[0].first == proof.window_first
    assert found[-1].last == proof.window_last
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))
    assert all(a.weight is not b.weight for a, b in pairwise(found))


def test_every_counted_period_has_its_band_in_the_order_of_the_ranking() -> None:
    case = stay_case("refugee", "2021-12-01").with_changes(journeys_complete=Tri.YES)
    dossier = assess(case, RULES(), TODAY)
    found: tuple[RouteBand, ...] = bands(dossier)
    wanted = [(r.id, e.rule_id) for r in dossier.routes for e in r.stay_evidence]
    assert [(band.route, band.rule_id) for band in found] == wanted
    protection = next(band for band in found if band.route == "pr_protection_5y")
    assert protection.required_years == 5
    assert protection.earliest_safe == date(2026, 12, 2)
