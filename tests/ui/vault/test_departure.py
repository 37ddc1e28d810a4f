"""Letting a vault go while cases are still being deleted from its copies."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case
from permitdesk.ui.beside import Threads
from permitdesk.ui.viewmodels.departure import Departure
from tests.vault_support import unprotected_vault


def test_locking_does_not_wait_in_the_window_for_a_deletion(qtbot: QtBot, tmp_path: Path) -> None:
    vault = unprotected_vault(tmp_path)
    go_on, left = threading.Event(), threading.Event()
    with closing(vault):
        vault.store.save(Case("c"), None)
        held = threading.Event()

        def clean() -> None:
            with vault._copies.alone():
                held.set()
                go_on.wait(10)

        cleaning = threading.Thread(target=clean)
        cleaning.start()
        held.wait(10)
        assert vault.is_cleaning
        departure = Departure(Threads(), lambda problem: None)
        # With the deletion under way this returns, or the test would wait ten seconds and then fail.
        departure.leave(vault, at_once=True)
        assert cleaning.is_alive()
        departure.then(left.set)
        assert not left.is_set()
        go_on.set()
        cleaning.join()
        qtbot.waitUntil(left.is_set)
        assert not vault.is_cleaning
