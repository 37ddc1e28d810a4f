"""The window: the first screen or the open case, with the bar above and the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permitdesk.interview.steps import StepId
from permitdesk.settings import Settings, Theme
from permitdesk.storage.errors import ChangedElsewhere, StorageError
from permitdesk.ui.app_bar import AppBar
from permitdesk.ui.app_menu import AppMenu
from permitdesk.ui.leave_guard import LeaveGuard
from permitdesk.ui.problem_bar import ProblemBar
from permitdesk.ui.start_screen import StartScreen
from permitdesk.ui.theme import apply_theme
from permitdesk.ui.undo_keys import UndoKeys
from permitdesk.ui.viewmodels.workspace import Workspace
from permitdesk.ui.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from permitdesk.ui.wizard.wizard_view import WizardView

#: Width of the window, in letters, below which things are rearranged for large text.
COMPACT_BELOW = 125
#: height in pixels left for the title bar that the desktop puts above the window
FRAME = 40


class MainWindow(QMainWindow):
    """Owns the screens; everything it does goes through the workspace."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        save_settings: Callable[[Settings], bool],
        set_ui_language: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        self._save_settings = save_settings
        self._set_ui_language = set_ui_language
        self._compact = False
        self._undo_keys = UndoKeys(self)
        self._closing = False
        #: the view of the open case, if one is open
        self.wizard: WizardView | None = None
        self._apply_look()
        self.menu = AppMenu(
            settings, workspace.language, self.set_language, self.set_theme, self.set_text_size
        )
        self.bar = AppBar(self.menu)
        self._dialogs = WindowDialogs(self, workspace)
        self._guard = LeaveGuard(self, workspace, self.save_file, self._unread_place, self.bar.refresh)
        self.problem = ProblemBar()
        self.start = StartScreen(workspace.desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.problem)
        box.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.addActions(self.menu.actions())
        self._connect()
        self.setWindowTitle("PermitDesk")
        self.resize(1280, 720)
        self.setMinimumSize(760, 520)
        self._show_session()
        # One piece at a time, so that the window answers in between.
        self._to_prepare = [self._read_cases, workspace.read_texts, self._show_age]
        self._preparing = QTimer(self)
        self._preparing.timeout.connect(self._prepare_next)
        self._preparing.start(0)

    def _connect(self) -> None:
        workspace, menu, start = self.workspace, self.menu, self.start
        workspace.session_changed.connect(self._show_session)
        workspace.failed.connect(self._on_failed)
        start.new_case_asked.connect(lambda: workspace.new_case())
        start.already_filed_asked.connect(lambda: workspace.new_case(StepId.EARLIER_FILING))
        start.open_file_asked.connect(self.open_file)
        start.desk.import_asked.connect(self.open_file)
        start.desk.case_chosen.connect(workspace.open_case)
        start.desk.export_asked.connect(self.save_file)
        self.bar.home_asked.connect(self.leave_case)
        self.bar.title_edited.connect(self._on_title_edited)
        self.bar.save_problem_asked.connect(self._on_save_problem_asked)
        self.bar.undo.clicked.connect(self._on_undo)
        self.bar.redo.clicked.connect(self._on_redo)
        menu.undo.triggered.connect(self._on_undo)
        menu.redo.triggered.connect(self._on_redo)
        menu.all_cases.triggered.connect(self.leave_case)
        menu.open_file.triggered.connect(self.open_file)
        menu.save_file.triggered.connect(lambda: self.save_file())
        menu.other_day.triggered.connect(self.ask_for_day)
        menu.today.triggered.connect(self.back_to_today)
        menu.told.triggered.connect(self.show_told)
        menu.shortcuts.triggered.connect(self.show_shortcuts)
        menu.quit.triggered.connect(self.close)
        QShortcut(QKeySequence("Ctrl+F"), self, self._on_find)
        QShortcut(QKeySequence("Alt+Left"), self, lambda: self._on_walk(forward=False))
        QShortcut(QKeySequence("Alt+Right"), self, lambda: self._on_walk(forward=True))
        QShortcut(QKeySequence("F6"), self, self._on_steps)
        QShortcut(QKeySequence("Alt+PgUp"), self, lambda: self._on_person(-1))
        QShortcut(QKeySequence("Alt+PgDown"), self, lambda: self._on_person(1))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_colors)

    def show_fitting(self) -> None:
        """Show the window, as large as the screen where its usual size with a frame has no room."""
        room = self.screen().availableSize()
        if room.width() < self.width() or room.height() < self.height() + FRAME:
            self.showMaximized()
        else:
            self.show()

    # --- look and language --------------------------------------------------------------

    def set_language(self, language: str) -> None:
        """Speak another language at once and from now on."""
        self._remember(replace(self.settings, language=language))
        self._set_ui_language(language)
        self.workspace.set_language(language)
        self.bar.refresh()
        self._show_age()
        self.problem.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme at once and from now on."""
        self._remember(replace(self.settings, theme=theme))
        self._apply_look()

    def set_text_size(self, percent: int) -> None:
        """Use another text size at once and from now on."""
        self._remember(replace(self.settings, text_percent=percent))
        self._apply_look()
        self._fit()

    def _remember(self, settings: Settings) -> None:
        self.settings = settings
        if not self._save_settings(settings):
            self.problem.show_problem(
                lambda: self.tr(
                    "Your choice works now but could not be stored: the settings file cannot be written."
                )
            )

    def _apply_look(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dark = self.settings.theme is Theme.DARK or (
                self.settings.theme is Theme.SYSTEM
                and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            )
            apply_theme(app, dark=dark, scale=self.settings.text_percent / 100)

    def _on_system_colors(self) -> None:
        if self.settings.theme is Theme.SYSTEM:
            self._apply_look()

    # --- screens ------------------------------------------------------------------------

    def _prepare_next(self) -> None:
        """What the first screen was drawn without: the cases, the names of permits, the rules."""
        piece = self._to_prepare.pop(0)
        if not self._to_prepare:
            self._preparing.stop()
        piece()

    def _read_cases(self) -> None:
        self.workspace.read_cases()

    def _show_age(self) -> None:
        from permitdesk.rulesets.freshness import freshness
        from permitdesk.ui.viewmodels.headline import rules_age_notice

        ruleset, texts = self.workspace.ruleset, self.workspace.texts
        age = freshness(ruleset.verified_on, self.workspace.today)
        notice = rules_age_notice(age, texts.day(ruleset.verified_on))
        self.start.age.set_text("" if notice is None else notice.words)

    def _show_session(self) -> None:
        if self.wizard is not None:
            self.stack.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
        session = self.workspace.session
        if session is not None:
            from permitdesk.ui.wizard.pages import PAGES
            from permitdesk.ui.wizard.wizard_view import WizardView

            view = WizardView(session, PAGES)
            view.why_legal_stay_asked.connect(self.show_legal_stay_reasons)
            view.other_day_asked.connect(self.ask_for_day)
            view.finished.connect(self.leave_case)
            view.set_compact(self._compact)
            self.wizard = view
            self.stack.addWidget(view)
            self.stack.setCurrentWidget(view)
            for changed in (session.case_changed, session.saved_changed, session.undo_changed):
                changed.connect(self._on_session_news)
        self.bar.show_session(session)
        self._on_session_news()

    def _on_session_news(self) -> None:
        session = self.workspace.session
        self.bar.refresh()
        self.menu.undo.setEnabled(session is not None and session.can_undo)
        self.menu.redo.setEnabled(session is not None and session.can_redo)
        self.menu.save_file.setEnabled(session is not None)
        self.menu.all_cases.setEnabled(session is not None)
        self.menu.other_day.setEnabled(session is not None)
        self.menu.today.setEnabled(session is not None and session.is_as_of)
        if session is not None and session.problem is not None:
            self._on_save_problem_asked()
        elif session is not None:
            self.problem.hide()

    def _on_failed(self, problem: StorageError) -> None:
        self.problem.show_problem(lambda: self.workspace.words_of(problem))

    def _on_save_problem_asked(self) -> None:
        session = self.workspace.session
        if session is not None and isinstance(session.problem, ChangedElsewhere):
            self._on_failed(session.problem)
            self._guard.ask_whose_answers(session.problem_words())
        elif session is not None and session.problem is not None:
            problem = session.problem
            self.problem.show_problem(lambda: f"{self.workspace.words_of(problem)} {self._way_out()}")

    def _way_out(self) -> str:
        return self.tr(
            "Nothing you typed is lost: use Menu, “Save this case as a file”, to keep it elsewhere."
        )

    def _on_title_edited(self, title: str) -> None:
        session = self.workspace.session
        if session is not None:
            session.update(session.case.with_changes(title=title))

    # --- nothing is lost ----------------------------------------------------------------

    def leave_case(self) -> None:
        """Go back to all cases, unless something would be lost; then the person decides."""
        self._unless_lost(self.workspace.close_case)

    def _unless_lost(self, go_on: Callable[[], object]) -> None:
        self._finish_typing()
        self._guard.unless_lost(go_on)

    def _unread_place(self) -> tuple[str, StepId] | None:
        return None if self.wizard is None else self.wizard.place_with_unread_text()

    def _finish_typing(self) -> None:
        """What stands in the field with the keyboard becomes an answer, as if Tab had been pressed."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit) and self.isAncestorOf(field):
            field.clearFocus()

    # --- keyboard -----------------------------------------------------------------------

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Enter presses a button, as the space bar does; Ctrl+Z goes on where a field has no use for it."""
        if isinstance(now, QPushButton) and not now.autoDefault():
            now.setAutoDefault(True)
        elif isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self._undo_keys)

    def _on_undo(self) -> None:
        if self.workspace.session is not None:
            self.workspace.session.undo()

    def _on_redo(self) -> None:
        if self.workspace.session is not None:
            self.workspace.session.redo()

    def _on_walk(self, *, forward: bool) -> None:
        session = self.workspace.session
        if session is not None:
            self._finish_typing()
            if forward:
                session.go_next()
            else:
                session.go_back()

    def _on_find(self) -> None:
        if self.workspace.session is None:
            self.start.desk.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_person(self, distance: int) -> None:
        if self.wizard is not None:
            self.wizard.switch_by(distance)

    def _on_steps(self) -> None:
        if self.wizard is not None:
            self.wizard.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- another day --------------------------------------------------------------------

    def ask_for_day(self) -> QDialog | None:
        """Ask which day the open case should be seen as of."""
        return None if self.wizard is None else self._dialogs.ask_for_day(self.wizard)

    def back_to_today(self) -> None:
        """See the open case as of today again."""
        if self.wizard is not None:
            self.wizard.look_at(self.wizard.session.today)

    # --- dialogs ------------------------------------------------------------------------

    def show_told(self) -> QDialog:
        """What people are told and what holds now."""
        return self._dialogs.told()

    def show_shortcuts(self) -> QDialog:
        """What the keyboard can do."""
        return self._dialogs.shortcuts()

    def show_legal_stay_reasons(self) -> QDialog | None:
        """Why the last day of legal stay is what it is."""
        return self._dialogs.legal_stay_reasons()

    def open_file(self) -> None:
        """Ask for a case file and open it; the open case is put away safely first."""
        self._unless_lost(self._dialogs.ask_for_case_file)

    def save_file(self, case_id: str | None = None) -> None:
        """Ask for a place and write a case there; without an id the open one."""
        session = self.workspace.session
        wanted = case_id or (session.household.case_id if session is not None else None)
        if wanted is not None:
            self._dialogs.ask_where_to_save(wanted)

    def _fit(self) -> None:
        """Rearrange when the text is large for the window."""
        compact = self.width() < COMPACT_BELOW * self.fontMetrics().averageCharWidth()
        if compact != self._compact:
            self._compact = compact
            self.bar.set_compact(compact)
            self.start.set_compact(compact)
            if self.wizard is not None:
                self.wizard.set_compact(compact)

    # --- Qt -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # A stored text size reaches the window only after it is shown.
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window closes at once if everything typed is safe, else the person is asked first."""
        if not self._closing:
            self._unless_lost(self._close_now)
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()

    def _close_now(self) -> None:
        self._closing = True
        # Does nothing while the window is closing anyhow, closes it when the question was asked first.
        self.close()
