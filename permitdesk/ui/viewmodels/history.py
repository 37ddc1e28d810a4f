"""The history of a case in words: its states, what was done with it, what restoring would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from permitdesk.domain.case import Case
from permitdesk.domain.merging import merge
from permitdesk.storage.case_store import AuditAction, AuditEntry, HistoryEntry
from permitdesk.ui.viewmodels.merge_lines import lines
from permitdesk.ui.viewmodels.ports import TextSource

#: parts of a case that are no answers
_NO_AREA = frozenset({"case_id", "relation"})
#: actions that make a state: they stand among the states already
_STATE_ACTIONS = frozenset(
    {
        AuditAction.CREATED,
        AuditAction.EDITED,
        AuditAction.RESTORED,
        AuditAction.IMPORTED,
        AuditAction.MERGED,
        AuditAction.COPIED,
    }
)


@dataclass(frozen=True, slots=True)
class StateLine:
    """One state of the list; ``revision`` brings it back."""

    revision: int
    #: when, by whom and how, in one line
    head: str
    #: what it changed; empty for the first state
    changes: str

    @property
    def spoken(self) -> str:
        """Both lines, as a list shows them and a screen reader hears them."""
        return f"{self.head}\n{self.changes}" if self.changes else self.head


def moment_words(texts: TextSource, moment: datetime) -> str:
    """Day and time of day at this place."""
    local = moment.astimezone() if moment.tzinfo is not None else moment
    return f"{texts.day(local.date())}, {local:%H:%M}"


def area_words(texts: TextSource, names: Iterable[str]) -> str:
    """Areas of a case in words, each once: "stay in Poland, documents"."""
    ids = (f"desk_window.area.{name}" for name in names if name not in _NO_AREA)
    words = (
        texts.get(text_id) if texts.has(text_id) else texts.get("desk_window.area.other") for text_id in ids
    )
    return ", ".join(dict.fromkeys(words))


def state_lines(texts: TextSource, entries: Sequence[HistoryEntry]) -> tuple[StateLine, ...]:
    """The states of a case, the newest first; the newest says that it is the present one."""
    lines = []
    for place, entry in enumerate(entries):
        parts = [moment_words(texts, entry.at), texts.get(f"desk_window.audit.{entry.action}")]
        if entry.author:
            parts.append(entry.author)
        if place == 0:
            parts.append(texts.get("desk_window.history.now"))
        areas = area_words(texts, entry.changed)
        changes = texts.fill("desk_window.history.changed", areas=areas) if areas else ""
        lines.append(StateLine(entry.revision, " · ".join(parts), changes))
    return tuple(lines)


def audit_lines(texts: TextSource, entries: Sequence[AuditEntry]) -> tuple[str, ...]:
    """What was done with a case beside changing it: written out, handed over, closed or deleted."""
    lines = []
    for entry in entries:
        if entry.action in _STATE_ACTIONS:
            continue
        parts = [moment_words(texts, entry.at), texts.get(f"desk_window.audit.{entry.action}")]
        if entry.detail:
            parts.append(_detail(texts, entry.detail))
        if entry.author:
            parts.append(entry.author)
        lines.append(" · ".join(parts))
    return tuple(lines)


def _detail(texts: TextSource, detail: str) -> str:
    """A file format in words, or a day as it stands."""
    text_id = f"desk_window.detail.{detail}"
    return texts.get(text_id) if texts.has(text_id) else detail


def differing_areas(now: Case, then: Case) -> tuple[str, ...]:
    """Names of the fields of a case that another state has differently."""
    return tuple(
        field.name
        for field in fields(Case)
        if field.name not in _NO_AREA and getattr(now, field.name) != getattr(then, field.name)
    )


def change_lines(now: Case, then: Case, texts: TextSource) -> tuple[str, ...]:
    """What bringing a state back would change, one line for each difference: what, now, and then."""
    # Seen from the present state everything differs on the other side only.
    return tuple(f"{line.label}: {line.ours} → {line.theirs}" for line in lines(merge(now, now, then), texts))
