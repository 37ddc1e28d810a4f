"""What the age on the filing day decides: who signs, who comes to the office, what is taken there."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from permitdesk.domain.case import Case, Tri
from permitdesk.domain.dates.arithmetic import add_years, age_on
from permitdesk.domain.dossier import ChannelResult
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.law.rules import AgeRule, Channel, Family
from permitdesk.domain.records import dataclass

#: a birthday so many days after the filing day is told, because filing later would change what holds
SOON_DAYS = 120


class AgeGroup(StrEnum):
    """Groups that the rules on fingerprints (6), the specimen (13) and signing (18) make."""

    UNDER_6 = "under_6"
    FROM_6 = "from_6"
    FROM_13 = "from_13"
    OF_AGE = "of_age"


#: what makes somebody leave a group for the next one
_GROUP_FROM = {"fingerprints": AgeGroup.FROM_6, "specimen": AgeGroup.FROM_13, "signs": AgeGroup.OF_AGE}


@dataclass(frozen=True, slots=True)
class AgeFact:
    """One thing that an age decides. ``changes_on``: the birthday that changes it, if it comes soon."""

    topic: str
    years: int
    reached: bool
    changes_on: date | None
    text: Statement
    citation: Citation


@dataclass(frozen=True, slots=True)
class AgeView:
    """The age in completed years on ``on``, the filing day, and what it decides."""

    on: date
    years: int
    group: AgeGroup
    facts: tuple[AgeFact, ...]

    def reached(self, topic: str) -> bool:
        """Whether the age of a topic is reached; False for a topic without a rule on the day."""
        return any(fact.reached for fact in self.facts if fact.topic == topic)


def filing_day(case: Case, on: date) -> date:
    """The day that counts as filing day: that of the UPO, else the day planned, never before ``on``."""
    if case.filing.upo_received is Tri.YES and case.filing.upo_received_on is not None:
        return case.filing.upo_received_on
    return max(on, case.planned_filing_on or on)


def age_view(case: Case, rules: tuple[AgeRule, ...], family: Family, on: date) -> AgeView | None:
    """What the age of a person decides for an application of ``family``; None while it is not known.

    The birthday itself counts as reached (Civil Code art. 112).
    """
    birth, day = case.person.birth_date, filing_day(case, on)
    if birth is None or day < birth:
        return None
    years = age_on(birth, day)
    facts = tuple(
        _fact(rule, birth, years, day)
        for rule in rules
        if rule.family is family and rule.provenance.covers(day)
    )
    reached = [_GROUP_FROM[fact.topic] for fact in facts if fact.reached and fact.topic in _GROUP_FROM]
    order = list(AgeGroup)
    group = max(reached, key=order.index, default=AgeGroup.UNDER_6)
    return AgeView(day, years, group, facts)


def _fact(rule: AgeRule, birth: date, years: int, day: date) -> AgeFact:
    reached = years >= rule.years
    birthday = None if reached else add_years(birth, rule.years)
    soon = birthday if birthday is not None and (birthday - day).days <= SOON_DAYS else None
    side = "from" if reached else "below"
    text = say(f"age.{rule.topic}_{side}", years=rule.years)
    return AgeFact(rule.topic, rule.years, reached, soon, text, rule.provenance.citation())


def topics_for(channel: ChannelResult) -> frozenset[str]:
    """Topics of an age that decide anything for a permit filed this way.

    In the cases of art. 106j nobody is called for fingerprints, and an adult files. For a form of its own
    (CUKR) fingerprints and signature come from a register, and the age of a lower fee is not settled.
    Of a procedure under another act nothing is said.
    """
    if channel.own_form:
        return frozenset({"signs"})
    if channel.channel == Channel.MOS.value:
        return frozenset({"signs", "visit", "fingerprints", "specimen", "card_fee"})
    if channel.channel == Channel.NOT_MOS.value:
        return frozenset()
    return frozenset({"card_fee"})
