"""How far a case is, as far as its answers tell. That a case is closed is told by hand, never by answers."""

from __future__ import annotations

from permitdesk.desk.records import DeskStatus
from permitdesk.domain.case import Case, EarlierFiling, FilingOutcome, Tri

#: how the ids of permits begin, by the value of the family an earlier filing was for
_BEGINNINGS = {"temporary_residence": "tr_", "permanent_residence": "pr_", "eu_long_term_resident": "ltr_"}


def status_of(case: Case) -> DeskStatus:
    """FILED once everybody who files has; PREPARING before that. Never CLOSED.

    Those file who chose a permit; if nobody has, the first person does.
    """
    everybody = (case, *case.members)
    filing = [person for person in everybody if person.route is not None] or [case]
    return DeskStatus.FILED if all(has_filed(person) for person in filing) else DeskStatus.PREPARING


def has_filed(person: Case) -> bool:
    """Whether one person holds what shows that an application counts; members are not looked at.

    A UPO does, or the certificate that an application was filed, unless an annex is known to be unsigned
    (art. 106d(6)); so does an earlier filing for the same kind of permit that is still pending, if there is
    a UPO or the office gave it a number.
    """
    if any(annex.signed is Tri.NO for annex in person.annexes):
        return False
    filing = person.filing
    if filing.upo_received is Tri.YES or filing.certificate_of_filing_received is Tri.YES:
        return True
    return person.earlier_filing is not None and _counts(person.earlier_filing, person.route)


def _counts(earlier: EarlierFiling, route: str | None) -> bool:
    if earlier.filed is not Tri.YES or earlier.outcome not in (None, FilingOutcome.PENDING):
        return False
    if earlier.upo_received is not Tri.YES and not earlier.case_number.strip():
        return False
    if route is None:
        return True
    # Somebody who waits for one permit and prepares another has not filed that one.
    return earlier.family is not None and route.startswith(_BEGINNINGS.get(earlier.family, "\0"))
