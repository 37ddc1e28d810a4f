"""Slow work beside the window: whoever asked for it is told how it ended, whatever comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from pytestqt.qtbot import QtBot

from permitdesk.storage.errors import DiskFull, StorageError
from permitdesk.ui.beside import Threads


def _never(_result: object) -> None:
    pytest.fail("told the wrong way")


def _fail() -> str:
    raise DiskFull("no room")


def _let_the_thread_go_first(job: QThread) -> None:
    """What a busy computer does: the thread is disposed of before anybody was told."""
    assert job.wait(10_000)
    QCoreApplication.sendPostedEvents(job, 0)
    QCoreApplication.sendPostedEvents(job, QEvent.Type.DeferredDelete.value)


def _threads_of(app: QCoreApplication) -> set[QThread]:
    return set(app.findChildren(QThread))


@pytest.mark.parametrize("good", [True, False], ids=["done", "failed"])
def test_it_is_told_even_if_the_thread_is_disposed_of_first(
    qtbot: QtBot, qapp: QCoreApplication, good: bool
) -> None:
    threads = Threads()
    before = _threads_of(qapp)
    results: list[str] = []
    problems: list[StorageError] = []
    work: Callable[[], str] = (lambda: "made") if good else _fail
    threads(work, results.append if good else _never, _never if good else problems.append)
    (job,) = _threads_of(qapp) - before
    _let_the_thread_go_first(job)
    qtbot.waitUntil(lambda: bool(results or problems), timeout=5000)
    assert results == (["made"] if good else [])
    assert [type(problem) for problem in problems] == ([] if good else [DiskFull])
