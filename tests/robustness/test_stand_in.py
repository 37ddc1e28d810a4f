"""The stand-in for a store that cannot be opened, and targets that are no files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk import paths
from permitdesk.clock import moment
from permitdesk.domain.case import Case
from permitdesk.storage.case_store import CaseStore
from permitdesk.storage.errors import Locked, TargetUnwritable
from permitdesk.storage.exchange import write_case
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.viewmodels.reached_store import ReachedStore

WISHES: list[Callable[[CaseStore], object]] = [
    lambda store: store.load("c"),
    lambda store: store.duplicate("c"),
    lambda store: store.delete("c"),
    lambda store: store.undelete("c"),
    lambda store: store.history("c"),
    lambda store: store.restore("c", 1),
    lambda store: store.purge("c"),
]


def test_every_wish_is_answered_with_the_problem_until_the_store_opens() -> None:
    real: list[CaseStore] = []

    def reach() -> CaseStore:
        if not real:
            raise Locked("busy")
        return real[0]

    store = ReachedStore(reach)
    for wish in WISHES:
        with pytest.raises(Locked, match="busy"):
            wish(store)
    with pytest.raises(Locked, match="busy"):
        store.save(Case("c"), None)
    real.append(SqliteCaseStore(paths.case_store_file(), moment))
    assert store.save(Case("c"), None, expected=0) == 1
    for wish in WISHES:
        wish(store)
    assert len(store.list_cases("")) == 1
    real[0].close()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are files of POSIX")
def test_a_case_file_never_takes_the_place_of_a_folder_or_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(TargetUnwritable):
            write_case(tmp_path / name, Case("c"))
    assert (tmp_path / "pipe").is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_case_file_behind_a_link_is_written_where_it_is(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    write_case(link, Case("c", title="new"))
    assert link.is_symlink()
    assert "new" in real.read_text(encoding="utf-8")
