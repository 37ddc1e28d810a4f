"""The language of the interface: Qt's own words and ours. Rule texts live in ``resources/texts``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from permitdesk import resources


class Translators:
    """Installs the words of one language at a time; widgets get a LanguageChange event from Qt."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def set_language(self, language: str) -> None:
        """Show the interface in ``language``; words without a translation stay English."""
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed.clear()
        QLocale.setDefault(QLocale(language))
        qt = QTranslator()
        if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._install(qt)
        own = QTranslator()
        try:
            with resources.as_path(f"i18n/permitdesk_{language}.qm") as path:
                loaded = own.load(str(path))
        except resources.ResourceMissing:
            loaded = False
        if loaded:
            self._install(own)

    def _install(self, translator: QTranslator) -> None:
        self._installed.append(translator)
        self._app.installTranslator(translator)


def system_language() -> str:
    """The language of the system, such as ``pl_PL``."""
    return QLocale.system().name()
