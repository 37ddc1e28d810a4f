"""Whether this system has a keyring: asked once, beside the window, for it may take its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.beside import Beside


class KeyringQuestion:
    """Tells the answer each time it is asked; the system is asked once."""

    def __init__(self, beside: Beside, find_out: Callable[[], bool], tell: Callable[[bool], object]) -> None:
        self._beside = beside
        self._find_out = find_out
        self._tell = tell
        #: None: not known yet
        self._found: bool | None = None

    def ask(self) -> None:
        """Find out, and tell."""
        if self._found is None:
            self._beside(self._find_out, self._on_found, lambda _: self._on_found(False))
        else:
            self._tell(self._found)

    def _on_found(self, found: bool) -> None:
        self._found = found
        self._tell(found)
