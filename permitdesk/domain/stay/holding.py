"""A title as it is held on a day, and the shapes that an answer about its end can take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.law.rules import DatedValue
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.timeline import kind_name

#: id of ``values.toml``: the longest stay that may be printed on a visa, in days
MOST_VISA_DAYS = "national_visa_most_days"


@dataclass(frozen=True, slots=True)
class Holding:
    """The title held, with everything its rule may need."""

    case: Case
    stay: CurrentStay
    kind: StatusKind
    values: tuple[DatedValue, ...]
    on: date
    days_off: DaysOff

    def value(self, name: str) -> DatedValue | None:
        """The dated value in force on the day assessed, None if the rules have none."""
        return value_on(self.values, name, self.on)

    def cited(self, name: str) -> tuple[Citation, ...]:
        """The provision behind a dated value in force on the day assessed."""
        return tuple(
            v.provenance.citation() for v in self.values if v.id == name and v.provenance.covers(self.on)
        )

    def number(self, name: str) -> int:
        """A number of days from the rules. Raises ValueError if there is none for the day."""
        found = self.value(name)
        if found is None or not isinstance(found.value, int):
            raise ValueError(f"values.toml: no number {name!r} in force on {self.on}")
        return found.value


def value_on(values: Iterable[DatedValue], name: str, on: date) -> DatedValue | None:
    """The dated value in force on ``on``, None if the rules have none."""
    return next((v for v in values if v.id == name and v.provenance.covers(on)), None)


def number_on(values: Iterable[DatedValue], name: str, on: date) -> int | None:
    """A whole number in force on ``on``, None if the rules have none."""
    found = value_on(values, name, on)
    return found.value if found is not None and isinstance(found.value, int) else None


def most_visa_days(values: Iterable[DatedValue], on: date) -> int | None:
    """The longest stay in days that a visa can allow (art. 59(3)); None if the rules do not say."""
    return number_on(values, MOST_VISA_DAYS, on)


def printable_on_visa(days: int, values: Iterable[DatedValue], on: date) -> bool:
    """Whether a sticker can say so many days; where the rules name no most, any positive number."""
    most = most_visa_days(values, on)
    return days >= 1 and (most is None or days <= most)


def fixed(
    holding: Holding,
    day: date,
    arithmetic: tuple[Statement, ...],
    *notes: Statement,
    lenient: date | None = None,
    more: tuple[Citation, ...] = (),
) -> LegalStay:
    """A stay that ends on ``day``, that day inside and the last one to file."""
    legal = holding.on <= day
    text = "stay.legal_until" if legal else "stay.legal_over"
    return LegalStay(
        day=day,
        legal_now=legal,
        verdict=Verdict.MET if legal else Verdict.NOT_MET,
        basis=holding.kind.last_day_rule.value,
        explanation=(say(text, kind=kind_name(holding.kind), day=day), *notes),
        arithmetic=(*arithmetic, say("stay.never_rolls")),
        citations=(holding.kind.provenance.citation(), *more),
        days_left=max(0, (day - holding.on).days),
        lenient_day=lenient,
    )


def leaving(holding: Holding, day: date, arithmetic: tuple[Statement, ...], *notes: Statement) -> LegalStay:
    """Days to leave that end on ``day``: legal stay (art. 299(7)), but no day to file on (art. 196, 213)."""
    legal = holding.on <= day
    text = "stay.departure_until" if legal else "stay.departure_over"
    return replace(
        fixed(holding, day, arithmetic, more=holding.cited("departure_days_after_final_decision")),
        basis=LastDayRule.THIRTY_DAYS_AFTER_FINAL.value,
        explanation=(say(text, day=day), *notes),
    )


def no_end(holding: Holding, *explanation: Statement) -> LegalStay:
    """A legal stay without a fixed last day."""
    return LegalStay(
        day=None,
        legal_now=True,
        verdict=Verdict.MET,
        basis=holding.kind.last_day_rule.value,
        explanation=explanation,
        arithmetic=(),
        citations=(holding.kind.provenance.citation(),),
        days_left=None,
    )


def not_legal(holding: Holding, *explanation: Statement) -> LegalStay:
    """A stay that is not legal on the day."""
    return LegalStay(
        day=None,
        legal_now=False,
        verdict=Verdict.NOT_MET,
        basis=holding.kind.last_day_rule.value,
        explanation=explanation,
        arithmetic=(),
        citations=(holding.kind.provenance.citation(),),
        days_left=None,
    )


def unknown(
    citations: tuple[Citation, ...],
    questions: tuple[str, ...],
    text: Statement,
    basis: str,
    lenient: date | None = None,
) -> LegalStay:
    """A stay of which nobody can say yet whether it is legal; ``questions`` would settle it."""
    return LegalStay(
        day=None,
        legal_now=None,
        verdict=Verdict.UNKNOWN,
        basis=basis,
        explanation=(text,),
        arithmetic=(),
        citations=citations,
        days_left=None,
        questions=questions,
        lenient_day=lenient,
    )


def missing(holding: Holding, *fields: str, lenient: date | None = None) -> LegalStay:
    """An end that cannot be counted: ``fields`` of the stay are not told; ``lenient`` is the latest day."""
    return unknown(
        (holding.kind.provenance.citation(),),
        tuple(f if "." in f else f"current_stay.{f}" for f in fields),
        say("stay.legal_missing", kind=kind_name(holding.kind)),
        holding.kind.last_day_rule.value,
        lenient,
    )
