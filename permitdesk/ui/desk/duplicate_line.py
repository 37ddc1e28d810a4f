"""The calm line that says that somebody may stand in another case too, with three ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from permitdesk.desk.records import CaseSummary, Identity
from permitdesk.domain.case import Relation
from permitdesk.storage.case_store import CaseStore
from permitdesk.storage.errors import StorageError
from permitdesk.ui.desk.desk_lines import LineWithButtons
from permitdesk.ui.viewmodels.desk_duplicates import first_look_alike, not_the_same, words_of
from permitdesk.ui.viewmodels.ports import TextSource

#: looked for once the person has stopped typing or walking through the list, in milliseconds
_AFTER = 200

#: own case, its people, and all lines of the desk; None: there is nothing to look at
Asked = tuple[str, Sequence[Identity], Sequence[CaseSummary]]


class DuplicateLine(LineWithButtons):
    """``ask`` is called a moment after ``look_soon``, so that neither keys nor the list wait for it."""

    open_asked = Signal(str)
    #: a decision was stored for these two cases
    decided = Signal(str, str)
    failed = Signal(object)
    #: whether there is something to say
    shown = Signal(bool)

    def __init__(
        self,
        name: str,
        store: Callable[[], CaseStore],
        texts: Callable[[], TextSource],
        ask: Callable[[], Asked | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._store = store
        self._texts = texts
        self._ask = ask
        self._pair: tuple[str, str] | None = None
        self.open = self.add_button(self._on_open)
        self.link = self.add_button(self._on_link)
        self.another = self.add_button(self._on_another)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self.look)

    def look_soon(self) -> None:
        """Look once it is quiet; what is shown meanwhile may be of another case, so it goes."""
        self.show_words("")
        self._pair = None
        self._soon.start()

    def look(self) -> None:
        """Look now."""
        asked = self._ask()
        if asked is None:
            self.show_words("")
            return
        own, identities, rows = asked
        try:
            found = first_look_alike(self._store(), own, identities, rows)
        except StorageError:
            # The list itself tells that the cases cannot be read.
            found = None
        self._pair = None if found is None else (own, found.case_id)
        texts = self._texts()
        self.open.setText(texts.get("desk_window.duplicate.open"))
        self.link.setText(texts.get("desk_window.duplicate.link"))
        self.another.setText(texts.get("desk_window.duplicate.another"))
        self.show_words("" if found is None else words_of(found, texts))

    def show_words(self, words: str) -> None:
        super().show_words(words)
        self.shown.emit(bool(words))

    def _on_open(self) -> None:
        if self._pair is not None:
            self.open_asked.emit(self._pair[1])

    def _on_link(self) -> None:
        self._decide(lambda own, other: self._store().link(own, other, str(Relation.OTHER)))

    def _on_another(self) -> None:
        self._decide(lambda own, other: not_the_same(self._store(), own, other))

    def _decide(self, store: Callable[[str, str], object]) -> None:
        if self._pair is None:
            return
        own, other = self._pair
        try:
            store(own, other)
        except StorageError as problem:
            self.failed.emit(problem)
            return
        self.decided.emit(own, other)
        self.look()
