"""A killed program loses nothing that it said was saved, leaves no damage, and opens again without a word."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import closing
from copy import deepcopy
from pathlib import Path

import pytest

from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.vault.records import VaultState
from tests.soak.edits import Edit, Model
from tests.vault_support import closed_vault, unprotected_vault

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor SIGKILL")

ROOT = Path(__file__).resolve().parents[2]
#: how many kills a soak takes
RUNS = int(os.environ.get("PERMITDESK_SOAK_KILLS", "1000"))
#: the longest life of a program, in seconds
LONGEST = 0.12


def _run(
    editor: subprocess.Popen[str], seed: str, seconds: float, *, at_once: bool
) -> tuple[list[Edit], Edit | None]:
    """Let the editor work until it is killed; the edits it was sure of, and the one it was about.

    It lives so many seconds from its beginning if ``at_once``, otherwise from its first edit on.
    """
    assert editor.stdin is not None
    assert editor.stdout is not None
    editor.stdin.write(seed + "\n")
    editor.stdin.flush()
    pid = int(editor.stdout.readline().removeprefix("pid "))
    killer = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
    if at_once:
        killer.start()
    sure: list[Edit] = []
    begun: Edit | None = None
    while (line := editor.stdout.readline().strip()) != "end":
        if line == "done":
            assert begun is not None
            sure.append(begun)
            begun = None
        else:
            what, case_id, told = json.loads(line)
            begun = (what, case_id, told)
            if not sure and not at_once:
                killer.start()
    killer.join()
    return sure, begun


def _assert_whole(folder: Path) -> None:
    vault = closed_vault(folder)
    (database,) = folder.glob("vault-*.db")
    with closing(connector(vault.key_unprotected())(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []


def _kill(folder: Path, seed: int, times: int) -> int:
    """Kill the program so often; how many edits it was sure of in all."""
    chance = random.Random(seed)
    unprotected_vault(folder).close()
    command = [sys.executable, "-m", "tests.soak.editor", str(folder)]
    expected, edits = Model(), 0
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as editor:
        for number in range(times):
            sure, begun = _run(
                editor, f"{seed}-{number}", chance.uniform(0.0, LONGEST), at_once=number % 4 == 0
            )
            edits += len(sure)
            for edit in sure:
                expected.apply(edit)
            further = deepcopy(expected)
            if begun is not None:
                further.apply(begun)
            assert closed_vault(folder).look().state is VaultState.UNPROTECTED
            with closing(unprotected_vault(folder)) as opened:
                found = Model.of(opened.store)
            assert found in (expected, further), f"seed {seed}, run {number}"
            _assert_whole(folder)
            assert not (folder / "set-aside").exists(), f"seed {seed}, run {number}"
            expected = found
    return edits


def test_twenty_five_kills_lose_no_edit(tmp_path: Path) -> None:
    assert _kill(tmp_path, seed=20261121, times=25) > 25


@pytest.mark.soak
def test_a_thousand_kills_lose_no_edit(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    sys.stderr.write(f"seed {seed}\n")
    assert _kill(tmp_path, seed, RUNS) > RUNS
