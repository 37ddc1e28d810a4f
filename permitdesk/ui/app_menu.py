"""The menu: files, locking and hiding, language and look, another day, what you were told, keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from permitdesk.settings import LANGUAGES, TEXT_SIZES, Settings, Theme

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.session import CaseSession

#: Languages are written in themselves, so that everyone finds theirs.
LANGUAGE_NAMES = {"en": "English", "pl": "Polski"}


class AppMenu(QMenu):
    """Actions are public, so that the window can connect and place them."""

    def __init__(
        self,
        settings: Settings,
        language: str,
        on_language: Callable[[str], None],
        on_theme: Callable[[Theme], None],
        on_text_size: Callable[[int], None],
    ) -> None:
        super().__init__()
        self.undo = self._action(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        redo_keys = [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]
        self.redo = self._action(redo_keys)
        self.addSeparator()
        self.all_cases = self._action([QKeySequence("Ctrl+Home")])
        self.open_file = self._action([QKeySequence("Ctrl+O")])
        self.save_file = self._action([QKeySequence("Ctrl+S")])
        self.addSeparator()
        self._before_cases = self.addSeparator()
        self.lock = self._action([QKeySequence("Ctrl+L")])
        self.hide_all = self._action([QKeySequence("F9")])
        # Also while a dialog beside the window has the keyboard.
        self.hide_all.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self.privacy = self._action([])
        self.addSeparator()
        self.language_menu = self.addMenu("")
        self.languages = self._choices(
            self.language_menu, LANGUAGES, language, lambda value: on_language(str(value))
        )
        self.theme_menu = self.addMenu("")
        self.themes = self._choices(
            self.theme_menu, list(Theme), settings.theme, lambda value: on_theme(Theme(str(value)))
        )
        self.size_menu = self.addMenu("")
        self.sizes = self._choices(
            self.size_menu, TEXT_SIZES, settings.text_percent, lambda value: on_text_size(int(str(value)))
        )
        self.addSeparator()
        self.other_day = self._action([QKeySequence("Ctrl+D")])
        self.today = self._action([QKeySequence("Ctrl+Shift+D")])
        self.addSeparator()
        self.told = self._action([])
        self.shortcuts = self._action([QKeySequence("F1")])
        self.addSeparator()
        self.quit = self._action([QKeySequence("Ctrl+Q")])
        self.retranslate()

    def refresh(self, session: CaseSession | None, *, is_open: bool, has_vault: bool) -> None:
        """Offer what can be done now: ``session`` is the open case, ``is_open`` tells of the vault."""
        self.undo.setEnabled(session is not None and session.can_undo)
        self.redo.setEnabled(session is not None and session.can_redo)
        for action in (self.save_file, self.all_cases, self.other_day):
            action.setEnabled(session is not None)
        self.today.setEnabled(session is not None and session.is_as_of)
        self.open_file.setEnabled(is_open)
        for action in (self.lock, self.privacy):
            action.setVisible(has_vault)
            action.setEnabled(has_vault and is_open)

    def place_case_actions(self, actions: Sequence[QAction | None]) -> None:
        """Put the actions of the list of cases in their place; None is a line between them."""
        for action in actions:
            if action is None:
                self.insertSeparator(self._before_cases)
            else:
                self.insertAction(self._before_cases, action)

    def _action(self, keys: Sequence[QKeySequence]) -> QAction:
        action = QAction(self)
        action.setShortcuts(keys)
        self.addAction(action)
        return action

    def _choices(
        self, menu: QMenu, values: Sequence[object], chosen: object, on_chosen: Callable[[object], None]
    ) -> dict[object, QAction]:
        group = QActionGroup(menu)
        made: dict[object, QAction] = {}
        for value in values:
            action = QAction(menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, picked=value: on_chosen(picked))
            group.addAction(action)
            menu.addAction(action)
            made[value] = action
        return made

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.setAccessibleName(self.tr("Menu"))
        self.undo.setText(self.tr("&Undo"))
        self.redo.setText(self.tr("&Redo"))
        self.all_cases.setText(self.tr("&All cases"))
        self.open_file.setText(self.tr("&Open a case file…"))
        self.save_file.setText(self.tr("&Save this case as a file…"))
        self.lock.setText(self.tr("Lo&ck the cases"))
        self.hide_all.setText(self.tr("Hid&e everything"))
        self.privacy.setText(self.tr("Vault and &privacy…"))
        self.language_menu.setTitle(self.tr("&Language / Język"))
        for language, name in LANGUAGE_NAMES.items():
            self.languages[language].setText(name)
        self.theme_menu.setTitle(self.tr("&Theme"))
        self.themes[Theme.SYSTEM].setText(self.tr("As the &system"))
        self.themes[Theme.LIGHT].setText(self.tr("&Light"))
        self.themes[Theme.DARK].setText(self.tr("&Dark"))
        self.size_menu.setTitle(self.tr("Te&xt size"))
        for percent in TEXT_SIZES:
            self.sizes[percent].setText(f"{percent} %")
        self.other_day.setText(self.tr("Look at another &day…"))
        self.today.setText(self.tr("&Back to today"))
        self.told.setText(self.tr("&What you were told…"))
        self.shortcuts.setText(self.tr("&Keyboard shortcuts…"))
        self.quit.setText(self.tr("&Quit"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
