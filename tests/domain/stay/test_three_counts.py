"""Both counts of the program against a third one, made of plain sets of days, on random lives.

``PERMITDESK_SOAK_PART`` names one of several parts of the soak, e.g. ``1/2`` and ``2/2`` for two processes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Case
from permitdesk.domain.law.condition_kinds import CreditedStay, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.cross_check import checked
from permitdesk.domain.stay.eu_stay import eu_stay_with_blue_card
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.qualifying import qualifying_stay
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.count import StayRule
from permitdesk.domain.stay.timeline import Timeline, build_timeline
from tests.domain.stay.lives import ONE, RULES, life
from tests.domain.stay.oracle import Oracle
from tests.domain.stay.stay_cases import KINDS

#: lives of the whole soak
SOAK = 100_000
SEEDS = st.integers(0, 2**32)
MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def first_count(timeline: Timeline, case: Case, rule: StayRule, on: date) -> StayEvidence:
    if isinstance(rule, QualifyingStay):
        return qualifying_stay(timeline, rule, on, "r")
    if isinstance(rule, CreditedStay):
        return credited_stay(timeline, rule, KINDS, on, "r")
    return eu_stay_with_blue_card(timeline, rule, case.answers, on, "r")


def disagreements(case: Case, on: date, random: Random) -> Iterator[str]:
    """Where the three counts differ for a life, rule by rule; nothing if they agree."""
    timeline = build_timeline(case, KINDS, on)
    calendar = Calendar(case, KINDS, on)
    oracle = Oracle(case, KINDS, on)
    for number, rule in enumerate(RULES):
        evidence = first_count(timeline, case, rule, on)
        found = checked(evidence, case, KINDS, rule, case.answers, on, calendar=lambda: calendar)
        if found.second is not None and not found.second.agrees:
            yield f"rule {number}: second count: {found.second.differences}"
        if evidence.verdict is not Verdict.UNKNOWN and isinstance(rule, QualifyingStay | CreditedStay):
            for difference in _against(oracle, evidence, rule, on, random):
                yield f"rule {number}: oracle: {difference}"


def _against(
    oracle: Oracle, evidence: StayEvidence, rule: QualifyingStay | CreditedStay, on: date, random: Random
) -> Iterator[str]:
    if isinstance(rule, QualifyingStay):
        credited: tuple[float, float] = oracle.qualifying_days(rule)
    else:
        days = oracle.credits(rule)
        credited = oracle.credited_days(rule, days)

    def right(day: date, *, strict: bool) -> bool:
        if isinstance(rule, QualifyingStay):
            return oracle.qualifies(rule, day.toordinal(), strict=strict)
        return oracle.credited(rule, day.toordinal(), days, strict=strict)

    last = max([on, *(t.returned for t in oracle.case.absences if t.returned is not None)])
    far = last + timedelta(days=(2 * rule.years + 2) * 366)
    now, ever = right(on, strict=True), right(far, strict=True)
    if now:
        verdict = Verdict.MET
    elif right(on, strict=False):
        verdict = Verdict.NEEDS_OFFICE
    else:
        verdict = Verdict.TOO_EARLY if ever else Verdict.NOT_MET
    if verdict is not evidence.verdict:
        yield f"verdict {evidence.verdict} {verdict}"
    for strict, told in ((True, evidence.earliest_safe), (False, evidence.earliest_lenient)):
        if told is None:
            if right(far, strict=strict):
                yield f"strict {strict}: no day, but {far} is right"
        elif not right(max(told, on), strict=strict):
            yield f"strict {strict}: {told} is not right"
        elif told > on:
            between = on + ONE * random.randint(0, (told - on).days - 1)
            if right(told - ONE, strict=strict) or right(between, strict=strict):
                yield f"strict {strict}: before {told}"
    if credited != (float(evidence.credited_strict), float(evidence.credited_lenient)):
        yield f"credited {evidence.credited_strict} {evidence.credited_lenient} {credited}"


@MANY
@given(SEEDS)
def test_three_counts_agree_on_random_lives(seed: int) -> None:
    random = Random(seed)
    case, on = life(random)
    assert list(disagreements(case, on, random)) == []


@pytest.mark.soak
def test_three_counts_agree_on_a_hundred_thousand_lives() -> None:
    part, _, parts = os.environ.get("PERMITDESK_SOAK_PART", "1/1").partition("/")
    wrong: list[str] = []
    for number, seed in enumerate(range(int(part) - 1, SOAK, int(parts))):
        random = Random(seed)
        case, on = life(random)
        wrong += [f"seed {seed} on {on}: {found}" for found in disagreements(case, on, random)]
        if number % 1000 == 999:
            sys.stdout.write(f"part {part}: {number + 1} lives, {len(wrong)} differences {wrong[:3]}\n")
            sys.stdout.flush()
    assert wrong == []
