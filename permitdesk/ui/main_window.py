"""The window: the first screen or the open case, with the bar above and the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from permitdesk.interview.steps import StepId
from permitdesk.settings import Settings, Theme
from permitdesk.storage.errors import ChangedElsewhere, StorageError
from permitdesk.ui.app_bar import AppBar
from permitdesk.ui.app_menu import AppMenu
from permitdesk.ui.case_views import CaseViews
from permitdesk.ui.home import Home
from permitdesk.ui.in_turns import InTurns
from permitdesk.ui.leave_guard import LeaveGuard
from permitdesk.ui.problem_bar import ProblemBar
from permitdesk.ui.vault.input_watch import InputWatch
from permitdesk.ui.vault.quick_hide import QuickHide
from permitdesk.ui.viewmodels.workspace import Workspace
from permitdesk.ui.window_dialogs import WindowDialogs
from permitdesk.ui.window_keys import WindowKeys
from permitdesk.ui.window_look import WindowLook

if TYPE_CHECKING:
    from permitdesk.ui.desk.desk_actions import DeskActions
    from permitdesk.ui.start_screen import StartScreen
    from permitdesk.ui.vault.keeper import VaultKeeper
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
        self._look = WindowLook(settings, save_settings, set_ui_language, self)
        self._look.not_stored.connect(self._on_settings_not_stored)
        self._compact = False
        self._keys = WindowKeys(self)
        self._closing = False
        self.menu = AppMenu(
            settings, workspace.language, self.set_language, self.set_theme, self.set_text_size
        )
        self.bar = AppBar(self.menu)
        self._dialogs = WindowDialogs(self, workspace)
        self._guard = LeaveGuard(self, workspace, self.save_file, self._unread_place, self.bar.refresh)
        self.problem = ProblemBar()
        self.stack = QStackedWidget()
        self._views = CaseViews(self.stack, self._on_view_made)
        self._home = Home(self)
        self.quick_hide = QuickHide(self, self.finish_typing)
        self.inputs = InputWatch(Qt.Key.Key_F9, self)
        #: what stands between the window and the vault; None where there is none
        self.keeper = self._make_keeper()
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.problem)
        if self.keeper is not None:
            box.addWidget(self.keeper.leaving)
            box.addWidget(self.keeper.reminder)
        box.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.refresh_keys()
        self._connect()
        self.setWindowTitle("PermitDesk")
        self.resize(1280, 720)
        self.setMinimumSize(760, 520)
        self._show_session()
        # What the first screen was drawn without: the cases, the names of permits, the rules.
        InTurns([self._read_cases, workspace.read_texts, self._home.show_age, self._prepare_desk], self)

    def _make_keeper(self) -> VaultKeeper | None:
        """Look what stands before the cases, and show that instead of the list."""
        gate = self.workspace.gate
        if gate is None:
            return None
        from permitdesk.ui.vault.keeper import VaultKeeper

        gate.begin()
        keeper = VaultKeeper(self, gate)
        keeper.idle.minutes = self.settings.idle_minutes or None
        keeper.view.changed.connect(self._show_session)
        keeper.listen_to(self.inputs)
        self.stack.addWidget(keeper.view)
        return keeper

    def _connect(self) -> None:
        workspace, menu = self.workspace, self.menu
        workspace.session_changed.connect(self._show_session)
        workspace.failed.connect(self._on_failed)
        self.bar.home_asked.connect(self.leave_case)
        self.bar.title_edited.connect(workspace.set_title)
        self.bar.save_problem_asked.connect(self._on_save_problem_asked)
        self.bar.undo.clicked.connect(workspace.undo)
        self.bar.redo.clicked.connect(workspace.redo)
        menu.undo.triggered.connect(workspace.undo)
        menu.redo.triggered.connect(workspace.redo)
        menu.all_cases.triggered.connect(self.leave_case)
        menu.open_file.triggered.connect(self.open_file)
        menu.save_file.triggered.connect(lambda: self.save_file())
        menu.other_day.triggered.connect(self.ask_for_day)
        menu.today.triggered.connect(self.back_to_today)
        menu.told.triggered.connect(self.show_told)
        menu.shortcuts.triggered.connect(self.show_shortcuts)
        menu.quit.triggered.connect(self.close)
        menu.hide_all.triggered.connect(self.quick_hide.toggle)
        self.inputs.hide_key.connect(self.quick_hide.toggle)
        self.quick_hide.changed.connect(self.refresh_keys)
        if self.keeper is not None:
            menu.lock.triggered.connect(self.keeper.lock)
            menu.privacy.triggered.connect(self.keeper.show_privacy)
            self.bar.lock_asked.connect(self.keeper.lock)

    @property
    def wizard(self) -> WizardView | None:
        """The view of the open case, if one is open."""
        return self._views.current

    @property
    def start(self) -> StartScreen:
        """The first screen with the list of cases."""
        return self._home.start

    @property
    def desk_actions(self) -> DeskActions:
        """What can be done with the cases of the list."""
        return self._home.actions

    def refresh_keys(self) -> None:
        """Let the keys of the menu work; while everything is covered only showing, locking and the end."""
        hidden, menu = self.quick_hide.is_hidden, self.menu
        self._keys.set_enabled(not hidden)
        everything = [*menu.actions(), *self._home.keys()]
        for action in everything:
            self.removeAction(action)
        self.addActions([menu.hide_all, menu.lock, menu.quit] if hidden else everything)

    def show_fitting(self) -> None:
        """Show the window, as large as the screen where its usual size with a frame has no room."""
        room = self.screen().availableSize()
        if room.width() < self.width() or room.height() < self.height() + FRAME:
            self.showMaximized()
        else:
            self.show()

    # --- look and language --------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """What the person likes."""
        return self._look.settings

    def set_language(self, language: str) -> None:
        """Speak another language at once and from now on."""
        self._look.set_language(language)
        self.workspace.set_language(language)
        self.bar.refresh()
        self._home.show_age()
        self.problem.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Use another theme at once and from now on."""
        self._look.set_theme(theme)

    def set_text_size(self, percent: int) -> None:
        """Use another text size at once and from now on."""
        self._look.set_text_size(percent)
        self._fit()

    def set_idle_minutes(self, minutes: int) -> None:
        """Lock after so many minutes without a key or the mouse from now on; 0: never."""
        self._look.remember(replace(self.settings, idle_minutes=minutes))
        if self.keeper is not None:
            self.keeper.idle.minutes = minutes or None

    def _on_settings_not_stored(self) -> None:
        self.problem.show_problem(
            lambda: self.tr(
                "Your choice works now but could not be stored: the settings file cannot be written."
            )
        )

    # --- screens ------------------------------------------------------------------------

    def _read_cases(self) -> None:
        if self.workspace.gate is not None:
            self.workspace.gate.enter()
        else:
            self.workspace.read_cases()

    def _prepare_desk(self) -> None:
        """What can be done with cases, and what the system says of locking and sleep."""
        self.desk_actions.set_locked(not self.workspace.is_open)
        self.begin_desk()
        if self.keeper is not None:
            self.keeper.system.listen()

    def begin_desk(self) -> None:
        """The cases can be read; at the start their list is shown before what can be done with them."""
        if self._home.is_built and self.workspace.is_open:
            self.desk_actions.set_locked(False)
            self.desk_actions.begin_session()

    def _show_session(self) -> None:
        self._views.drop()
        session = self.workspace.session
        if session is not None:
            self._views.show(session).set_compact(self._compact)
            for changed in (session.case_changed, session.saved_changed, session.undo_changed):
                changed.connect(self._on_session_news, Qt.ConnectionType.UniqueConnection)
        elif self.keeper is not None and not self.workspace.is_open and self.keeper.view.current is not None:
            self.stack.setCurrentWidget(self.keeper.view)
        else:
            self.stack.setCurrentWidget(self.start)
        self.bar.show_session(session)
        self._on_session_news()

    def take_view(self) -> WizardView:
        """Take the view of the open case off the window, as it is. Raises LookupError if none is open."""
        return self._views.take()

    def hold_view(self, view: WizardView) -> None:
        """Show this view, and no new one, with the next case that is shown: it was taken off before."""
        self._views.hold(view)

    def _on_view_made(self, view: WizardView) -> None:
        view.why_legal_stay_asked.connect(self.show_legal_stay_reasons)
        view.other_day_asked.connect(self.ask_for_day)
        view.finished.connect(self.leave_case)

    def refresh_actions(self) -> None:
        """Offer what can be done now."""
        has_vault, is_open = self.keeper is not None, self.workspace.is_open
        self.menu.refresh(self.workspace.session, is_open=is_open, has_vault=has_vault)
        self.bar.offer_lock(has_vault and is_open)

    def _on_session_news(self) -> None:
        session = self.workspace.session
        self.refresh_actions()
        if self.keeper is not None:
            self.keeper.refresh_reminder()
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
            if self.keeper is not None:
                self.keeper.offer_copies(problem)
            self.problem.show_problem(lambda: f"{self.workspace.words_of(problem)} {self._way_out()}")

    def _way_out(self) -> str:
        return self.tr(
            "Nothing you typed is lost: use Menu, “Save this case as a file”, to keep it elsewhere."
        )

    # --- nothing is lost ----------------------------------------------------------------

    def leave_case(self) -> None:
        """Go back to all cases, unless something would be lost; then the person decides."""
        self._unless_lost(self.workspace.close_case)

    def open_case(self, case_id: str) -> None:
        """Open a case; the one that is open is put away safely first."""
        self._unless_lost(lambda: self.workspace.open_case(case_id))

    def _unless_lost(self, go_on: Callable[[], object]) -> None:
        self.finish_typing()
        self._guard.unless_lost(go_on)

    def _unread_place(self) -> tuple[str, StepId] | None:
        return None if self.wizard is None else self.wizard.place_with_unread_text()

    def finish_typing(self) -> None:
        """What stands in the field with the keyboard becomes an answer, as if Tab had been pressed."""
        for field in {self.focusWidget(), QApplication.focusWidget()}:
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.clearFocus()

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
        """Ask for a case file or a hand-over file and open it; the open case is put away safely first."""
        self._unless_lost(self.desk_actions.ask_for_file)

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
            self._home.set_compact(compact)
            if self.wizard is not None:
                self.wizard.set_compact(compact)

    # --- Qt -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.inputs.watch(self.windowHandle())

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
            self._unless_lost(self._before_end)
        if self._closing:
            super().closeEvent(event)
        else:
            event.ignore()

    def _before_end(self) -> None:
        if self.keeper is not None:
            self.keeper.before_end(self._close_now)
        else:
            self._close_now()

    def _close_now(self) -> None:
        self._closing = True
        self._home.rest()
        # Does nothing while the window is closing anyhow, closes it when the question was asked first.
        self.close()
