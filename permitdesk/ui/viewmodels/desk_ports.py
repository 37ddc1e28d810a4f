"""What the dialogs of the desk need from outside, taken from the workspace when they are opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Records of the law are many; the first screen does without them.
    from permitdesk.domain.case import Case
    from permitdesk.domain.dossier import Dossier
    from permitdesk.domain.law.rules import Ruleset
    from permitdesk.storage.case_store import CaseStore
    from permitdesk.ui.viewmodels.ports import TextSource
    from permitdesk.ui.viewmodels.vault_port import HandoverPort, OpenVault
    from permitdesk.ui.viewmodels.workspace import Outside, Workspace


@dataclass(frozen=True, slots=True)
class DeskPorts:
    """One look at the workspace: the language may be another one when the next dialog opens."""

    store: CaseStore
    texts: TextSource
    ruleset: Ruleset
    today: date
    assess: Callable[[Case, Ruleset, date], Dossier]
    load_texts: Callable[[str], TextSource]
    new_id: Callable[[], str]
    read_case: Callable[[Path, Ruleset], Case]
    write_case: Callable[[Path, Case], None]
    #: None: this program cannot write encrypted files
    handover: HandoverPort | None = None
    #: None: the cases lie in a plain database, which has no backups of ours
    vault: OpenVault | None = None


def ports_of(workspace: Workspace) -> DeskPorts:
    """The ports of the workspace as it is now."""
    outside: Outside = workspace.outside
    make_handover = outside.handover
    return DeskPorts(
        store=workspace.store,
        texts=workspace.texts,
        ruleset=workspace.ruleset,
        today=workspace.today,
        assess=outside.assess,
        load_texts=outside.load_texts,
        new_id=outside.new_id,
        read_case=outside.read_case,
        write_case=outside.write_case,
        handover=make_handover() if make_handover is not None else None,
        vault=workspace.vault,
    )
