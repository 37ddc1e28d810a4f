"""A disk that fails at every step of writing or reading a hand-over file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.errors import DiskFull, TargetUnwritable
from tests.faults.harness import Fault, each_fault
from tests.storage.handover.cheap import PASSPHRASE, cheap_files, sealed
from tests.storage.made_cases import FULL_CASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faulty disk is made with POSIX calls")

OLD = Case("old", note="before")


@pytest.mark.parametrize("lasting", [False, True])
def test_the_old_file_or_the_new_one_and_nothing_else(tmp_path: Path, lasting: bool) -> None:
    name = "f.permitdesk"

    def prepare(folder: Path) -> None:
        sealed(folder / name, OLD)

    def work(folder: Path) -> None:
        sealed(folder / name, FULL_CASE)

    failed = 0
    for trial in each_fault(tmp_path, prepare, work, lasting=lasting):
        (package,) = cheap_files().open(trial.folder / name, PASSPHRASE)
        if trial.error is not None:
            failed += 1
            assert isinstance(trial.error, (DiskFull, TargetUnwritable)), trial
            if trial.operation.kind != "sync":
                assert package.case == OLD, trial
            assert (trial.fault in (Fault.NO_ROOM, Fault.HALF)) == isinstance(trial.error, DiskFull), trial
        else:
            assert package.case.case_id == FULL_CASE.case_id, trial
        if not lasting:
            # On a disk that can do nothing any more, not even the half file can be taken away.
            assert [path.name for path in trial.folder.iterdir()] == [name], trial
    assert failed >= 3
