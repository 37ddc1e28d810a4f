"""Annexes to an application: who fills in and signs which, and what an unsigned one means.

An application counts as filed only when it *and all its annexes* are signed by the right people
and the UPO has come (art. 106d(6)). Annexes 1, 3 and 5 are filled in and signed by somebody else,
through a link that MOS sends by e-mail (art. 106c(3), 106d(4)).
"""

from __future__ import annotations

from permitdesk.domain.case import AnnexState, Case, Tri
from permitdesk.domain.dossier import AnnexItem, LegalStay, Warning
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import TextRef, Verdict
from permitdesk.domain.law.rules import AnnexRule, Route
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.law.warnings import warn

#: the party that signs together with the application itself
APPLICANT = "applicant"
#: our own margin, called advice: with fewer days left an unsigned annex is a red flag
RED_DAYS = 30


def annex_items(route: Route, situation: Situation) -> tuple[AnnexItem, ...]:
    """The annexes of a route in force and needed (or perhaps needed), one item for each who signs."""
    found: list[AnnexItem] = []
    for rule in route.annexes:
        if not rule.provenance.covers(situation.on):
            continue
        needed = Verdict.MET
        if rule.when is not None:
            needed = evaluate(rule.when, situation, rule.id).verdict
        if needed is Verdict.NOT_MET:
            continue
        found += [_item(rule, state, needed) for state in states_of(rule.id, situation.case, rule.several)]
    return tuple(found)


def states_of(annex_id: str, case: Case, several: bool) -> tuple[AnnexState, ...]:
    """What was noted about an annex: its own entry, then those of further employers in their order."""
    first = next((s for s in case.annexes if s.id == annex_id), AnnexState(annex_id))
    numbered = [(n, s) for s in case.annexes if (n := entry_number(annex_id, s.id)) > 1]
    further = [s for _, s in sorted(numbered, key=lambda pair: pair[0])] if several else []
    return (first, *further)


def entry_number(annex_id: str, entry: str) -> int:
    """1 for the annex's own entry, n for ``<annex id>.<n>``, 0 for entries of other annexes."""
    if entry == annex_id:
        return 1
    head, _, number = entry.rpartition(".")
    return int(number) if head == annex_id and number.isdecimal() else 0


def _item(rule: AnnexRule, state: AnnexState, needed: Verdict) -> AnnexItem:
    return AnnexItem(
        id=rule.id,
        entry=state.id,
        number=rule.number,
        party=rule.party,
        signatures=rule.signatures,
        blocks=rule.blocks,
        third_party=rule.party != APPLICANT,
        several=rule.several,
        needed=needed,
        party_name=state.party_name,
        requested_on=state.requested_on,
        signed=None if state.signed is None else state.signed.value,
        citations=(rule.provenance.citation(),),
    )


def third_party(items: tuple[AnnexItem, ...]) -> tuple[AnnexItem, ...]:
    """The annexes that somebody else than the applicant signs."""
    return tuple(item for item in items if item.third_party)


def all_signed(items: tuple[AnnexItem, ...]) -> bool:
    """Whether everybody else has signed; true also if nobody has to."""
    return all(item.signed == Tri.YES for item in third_party(items))


def all_requested(items: tuple[AnnexItem, ...]) -> bool:
    """Whether every other party was asked for its annex, or has signed it already."""
    return all(item.requested_on is not None or item.signed == Tri.YES for item in third_party(items))


def known_unsigned(items: tuple[AnnexItem, ...]) -> bool:
    """Whether the person said of some needed annex that it is not signed: then nothing has been filed."""
    return any(i.signed == Tri.NO and i.needed is Verdict.MET for i in third_party(items))


def annex_warnings(items: tuple[AnnexItem, ...], case: Case, stay: LegalStay) -> tuple[Warning, ...]:
    """An unsigned annex means: not filed, even with a signed form and a UPO (art. 106d(6)).

    Red once something was sent or a UPO noted, once it is known that the annex is not signed, or
    with at most 30 days left (our margin); before that amber. Several employers are one warning.
    """
    found: dict[str, Warning] = {}
    has_upo = case.filing.upo_received is Tri.YES
    near = stay.days_left is not None and stay.days_left <= RED_DAYS
    for item in third_party(items):
        if item.signed == Tri.YES or item.needed is not Verdict.MET:
            continue
        title, party = TextRef(f"annex.{item.id}.title"), TextRef(f"annex_party.{item.party}")
        if has_upo and item.signed == Tri.NO:
            warning = warn("annex_unsigned_with_upo", "red", item.citations, title=title, party=party)
        elif has_upo:
            warning = warn("annex_not_told", "red", item.citations, title=title, party=party)
        else:
            red = near or item.signed == Tri.NO or case.filing.sent_on is not None
            severity = "red" if red else "amber"
            warning = warn("annex_unsigned", severity, item.citations, title=title, party=party)
        before = found.get(item.id)
        if before is None or (before.severity != "red" and warning.severity == "red"):
            found[item.id] = warning
    return tuple(found.values())
