"""An invented person with everything that must not be found any more, and others who stay."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case, EarlierFiling, Person, Relation, StatusEntry, Tri
from permitdesk.storage.case_store import AuditAction, CaseStore

CASE_ID = "5f3759df0badc0de5f3759df0badc0de"
#: each stands somewhere in her case, most of them in several places
WORDS = (
    CASE_ID,
    "Żółcisława",
    "Gżegżółkówna",
    "Brzęczyszczykiewicz",
    "XK7731905",
    "91032112345",
    "WSC-II-S.6151.77123.2026",
    "pilne-Szczebrzeszyn",
    "Pierwszy szkic Dzierżysława",
)
#: how the desk finds her
FOLDED = ("gzegzolkowna",)
#: they stand before her and after her on the desk, and must be left in peace
OTHERS = tuple(
    Case(case_id=f"other-{number}", title=f"Other {number}", note="n" * 37 * number) for number in range(12)
)


def her_case() -> Case:
    """A household with a note so long that it fills pages of its own."""
    child = Case(
        case_id=f"{CASE_ID}-child",
        person=Person(given_names="Dobrawa", surname="Brzęczyszczykiewicz"),
        relation=Relation.CHILD,
    )
    return Case(
        case_id=CASE_ID,
        title="Pierwszy szkic Dzierżysława",
        person=Person(given_names="Żółcisława", surname="Gżegżółkówna", birth_date=date(1991, 3, 21)),
        answers=Answers.of({"passport_number": "XK7731905"}),
        statuses=(StatusEntry("s1", "visa", note="PESEL 91032112345"),),
        earlier_filing=EarlierFiling(Tri.YES, case_number="WSC-II-S.6151.77123.2026"),
        note="PESEL 91032112345. " + " ".join(f"{number * 7919:x}" for number in range(2_000)),
        members=(child,),
    )


def fill(store: CaseStore) -> None:
    """Her case with several states, tags, a link and what was noted, among the others."""
    for other in OTHERS[:6]:
        store.save(other, None)
    first = her_case()
    for draft in range(6):
        store.save(first.with_changes(note=f"91032112345 szkic {draft}"), "person")
    store.save(first, "person")
    store.save(first.with_changes(title="Gżegżółkówna, praca"), "stay")
    store.set_tags(CASE_ID, ("pilne-Szczebrzeszyn",))
    store.note(CASE_ID, AuditAction.EXPORTED, "pdf")
    store.set_setting(f"other_person.{CASE_ID}.other-2", "yes")
    store.set_setting(f"other_person.0.{CASE_ID}", "yes")
    store.set_setting("other_person.other-1.other-2", "yes")
    for other in OTHERS[6:]:
        store.save(other, None)
    store.link(CASE_ID, "other-1", "spouse")
    for other in OTHERS:
        store.save(other.with_changes(note="changed " + "m" * 900), None)
