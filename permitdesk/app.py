"""The composition root of the window: the only place that knows the clock, the disk and the screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from permitdesk import paths
from permitdesk.clock import moment, today_in_warsaw
from permitdesk.i18n import Translators, system_language
from permitdesk.screen import no_screen
from permitdesk.settings import LANGUAGES, Settings, load_settings, save_settings
from permitdesk.storage.errors import DiskTrouble, TargetUnwritable, VaultLocked
from permitdesk.ui.beside import Threads
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.no_traces import forget_folders, kept_folders, leave_no_traces
from permitdesk.ui.theme import load_fonts
from permitdesk.ui.viewmodels.workspace import Outside, Workspace

if TYPE_CHECKING:
    # Records of the law are many; the first screen does without them.
    from permitdesk.domain.case import Case
    from permitdesk.domain.dossier import Dossier
    from permitdesk.domain.law.rules import Ruleset
    from permitdesk.storage.case_store import CaseStore
    from permitdesk.storage.vault.records import RecoveryKey
    from permitdesk.ui.viewmodels.ports import TextSource
    from permitdesk.ui.viewmodels.vault_port import HandoverPort, VaultPort


def run_gui(argv: Sequence[str] | None = None) -> int:
    """Open the window and run until it is closed; returns the exit code."""
    leave_no_traces()
    folders = kept_folders()
    app = _application(list(argv if argv is not None else sys.argv[:1]))
    app.setApplicationName("PermitDesk")
    app.setDesktopFileName("permitdesk")
    load_fonts()
    window = build_window(app)
    previous = sys.excepthook
    sys.excepthook = _telling_hook(window)
    try:
        window.show_fitting()
        # What was made up to now stays as long as the window, and is looked through no more.
        gc.freeze()
        gc.enable()
        return app.exec()
    finally:
        sys.excepthook = previous
        forget_folders(folders)


def _application(argv: list[str]) -> QApplication:
    """Qt's application. Where Qt finds no screen it would abort; we leave with a sentence and code 2."""
    held: list[str] = []

    def hold(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(no_screen(os.environ) + "\n")
            sys.stderr.flush()
            os._exit(2)
        held.append(message)

    previous = qInstallMessageHandler(hold)
    try:
        # Not chosen in ``theme``: to Python a style is dozens of lists of numbers, 5 ms of each start.
        app = QApplication([*argv, "-style", "fusion"])
    finally:
        qInstallMessageHandler(previous)
    sys.stderr.writelines(f"{message}\n" for message in held)
    return app


def build_window(app: QApplication, today: date | None = None) -> MainWindow:
    """The window with the real store, rules, settings and today plugged in."""
    settings_file = _settings_file()
    settings = load_settings(settings_file) if settings_file is not None else Settings()
    language = settings.resolved_language(system_language())
    translators = Translators(app)
    translators.set_language(language)
    threads = Threads()
    outside = Outside(
        open_store=_no_plain_store,
        load_ruleset=_load_ruleset,
        load_texts=_load_texts,
        assess=_assess,
        read_case=_read_case,
        write_case=_write_case,
        new_id=_new_id,
        today=today or today_in_warsaw(),
        vault=_vault,
        write_sheet=_write_sheet,
        handover=_handover,
        beside=threads,
    )
    workspace = Workspace(outside, language)
    window = MainWindow(
        workspace,
        settings,
        lambda changed: settings_file is not None and save_settings(settings_file, changed),
        translators.set_language,
    )
    # What is under way when the window goes is told to nobody.
    threads.setParent(window)
    app.aboutToQuit.connect(workspace.close)
    return window


def _settings_file() -> Path | None:
    """Where the preferences are kept; None where the data folder cannot be made."""
    try:
        return paths.settings_file()
    except OSError:
        return None


# The first screen needs none of the following, so they are imported when they are first used.


def _no_plain_store() -> CaseStore:
    """The window asks its vault; nothing is ever read from an unencrypted database."""
    raise VaultLocked


def _vault() -> VaultPort:
    from permitdesk.crypto.keyring_memory import SystemKeyring
    from permitdesk.storage.vault.vault import Vault

    # A computer that is not one's own remembers nothing of the stick.
    keyring = SystemKeyring(lambda: None) if paths.is_portable() else None
    try:
        return Vault(paths.data_dir(), moment, keyring=keyring)
    except OSError as trouble:
        raise DiskTrouble("the data folder cannot be made") from trouble


def _handover() -> HandoverPort:
    from permitdesk.storage.handover.files import HandoverFiles

    return HandoverFiles(rules=_load_ruleset)


def _write_sheet(path: Path, key: RecoveryKey, language: str) -> None:
    from permitdesk.documents.pdf import render_pdf
    from permitdesk.documents.recovery_sheet import RecoverySheet, build_recovery_sheet
    from permitdesk.replace_file import replace_file
    from permitdesk.rulesets.texts import load_texts

    sheet = RecoverySheet(key.text, key.vault_mark, key.made_on)
    other = next(second for second in LANGUAGES if second != language)
    data = render_pdf(build_recovery_sheet(sheet, load_texts(language), load_texts(other)))
    try:
        replace_file(path, data)
    except OSError as error:
        raise TargetUnwritable(path, error.strerror or type(error).__name__) from error


def _load_ruleset() -> Ruleset:
    from permitdesk.rulesets.loader import load_ruleset

    return load_ruleset()


def _load_texts(language: str) -> TextSource:
    from permitdesk.rulesets.texts import load_texts

    return load_texts(language)


def _assess(case: Case, ruleset: Ruleset, today: date) -> Dossier:
    from permitdesk.domain.assess import assess

    return assess(case, ruleset, today)


def _read_case(path: Path, ruleset: Ruleset) -> Case:
    from permitdesk.storage.exchange import known_ids_of, questions_of, read_case

    return read_case(path, questions_of(ruleset), known_ids_of(ruleset))


def _write_case(path: Path, case: Case) -> None:
    from permitdesk.storage.exchange import write_case

    write_case(path, case)


def _new_id() -> str:
    from uuid import uuid4

    return uuid4().hex


def _telling_hook(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """An excepthook that shows a report without personal data instead of a silent or dead window."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            window.close()
            return
        from permitdesk.errors import bug_report
        from permitdesk.ui.error_dialog import ErrorDialog

        report = bug_report(error)
        sys.stderr.write(report + "\n")
        # A bug that comes again with every repaint needs to be told once.
        if window.findChild(ErrorDialog) is None:
            ErrorDialog(report, window).open()

    return tell
