"""The program as a whole, in a process of its own, with a protected vault: killed, watched, pulled out."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from permitdesk.clock import moment
from permitdesk.domain.case import Case, Person
from permitdesk.errors import bug_report
from tests.vault_support import PASSPHRASE, closed_vault, open_vault

SECRETS = (
    "Wiśniewska",
    "Wisniewska",
    "Zuzanna",
    "1987-06-05",
    "SC.77.2026",
    "Zażółć",
    "gęślą",
    "Zmiana-7731",
)
PRIVATE = Case(
    "c",
    title="Sprawa Wiśniewska",
    person=Person("Zuzanna", "Wiśniewska", date(1987, 6, 5)),
    route="pr_tolerated_10y",
    note="SC.77.2026",
)


class Program:
    """A computer of its own for the program: a home, a place for temporary files, a vault with a case."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.home, self.temporary = folder / "home", folder / "temporary"
        for made in (self.data, self.home, self.temporary):
            made.mkdir()
        vault = open_vault(self.data, moment)
        vault.store.save(PRIVATE, None)
        vault.close()

    def command(self, what: str) -> list[str]:
        """How a script of the driver is started."""
        return [*offline(), sys.executable, "-m", "tests.robustness.driver", what, str(self.folder)]

    def surroundings(self) -> dict[str, str]:
        """The environment of that computer."""
        places = {"HOME": self.home, "TMPDIR": self.temporary, "TEMP": self.temporary, "TMP": self.temporary}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        return {**kept, **{n: str(p) for n, p in places.items()}, "PERMITDESK_HOME": str(self.data)}

    def run(self, what: str) -> subprocess.CompletedProcess[str]:
        """Run a script to its end."""
        command, places = self.command(what), self.surroundings()
        done = subprocess.run(command, env=places, capture_output=True, text=True, timeout=60, check=False)
        # A remark of the platform without a screen.
        done.stderr = done.stderr.replace("This plugin does not support propagateSizeHints()\n", "")
        return done


def offline() -> Sequence[str]:
    """The beginning of a command that runs where no network is; empty where the system does not allow it."""
    unshare = shutil.which("unshare")
    if unshare is None or sys.platform != "linux":
        return ()
    for way in ((unshare, "--net"), (unshare, "--user", "--map-root-user", "--net")):
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            return way
    return ()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def personal(folder: Path) -> list[str]:
    """Every file below that has something about the person in its name or its content."""
    found = []
    for path in folder.rglob("*"):
        words = str(path.relative_to(folder)).encode()
        if path.is_file() and not path.is_symlink():
            words += path.read_bytes()
        told = words + words.replace(b"\0", b"")
        found += [f"{path.name}: {secret}" for secret in SECRETS if secret.encode() in told]
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a matter of POSIX")
@pytest.mark.parametrize("edits", [1, 12])
def test_what_the_window_said_was_saved_is_there_after_a_kill(edits: int, program: Program) -> None:
    command = program.command("edit")
    with subprocess.Popen(command, env=program.surroundings(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = ""
        for line in process.stdout:
            last = line.strip()
            if last.isdigit() and int(last) >= edits:
                break
        os.kill(process.pid, signal.SIGKILL)
        rest = process.stdout.read().split()
        last = rest[-1] if rest else last
    found = program.run("look")
    # One more may have been stored and not told any more.
    assert found.stdout.splitlines() in [
        ["open", f"edit {number}", "dialogs 0"] for number in (int(last), int(last) + 1)
    ]
    assert (found.returncode, found.stderr) == (0, "")


def test_a_day_of_work_speaks_with_nobody_and_leaves_no_word_outside_the_vault(
    program: Program,
) -> None:
    done = program.run("walk")
    assert (done.returncode, done.stderr) == (0, "")
    before, after = [line for line in done.stdout.splitlines() if line.startswith("network")]
    # The library that draws PDFs brings Python's own ways to a network along, for pictures from the web.
    assert before == "network "
    assert "QtNetwork" not in after
    # These two were asked for; nothing else below tells anything.
    (program.folder / "out.pdf").unlink()
    assert "Wiśniewska" in (program.folder / "out.json").read_text(encoding="utf-8")
    (program.folder / "out.json").unlink()
    assert personal(program.folder) == []
    assert [path for path in program.home.rglob("*") if path.is_file()] == []
    assert list(program.temporary.rglob("*")) == []


def test_closing_the_window_while_the_key_is_worked_out_ends_cleanly(program: Program) -> None:
    ended = program.run("closing")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "busy True\n", "")
    # Nobody holds the vault any more.
    open_vault(program.data, moment).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let go of a folder that is in use")
def test_a_stick_that_was_pulled_out_is_told_and_the_answers_stay_on_the_screen(program: Program) -> None:
    done = program.run("vanishing")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "open",
        "storage_error.vault_gone",
        "shown after the stick was pulled out",
        "saved",
    ]


def test_a_crash_while_unlocking_tells_no_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_vault(tmp_path, moment).close()

    def broken(*arguments: object, **_named: object) -> None:
        raise ValueError(f"cannot derive {arguments}")

    monkeypatch.setattr("permitdesk.storage.vault.slots.opened_with_passphrase", broken)
    with pytest.raises(ValueError, match="cannot derive") as told:
        closed_vault(tmp_path).key_from_passphrase(PASSPHRASE)
    assert PASSPHRASE not in bug_report(told.value)
