"""What is said about a route without a verdict: validity, effect, work, card."""

from __future__ import annotations

from permitdesk.domain.dossier import RouteNoteItem
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Route, RouteNote
from permitdesk.domain.law.situation import Situation


def route_notes(route: Route, situation: Situation) -> tuple[RouteNoteItem, ...]:
    """The notes of a route in force whose condition, if they have one, holds."""
    return situation.each(route.notes, _item)


def _item(note: RouteNote, situation: Situation) -> RouteNoteItem | None:
    if note.when is not None and evaluate(note.when, situation, note.id).verdict is not Verdict.MET:
        return None
    return RouteNoteItem(note.id, note.topic, (note.provenance.citation(),))
