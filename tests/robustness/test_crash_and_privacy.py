"""A killed program loses nothing that was said to be saved, and nothing personal leaves the case."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from permitdesk import paths
from permitdesk.cli.app import main
from permitdesk.clock import moment
from permitdesk.domain.case import Case, Person
from permitdesk.settings import Settings, load_settings, save_settings
from permitdesk.storage.errors import ChangedElsewhere, DiskFull
from permitdesk.storage.exchange import write_case
from permitdesk.storage.sqlite_store import SqliteCaseStore

SECRETS = ("Wiśniewska", "Zuzanna", "1987-06-05", "SC.77.2026")
PRIVATE = Case(
    "c1",
    title="Sprawa Wiśniewska",
    person=Person("Zuzanna", "Wiśniewska", date(1987, 6, 5)),
    note="SC.77.2026",
)


def open_store() -> SqliteCaseStore:
    """The store that the program uses."""
    return SqliteCaseStore(paths.case_store_file(), moment)


# --- killed ---------------------------------------------------------------------------

EDITS = """
import sys
from permitdesk import paths
from permitdesk.clock import moment
from permitdesk.domain.case import Case
from permitdesk.storage.sqlite_store import SqliteCaseStore
store = SqliteCaseStore(paths.case_store_file(), moment)
revision = 0
for number in range(1_000_000):
    revision = store.save(Case("c", title=f"edit {number}"), "permit", expected=revision)
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a matter of POSIX")
@pytest.mark.parametrize("edits", [1, 7, 40])
def test_every_edit_said_to_be_saved_is_there_after_a_kill(edits: int) -> None:
    writer = subprocess.Popen([sys.executable, "-c", EDITS], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(edits):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split("\n")[:-1]
    writer.wait()
    writer.stdout.close()
    last_told = int(rest[-1]) if rest else edits - 1
    store = open_store()
    # The edit after the last one told may have been stored too; none before it may be missing.
    assert store.load("c").case.title in (f"edit {last_told}", f"edit {last_told + 1}")
    assert store.list_cases()[0].step == "permit"
    store.save(Case("c", title="goes on"), "permit")
    store.close()


# --- a full disk ----------------------------------------------------------------------


def test_a_disk_that_fills_up_keeps_what_was_saved_and_takes_the_next_save_when_there_is_room() -> None:
    store = open_store()
    revision = store.save(PRIVATE, "permit", expected=0)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    large = PRIVATE.with_changes(note=os.urandom(50_000).hex())
    with pytest.raises(DiskFull):
        store.save(large, "money", expected=revision)
    assert store.load("c1").case == PRIVATE
    store._connection.execute("PRAGMA max_page_count = 1000000")
    assert store.save(large, "money", expected=revision) == revision + 1
    store.close()


# --- two windows ----------------------------------------------------------------------


def test_a_second_window_on_the_same_cases_is_not_overwritten() -> None:
    first, second = open_store(), open_store()
    revision = first.save(Case("c", title="start"), "permit", expected=0)
    assert second.save(Case("c", title="second"), "permit", expected=revision) == revision + 1
    with pytest.raises(ChangedElsewhere):
        first.save(Case("c", title="first"), "permit", expected=revision)
    assert first.load("c").case.title == "second"
    assert first.save(Case("c", title="second"), "money", expected=revision) == revision + 1
    first.close()
    second.close()


def test_a_case_deleted_in_one_window_and_changed_in_another_stands_on_the_list() -> None:
    first, second = open_store(), open_store()
    revision = first.save(Case("c", title="start"), "permit", expected=0)
    second.delete("c")
    first.save(Case("c", title="start"), "money", expected=revision)
    assert second.list_cases() == ()
    first.save(Case("c", title="changed"), "money", expected=revision)
    assert [row.title for row in second.list_cases()] == ["changed"]
    first.close()
    second.close()


# --- the desk -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lukasz", {"l"}),
        ("ŁUKASZ", {"l"}),
        ("zolc", {"z"}),
        ("Żółć", {"z"}),
        ("jan lukasz", {"l"}),
        ("%", set()),
        ("'; DROP TABLE cases", set()),
        ("", {"l", "z"}),
    ],
)
def test_search_needs_no_diacritics(words: str, found: set[str]) -> None:
    store = open_store()
    store.save(Case("l", person=Person("Jan Łukasz", "Nowak")), None)
    store.save(Case("z", title="Żółć"), None)
    assert {row.case_id for row in store.list_cases(words)} == found
    store.close()


# --- privacy --------------------------------------------------------------------------


LISTENED = """
import sys
heard = []
sys.addaudithook(lambda event, _: heard.append(event) if event.startswith("socket.") else None)
code = 0
{work}
sys.stderr.write(f"heard: {{heard}}")
sys.exit(code)
"""
EXPORT = """
from permitdesk.cli.app import main
code = main(sys.argv[1:])
"""
WINDOW = """
from PySide6.QtWidgets import QApplication
from permitdesk.app import build_window
app = QApplication([])
window = build_window(app)
window.show()
window.workspace.read_cases()
window.workspace.read_texts()
window.workspace.new_case()
window.close()
"""


@pytest.mark.parametrize("work", [EXPORT, WINDOW])
def test_no_socket_is_opened_by_exports_nor_by_the_window(work: str, tmp_path: Path) -> None:
    case, pdf, ics = tmp_path / "case.json", tmp_path / "out.pdf", tmp_path / "out.ics"
    write_case(case, PRIVATE)
    program = [sys.executable, "-c", LISTENED.format(work=work)]
    done = subprocess.run(
        [*program, "export", str(case), "--pdf", str(pdf), "--ics", str(ics)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("heard: []")


def test_files_that_the_program_names_by_itself_hold_nothing_personal(tmp_path: Path) -> None:
    store = open_store()
    store.save(PRIVATE, "permit")
    names = [path.name for path in paths.data_dir().iterdir()]
    assert set(names) <= {"cases.sqlite3", "cases.sqlite3-wal", "cases.sqlite3-shm"}
    store.close()


def test_only_the_owner_may_read_what_the_program_writes(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are different there")
    store = open_store()
    store.save(PRIVATE, "permit")
    write_case(tmp_path / "case.json", PRIVATE)
    assert main(["export", str(tmp_path / "case.json"), "--pdf", str(tmp_path / "out.pdf")]) == 0
    written = [*paths.data_dir().iterdir(), tmp_path / "case.json", tmp_path / "out.pdf"]
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []
    store.close()


def test_a_calendar_without_the_name_holds_nothing_of_the_person(tmp_path: Path) -> None:
    write_case(tmp_path / "case.json", PRIVATE)
    assert main(["export", str(tmp_path / "case.json"), "--ics", str(tmp_path / "out.ics")]) == 0
    words = (tmp_path / "out.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert [secret for secret in SECRETS if secret in words] == []


def test_a_bug_on_the_command_line_tells_nothing_of_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(case: Case, *_: object) -> None:
        raise ValueError(f"cannot count {case}")

    write_case(tmp_path / "case.json", PRIVATE)
    monkeypatch.setattr("permitdesk.domain.household_summary.assess", broken)
    assert main(["assess", str(tmp_path / "case.json"), "--bug-report"]) == 1
    told = capsys.readouterr()
    assert "ValueError" in told.err
    assert [secret for secret in (*SECRETS, "Traceback") if secret in told.out + told.err] == []


def test_known_problems_of_storage_tell_developers_nothing_personal(tmp_path: Path) -> None:
    store = open_store()
    revision = store.save(PRIVATE, "permit")
    store.save(PRIVATE.with_changes(note="other"), "permit")
    with pytest.raises(ChangedElsewhere) as told:
        store.save(PRIVATE.with_changes(title="Wiśniewska 2"), "permit", expected=revision)
    assert [secret for secret in (*SECRETS, "c1") if secret in str(told.value)] == []
    store.close()


def test_settings_that_cannot_be_written_leave_the_old_ones_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_file = tmp_path / "settings.json"
    assert save_settings(settings_file, Settings("pl"))

    def full(path: Path, *_: object, **_named: object) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_text", full)
    assert not save_settings(settings_file, Settings("en"))
    assert load_settings(settings_file).language == "pl"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]
