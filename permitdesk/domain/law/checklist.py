"""The documents of a route by stage, each with why it is (or may be) needed."""

from __future__ import annotations

from permitdesk.domain.case import DocumentStatus
from permitdesk.domain.dossier import ChecklistItem
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import DocumentRule, Route, Stage
from permitdesk.domain.law.situation import Situation

_ORDER = {stage: index for index, stage in enumerate(Stage)}
_MISSING = DocumentStatus.MISSING.value


def checklist(route: Route, situation: Situation) -> tuple[ChecklistItem, ...]:
    """Documents in force on the day, ordered by stage; those whose condition fails are left out."""
    items = situation.each(route.documents, _item)
    return tuple(sorted(items, key=_place))


def _place(item: ChecklistItem) -> int:
    return _ORDER[item.stage]


def _item(rule: DocumentRule, situation: Situation) -> ChecklistItem | None:
    needed = Verdict.MET
    if rule.when is not None:
        needed = evaluate(rule.when, situation, rule.id).verdict
    if needed is Verdict.NOT_MET or needed is Verdict.TOO_EARLY:
        return None
    state = None
    if situation.case.documents:
        states = situation.once(("documents",), lambda: {s.id: s for s in reversed(situation.case.documents)})
        state = states.get(rule.id)
    return ChecklistItem(
        rule.id,
        rule.document,
        rule.stage,
        rule.need,
        needed,
        rule.translation,
        _MISSING if state is None else state.status.value,
        "" if state is None else state.note,
        (rule.provenance.citation(),),
    )
