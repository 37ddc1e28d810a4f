"""A program that is killed at any moment of a copy, a deletion or a rescue leaves a whole vault behind."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.backups.names import entries
from permitdesk.storage.errors import Damaged
from tests.storage.backups.page_reader import traces_in
from tests.vault_support import Clock, closed_vault, unprotected_vault

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")

ROOT = Path(__file__).resolve().parents[3]
WORDS = ["lan-id", "Łańcucka"]
OTHERS = 40

#: ends itself without any goodbye at the n-th step or opened file, or after -n millionths of a second;
#: if it comes to its end it says how many of those that took
PROGRAM = """
import os, signal, sys, time
from datetime import timedelta
from pathlib import Path
from tests.vault_support import NOW, closed_vault

folder, what, moment = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
operations = 0

def audit(event, arguments):
    global operations
    # Everything that reaches for a file or for a database, ours and the engine's.
    if event in ("open", "os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir", "sqlite3.connect"):
        told()

def told(*_):
    global operations
    operations += 1
    if operations == moment:
        os.kill(os.getpid(), signal.SIGKILL)

def begin():
    global begun
    begun = time.perf_counter()
    if moment < 0:
        # The default action of this signal ends the program at once, also in the middle of the engine.
        signal.setitimer(signal.ITIMER_REAL, -moment / 1_000_000)
    sys.addaudithook(audit)

closed = closed_vault(folder, lambda: NOW + timedelta(hours=5), hook=told)
key = closed.key_unprotected()
if what == "rescue":
    copies = closed.good_copies(key)
    begin()
    closed.go_on_with(copies[0], key)
else:
    vault = closed.open(key)
    begin()
    vault.back_up() if what == "copy" else vault.purge("lan-id", "request")
print(int((time.perf_counter() - begun) * 1_000_000))
sys.stdout.flush()
os._exit(0)
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    vault = unprotected_vault(folder, Clock())
    vault.store.save(Case(case_id="lan-id", title="Łańcucka", note="n" * 9000), None)
    for number in range(OTHERS):
        vault.store.save(Case(case_id=f"c{number}", note="n" * 2000), None)
    vault.back_up()
    vault.store.save(Case(case_id="c0", title="later"), None)
    vault.close()
    return folder


def killed(template: Path, folder: Path, what: str, moment: int) -> int | None:
    """None if the program was killed before its end, else how long it took, in millionths of a second."""
    shutil.copytree(template, folder, dirs_exist_ok=True)
    if what == "rescue":
        data = bytearray((folder / "vault-1.db").read_bytes())
        data[100] ^= 1
        (folder / "vault-1.db").write_bytes(bytes(data))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), what, str(moment)],
        cwd=ROOT,
        timeout=60,
        check=False,
        capture_output=True,
    )
    assert done.returncode in (0, -signal.SIGKILL, -signal.SIGALRM), done.stderr
    return int(done.stdout) if done.returncode == 0 else None


def look_after(folder: Path, what: str, context: str) -> None:
    """What must hold after any of the three, however far it came."""
    closed = closed_vault(folder, Clock())
    key = closed.key_unprotected()
    try:
        vault = closed.open(key)
    except Damaged:
        assert what == "rescue", context
        closed.go_on_with(closed.good_copies(key)[0], key)
        vault = closed.open(key)
    present = {line.case_id for line in vault.store.list_cases()}
    assert {f"c{number}" for number in range(OTHERS)} <= present, context
    if what == "copy":
        assert {copy.cases for copy in vault.backups()} == {OTHERS + 1}, context
    if what == "purge" and "lan-id" not in present:
        secrets = [bytes(each.secret) for each in vault.data_keys]
        assert traces_in(folder, secrets, WORDS) == {}, context
        assert vault.store.unfinished_deletions() == (), context
    if what == "rescue":
        assert any((aside / "vault-1.db").exists() for aside in entries(folder / "set-aside")), context
    vault.close()


@pytest.mark.parametrize(
    ("what", "moments"), [("copy", (2, 4)), ("purge", (2, 3, 5)), ("rescue", (3, 6, 12, 16))]
)
def test_killed_at_some_moment_the_vault_is_whole(
    template: Path, tmp_path: Path, what: str, moments: tuple[int, ...]
) -> None:
    ends = []
    for moment in moments:
        folder = tmp_path / str(moment)
        ends.append(killed(template, folder, what, moment))
        look_after(folder, what, f"{what} at {moment}")
    assert None in ends


@pytest.mark.soak
@pytest.mark.parametrize("what", ["copy", "purge", "rescue"])
def test_killed_at_every_moment_the_vault_is_whole(template: Path, tmp_path: Path, what: str) -> None:
    moment = 1
    while killed(template, tmp_path / str(moment), what, moment) is None:
        look_after(tmp_path / str(moment), what, f"{what} at {moment}")
        shutil.rmtree(tmp_path / str(moment))
        moment += 1
    assert moment > 5


@pytest.mark.soak
@pytest.mark.parametrize("what", ["copy", "purge", "rescue"])
@pytest.mark.parametrize("seed", range(100))
def test_killed_in_the_middle_of_the_engine_the_vault_is_whole(
    template: Path, tmp_path: Path, what: str, seed: int
) -> None:
    whole = killed(template, tmp_path / "whole", what, 10**9)
    assert whole is not None
    moment = -random.Random(seed).randrange(1, whole)
    killed(template, tmp_path / "cut", what, moment)
    look_after(tmp_path / "cut", what, f"{what} after {-moment} of {whole}")
