"""The real program in a process of its own: ``python -m tests.robustness.driver WHAT FOLDER``.

What a person would do is a generator that yields what has to be true before it goes on; a timer of the
window looks again and again. It says on its output where it is, so that a test may end it at any moment.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from permitdesk import app as composition
from permitdesk import paths
from permitdesk.clock import moment
from permitdesk.interview.steps import StepId
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.no_traces import leave_no_traces
from permitdesk.ui.viewmodels.gate import GateState
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.export_page import ExportPage
from tests.vault_support import PASSPHRASE, closed_vault

Steps = Iterator[Callable[[], object]]
#: What could speak with a network. The library that draws PDFs loads all but Qt's, for pictures from the web.
NETWORK = (
    "PySide6.QtNetwork",
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "ftplib",
    "smtplib",
    "asyncio",
)


#: milliseconds after which a script is taken to hang, on the busiest machine
LONGEST_MS = 100_000


def say(words: str) -> None:
    """Tell whoever started this where we are."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def loaded() -> str:
    """Which parts that could speak with a network are in memory."""
    return "network " + " ".join(name for name in NETWORK if name in sys.modules)


def unlocked(window: MainWindow) -> Steps:
    """Wait for the vault and open it."""
    gate = window.workspace.gate
    assert gate is not None
    yield lambda: gate.state in (GateState.LOCKED, GateState.OPEN)
    if gate.state is GateState.LOCKED:
        gate.unlock(PASSPHRASE)
    yield lambda: gate.state is GateState.OPEN
    say("open")


def opened(window: MainWindow) -> CaseSession:
    """The case "c", open."""
    window.open_case("c")
    session = window.workspace.session
    assert session is not None
    return session


def edit(window: MainWindow, _folder: Path) -> Steps:
    """Change the case until somebody ends the process."""
    yield from unlocked(window)
    session = opened(window)
    for number in range(1_000_000):
        session.update(session.case.with_changes(note=f"edit {number}"))
        yield lambda: session.saved
        say(str(number))


def look(window: MainWindow, _folder: Path) -> Steps:
    """Say what is found after the process before was killed."""
    yield from unlocked(window)
    session = opened(window)
    say(session.case.note)
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    say(f"dialogs {len(shown)}")
    window.close()
    yield lambda: not window.isVisible()


def walk(window: MainWindow, folder: Path) -> Steps:
    """A short day at the desk: a change, the papers, the case as a file, locking and unlocking, the end."""
    yield from unlocked(window)
    session = opened(window)
    session.update(session.case.with_changes(note="Zmiana-7731"))
    yield lambda: session.saved
    for step in StepId:
        session.go_to(step)
    session.go_to(StepId.EXPORT)
    yield lambda: window.findChild(ExportPage) is not None
    say(loaded())
    page = window.findChild(ExportPage)
    assert page is not None
    page.write_pdf(folder / "out.pdf")
    yield lambda: (folder / "out.pdf").exists()
    window.save_file()
    yield lambda: window.findChild(QFileDialog) is not None
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    # As a person types it; what selectFile chooses may still be read from the folder.
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(str(folder / "out.json"))
    dialog.accept()
    yield lambda: (folder / "out.json").exists()
    assert window.workspace.gate is not None
    window.workspace.gate.lock()
    yield from unlocked(window)
    say(loaded())
    window.close()
    yield lambda: not window.isVisible()


def closing(window: MainWindow, _folder: Path) -> Steps:
    """Close the window while the key is being worked out."""
    gate = window.workspace.gate
    assert gate is not None
    yield lambda: gate.state is GateState.LOCKED
    gate.unlock(PASSPHRASE)
    say(f"busy {gate.busy}")
    window.close()
    yield lambda: not window.isVisible()


def vanishing(window: MainWindow, folder: Path) -> Steps:
    """Go on with an open case after the stick was pulled out."""
    yield from unlocked(window)
    session = opened(window)
    (folder / "data").rename(folder / "pulled out")
    session.update(session.case.with_changes(note="after the stick was pulled out"))
    yield lambda: session.problem is not None
    say(session.problem.text_id if session.problem is not None else "")
    say(f"shown {session.case.note}")
    (folder / "pulled out").rename(folder / "data")
    session.retry_save()
    yield lambda: session.saved
    say("saved")
    window.close()
    yield lambda: not window.isVisible()


SCRIPTS: dict[str, Callable[[MainWindow, Path], Steps]] = {
    script.__name__: script for script in (edit, look, walk, closing, vanishing)
}


def given_up(app: QApplication) -> None:
    """End with what is on the screen, for whoever has to find out why."""
    shown = [f"{type(w).__name__} {w.windowTitle()}" for w in app.topLevelWidgets() if w.isVisible()]
    windows = [w for w in app.topLevelWidgets() if isinstance(w, MainWindow)]
    states = [str(w.workspace.gate.state) for w in windows if w.workspace.gate is not None]
    say(f"waited in vain before {shown} {states}")
    app.exit(3)


def main(what: str, folder: Path) -> int:
    """Run one of the scripts in the real window; its vault takes cheap keys."""
    vars(composition)["_vault"] = lambda: closed_vault(paths.data_dir(), moment)
    leave_no_traces()
    app = QApplication(["permitdesk"])
    app.setApplicationName("PermitDesk")
    window = composition.build_window(app)
    window.show()
    steps = SCRIPTS[what](window, folder)
    timer = QTimer()
    # A script that waits in vain must not keep the tests waiting.
    QTimer.singleShot(LONGEST_MS, lambda: given_up(app))
    waiting: list[Callable[[], object]] = []

    def go_on() -> None:
        if waiting and not waiting[0]():
            return
        waiting.clear()
        try:
            waiting.append(next(steps))
        except StopIteration:
            timer.stop()
            app.quit()

    timer.timeout.connect(go_on)
    timer.start(5)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
