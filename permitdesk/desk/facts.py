"""What the desk shows of a case without opening it, taken from the dossiers of its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.desk.status import has_filed
from permitdesk.domain.dossier import DeadlineKind
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.warnings import leaving

#: the hard date of a stay, whether or not a permit was chosen
LAST_DAY = "last_day_of_legal_stay"
#: the same day beside a permit whose filing it does not bound: it ends the stay, and says nothing of filing
STAY_ENDS = "legal_stay_ends"
#: the last of the days to leave after a final decision, in which nothing may be filed (art. 299(6))
LEAVE_BY = "must_leave_by"
#: dates from which something may be done; nobody is late for them
_FROM_THIS_DAY = frozenset({"photo_not_before", "first_safe_filing_day"})
#: dates that tell somebody to file on a day, so that they need a permit that may be granted
_TELLS_TO_FILE = frozenset({"first_safe_filing_day", "planned_filing_day", "save_upo_same_day"})
_ADVICE = frozenset({DeadlineKind.RECOMMENDED, DeadlineKind.SYSTEM})
#: verdicts with which a day to file on may stand; a verdict that is open promises nothing
_MAY_FILE = frozenset({Verdict.MET, Verdict.TOO_EARLY})


def facts_of(people: Sequence[PersonDossier], today: date, rules_version: str) -> DerivedFacts:
    """The earliest last day of legal stay and every open deadline of the household, the earliest first.

    Advice whose day has passed is left out, and so are days to file on while it is open whether the permit
    may be granted. A later day under a less careful reading is never taken. On one day hard dates come first.
    """
    stays = [person.dossier.last_day_of_legal_stay.day for person in people]
    found = sorted(
        (deadline for person in people for deadline in _of(person, today)),
        key=lambda d: (d.day, d.kind != DeadlineKind.HARD.value, d.id),
    )
    return DerivedFacts(
        today, rules_version, min((day for day in stays if day is not None), default=None), tuple(found)
    )


def _of(person: PersonDossier, today: date) -> Iterator[DeskDeadline]:
    case, route, stay = person.case, person.route, person.dossier.last_day_of_legal_stay
    name = f"{case.person.given_names} {case.person.surname}".strip()
    settled = route is not None and route.verdict in _MAY_FILE
    listed = set()
    for deadline in route.deadlines if route is not None else ():
        listed.add(deadline.id)
        if deadline.done or (deadline.id in _TELLS_TO_FILE and not settled):
            continue
        gone = deadline.day < today
        if gone and (deadline.kind in _ADVICE or deadline.id in _FROM_THIS_DAY):
            continue
        yield DeskDeadline(deadline.day, deadline.id, deadline.kind.value, case.case_id, name)
    if stay.day is None:
        return
    if leaving(stay):
        yield DeskDeadline(stay.day, LEAVE_BY, DeadlineKind.HARD.value, case.case_id, name)
    elif LAST_DAY not in listed and not has_filed(case):
        found = LAST_DAY if route is None else STAY_ENDS
        yield DeskDeadline(stay.day, found, DeadlineKind.HARD.value, case.case_id, name)
