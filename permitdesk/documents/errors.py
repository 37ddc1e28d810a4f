"""Known problems of the exports; each names a text of ``resources/texts`` for the person."""

from __future__ import annotations

from pathlib import Path


class DocumentError(Exception):
    """A known problem. ``text_id`` is the sentence to show, ``params`` are its values."""

    text_id = "report.error.unknown"

    def __init__(self, message: str, **params: str) -> None:
        """``message`` is for developers; the person sees the text."""
        super().__init__(message)
        self.params = params


class FontsMissing(DocumentError):
    """The bundled fonts cannot be read: without them Polish letters would be lost."""

    text_id = "report.error.fonts_missing"

    def __init__(self, name: str) -> None:
        """``name`` is the file name of the font."""
        super().__init__(f"font not found or unreadable: {name}", name=name)


class TargetUnwritable(DocumentError):
    """The chosen file cannot be written (no rights, no such folder, disk full). Nothing was changed."""

    text_id = "report.error.unwritable"

    def __init__(self, path: Path, reason: str) -> None:
        """``reason`` is the system's own words."""
        super().__init__(f"cannot write {path.name}: {reason}", name=path.name, reason=reason)
        self.path = path
