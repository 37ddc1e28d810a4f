"""A whole household at a glance: a dossier for each person, and what can be said of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import ChecklistItem, Dossier, RouteAssessment
from permitdesk.domain.household import people, shared_by
from permitdesk.domain.law.ages import AgeView, age_view, topics_for
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Family, Payee, Ruleset
from permitdesk.domain.law.warnings import leaving
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class PersonDossier:
    """One person: their view of the case and what follows from it."""

    case: Case
    dossier: Dossier

    @property
    def route(self) -> RouteAssessment | None:
        """The permit the person chose, if it is in force."""
        return self.dossier.route(self.dossier.chosen) if self.dossier.chosen is not None else None


@dataclass(frozen=True, slots=True)
class SharedDocument:
    """A document to collect once. ``people`` are the case ids of those it serves, in order.

    ``item`` is the line of the first of them: one state and one note for all.
    """

    item: ChecklistItem
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """What a household pays: to one payee, by person (case id and PLN), and in total."""

    payee: Payee
    by_person: tuple[tuple[str, Decimal], ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The earliest of the last days of legal stay, and whose it is (case ids)."""

    day: date
    people: tuple[str, ...]


def assess_household(case: Case, ruleset: Ruleset, today: date) -> tuple[PersonDossier, ...]:
    """The dossier of each person on ``today``, the first person first."""
    return tuple(PersonDossier(view, assess(view, ruleset, today)) for view in people(case, ruleset))


def ages(person: PersonDossier, ruleset: Ruleset) -> AgeView | None:
    """What the age decides for the permit chosen; without one the rules for temporary residence speak."""
    route = person.route
    family = route.family if route is not None else Family.TEMPORARY
    view = age_view(person.case, ruleset.ages, family, person.dossier.on)
    if view is None or route is None:
        return view
    topics = topics_for(route.channel)
    return replace(view, facts=tuple(fact for fact in view.facts if fact.topic in topics))


def earliest_last_day(family: tuple[PersonDossier, ...]) -> FirstDay | None:
    """The earliest last day of legal stay in the family; None if nobody has a day.

    A stay that is over counts: its day has passed. Days to leave after a decision are no days to file.
    """
    days = [
        (stay.day, person.case.case_id)
        for person in family
        if (stay := person.dossier.last_day_of_legal_stay).day is not None and not leaving(stay)
    ]
    if not days:
        return None
    first = min(day for day, _ in days)
    return FirstDay(first, tuple(case_id for day, case_id in days if day == first))


def shared_documents(family: tuple[PersonDossier, ...], ruleset: Ruleset) -> tuple[SharedDocument, ...]:
    """Documents that the rules let the family collect once, in the order of the checklists."""
    once = shared_by(ruleset).documents
    found: dict[str, list[str]] = {}
    first: dict[str, ChecklistItem] = {}
    for person in family:
        for item in person.route.checklist if person.route is not None else ():
            if item.id in once and item.needed is not Verdict.NOT_MET:
                first.setdefault(item.document, item)
                served = found.setdefault(item.document, [])
                if person.case.case_id not in served:
                    served.append(person.case.case_id)
    return tuple(SharedDocument(item, tuple(found[document])) for document, item in first.items())


def money(family: tuple[PersonDossier, ...]) -> tuple[Money, ...]:
    """The sums by payee, with open reductions not taken off; payees nobody pays are left out."""
    sums = []
    for payee in Payee:
        if payee is Payee.NOBODY:
            continue
        by_person = tuple((p.case.case_id, _paid_to(p, payee)) for p in family)
        total = sum((amount for _, amount in by_person), Decimal(0))
        if total:
            sums.append(Money(payee, by_person, total))
    return tuple(sums)


def _paid_to(person: PersonDossier, payee: Payee) -> Decimal:
    fees = person.route.fees if person.route is not None else ()
    return sum((fee.amount_pln for fee in fees if fee.payee is payee), Decimal(0))
