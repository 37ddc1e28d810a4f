"""What the person likes: language, theme and text size, taken at once and kept for the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from permitdesk.settings import Settings, Theme
from permitdesk.ui.theme import apply_theme


class WindowLook(QObject):
    """Holds the settings. ``not_stored``: the choice works now but could not be written."""

    not_stored = Signal()

    def __init__(
        self,
        settings: Settings,
        save: Callable[[Settings], bool],
        speak: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._save = save
        self._speak = speak
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_colors)
        self.apply()

    def set_language(self, language: str) -> None:
        """Speak another language at once and from now on."""
        self.remember(replace(self.settings, language=language))
        self._speak(language)

    def set_theme(self, theme: Theme) -> None:
        """Use another theme at once and from now on."""
        self.remember(replace(self.settings, theme=theme))
        self.apply()

    def set_text_size(self, percent: int) -> None:
        """Use another text size at once and from now on."""
        self.remember(replace(self.settings, text_percent=percent))
        self.apply()

    def remember(self, settings: Settings) -> None:
        """Keep the settings for the next start."""
        self.settings = settings
        if not self._save(settings):
            self.not_stored.emit()

    def apply(self) -> None:
        """Give the application theme and text size."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            dark = self.settings.theme is Theme.DARK or (
                self.settings.theme is Theme.SYSTEM
                and QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            )
            apply_theme(app, dark=dark, scale=self.settings.text_percent / 100)

    def _on_system_colors(self) -> None:
        if self.settings.theme is Theme.SYSTEM:
            self.apply()
