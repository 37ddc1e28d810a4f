"""Random lives for the counts of stay: all kinds of titles and journeys, drawn from one seeded source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, StatusEntry, Tri
from permitdesk.domain.law.condition_kinds import (
    ContinuityLimits,
    CreditedStay,
    EuStayWithBlueCard,
    QualifyingStay,
)
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.second.count import StayRule
from tests.domain.stay.stay_cases import KINDS, LIMITS, LTR, PROTECTION, SPOUSE, TOLERATED, WEIGHTS

ONE = timedelta(days=1)
#: days on which calendars stumble: ends of months, leap days, turns of years, changes of the clock
EDGES = tuple(
    date.fromisoformat(text)
    for text in (
        "2016-02-29", "2019-12-31", "2020-01-01", "2020-02-28", "2020-02-29", "2020-03-01", "2021-08-31",
        "2022-02-28", "2022-03-01", "2023-10-31", "2023-12-31", "2024-02-28", "2024-02-29", "2024-03-01",
        "2024-08-31", "2025-02-28", "2025-12-31", "2026-01-01", "2026-03-29", "2026-10-25", "2026-11-30",
    )
)  # fmt: skip
YEARLY = QualifyingStay(
    5,
    (),
    ContinuityLimits(6, 6, ("military_service", "special_personal_situation"), 12),
    any_legal=True,
    per_year=True,
)
WORK = ("trp_work", "trp_blue_card", "trp_studies")
BLUE_CARD = QualifyingStay(2, ("trp_blue_card",), LIMITS)
EU_STAY = EuStayWithBlueCard(
    2,
    ("trp_blue_card",),
    5,
    "eu_stay_variant",
    "eu_stay_since",
    "eu_longest_break_days",
    "eu_total_break_days",
    ContinuityLimits(12, 18, ()),
    LIMITS,
    WEIGHTS,
)
#: the rules of the routes, and short ones on which more hangs in a random life
RULES: tuple[StayRule, ...] = (
    SPOUSE,
    TOLERATED,
    PROTECTION,
    YEARLY,
    LTR,
    BLUE_CARD,
    EU_STAY,
    QualifyingStay(4, ("trp_work",), LIMITS),
    QualifyingStay(1, ("trp_work",), None, warn_continuity=LIMITS),
    QualifyingStay(1, WORK, LIMITS, mixing_unconfirmed=True),
    QualifyingStay(2, WORK, LIMITS),
    QualifyingStay(2, WORK, ContinuityLimits(1, 2, ("special_personal_situation",), 1)),
    QualifyingStay(1, PROTECTION.kinds, LIMITS, None, PROTECTION.proceedings_credit_for, True),
    QualifyingStay(2, (), LIMITS, any_legal=True),
    QualifyingStay(2, (), ContinuityLimits(2, 2, ("military_service",), 3), any_legal=True, per_year=True),
    CreditedStay(1, LIMITS, WEIGHTS),
    CreditedStay(2, ContinuityLimits(1, 2, ("polish_studies", "special_personal_situation"), 1), WEIGHTS),
)
_PROOFS = (None, DocumentStatus.MISSING, DocumentStatus.READY, DocumentStatus.READY)
_OUTCOMES = (None, "granted", "refused", "discontinued", "pending")
_LONG = ("trp_work", "trp_work", "trp_studies", "trp_blue_card", "trp_spouse_of_polish_citizen", "refugee")


def life(random: Random) -> tuple[Case, date]:
    """A case and the day it is looked at."""
    on = _day(random, date(2022, 1, 1), 2200)
    return Case("c1", current_stay=None).with_changes(
        **_titles(random, on), absences=journeys(random, on), answers=_answers(random, on)
    ), on


def _day(random: Random, start: date, span: int) -> date:
    """A day from ``start`` on; now and then one of the edges, or beside it."""
    if random.random() < 0.2:
        return random.choice(EDGES) + ONE * random.randint(-1, 1)
    return start + ONE * random.randint(0, span)


def _outcome(random: Random, kind: str) -> str | None:
    return random.choice(_OUTCOMES) if kind == "protection_proceedings" else None


def _titles(random: Random, on: date) -> dict[str, object]:
    """Titles one after the other; some gaps, overlaps, neighbours of one kind, days that are missing."""
    many = sorted(KINDS) if random.random() < 0.4 else list(_LONG)
    if random.random() < 0.4:
        many = random.sample(many, min(len(many), random.randint(1, 3)))
    at = on - ONE * random.choice(
        (random.randint(0, 900), random.randint(300, 3000), random.randint(0, 5000))
    )
    entries: list[StatusEntry] = []
    for number in range(random.randint(0, 6)):
        kind = random.choice(many)
        length = random.choice((random.randint(0, 40), random.randint(0, 400), random.randint(300, 1500)))
        last: date | None = at + ONE * length
        if random.random() < 0.03:
            last = None
        entries.append(StatusEntry(f"s{number}", kind, at, last, _outcome(random, kind)))
        step = random.choice((1, 1, 1, 1, random.randint(2, 60), -random.randint(0, 200), 0))
        at = at + ONE * (length + step)
        if at > on and random.random() < 0.9:
            at = on - ONE * random.randint(0, 200)
    kind = random.choice(many)
    first = min(at, on) if random.random() < 0.9 else _day(random, on - ONE * 3000, 3000)
    last = None if random.random() < 0.5 else first + ONE * random.randint(0, 3000)
    current = CurrentStay(
        kind,
        first,
        last,
        filed_in_legal_stay=random.choice((Tri.YES, Tri.YES, Tri.NO, None)),
        outcome=_outcome(random, kind),
    )
    random.shuffle(entries)
    return {"statuses": tuple(entries), "current_stay": current}


def journeys(random: Random, on: date) -> tuple[Absence, ...]:
    """Journeys around the years before ``on`` and planned after it, in any order."""
    found: list[Absence] = []
    at = _day(random, on - ONE * random.choice((400, 1200, 2500)), 300)
    busy = random.choice((0, 3, 8, 15))
    reasons = [AbsenceReason.ORDINARY] if random.random() < 0.5 else list(AbsenceReason)[:6]
    for number in range(random.randint(0, busy)):
        length = random.choice(
            (
                0,
                1,
                2,
                random.randint(0, 40),
                random.randint(0, 40),
                random.randint(150, 200),
                random.randint(0, 400),
            )
        )
        back: date | None = at + ONE * length
        if back is not None and back > on and random.random() < 0.2:
            back = None
        found.append(
            Absence(f"t{number}", at, back, "UA", random.choice(reasons), proof_state=random.choice(_PROOFS))
        )
        step = random.choice(
            (0, 0, 1, 1, 2, random.randint(1, 100), random.randint(1, 300), -random.randint(1, 60))
        )
        at = at + ONE * (length + step)
        if random.random() < 0.03:
            at = random.choice(EDGES)
    if random.random() < 0.05:
        found.append(Absence("r", on, on - ONE * 3, "UA"))
    random.shuffle(found)
    return tuple(found)


def _answers(random: Random, on: date) -> Answers:
    longest, total = random.choice(((0, 0), (100, 500), (360, 540), (361, 400), (366, 550), (367, 551)))
    variants = ("blue_card", "researcher", "national_scheme", "mixed", "student", "none")
    return Answers.of(
        {
            "eu_stay_variant": random.choice(variants),
            "eu_stay_since": on - ONE * random.randint(0, 3500),
            "eu_longest_break_days": longest,
            "eu_total_break_days": total,
        }
    )


def kinds() -> Mapping[str, StatusKind]:
    """The kinds of stay of these lives."""
    return KINDS
