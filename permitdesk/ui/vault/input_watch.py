"""Keys and mouse in any window of the program, noticed before anything else gets them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_SIGNS_OF_LIFE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
    QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress,
})  # fmt: skip


class InputWatch(QObject):
    """Listens at the windows of the system, not at every widget: events there are few.

    ``stirred`` is each sign of life. ``hide_key`` is the key to hide everything where no shortcut of the
    window holds, such as in a modal dialog; ``lock_key`` is Ctrl+L there.
    """

    stirred = Signal()
    hide_key = Signal()
    lock_key = Signal()

    def __init__(self, key: Qt.Key, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._watched: set[int] = set()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_window)

    def watch(self, window: QWindow | None) -> None:
        """Listen at a window too; once is enough."""
        if window is not None and window.property("input_watch") is not True:
            window.setProperty("input_watch", True)
            window.installEventFilter(self)

    def _on_window(self, _window: QWindow | None) -> None:
        for window in QGuiApplication.topLevelWindows():
            self.watch(window)
        self.stirred.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SIGNS_OF_LIFE:
            self.stirred.emit()
            if (
                kind is QEvent.Type.KeyPress
                and isinstance(event, QKeyEvent)
                and not event.isAutoRepeat()
                and self._is_for_us(event)
            ):
                return True
        return super().eventFilter(watched, event)

    def _is_for_us(self, event: QKeyEvent) -> bool:
        if event.key() == self._key:
            self.hide_key.emit()
            return True
        locks = event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if locks and QGuiApplication.modalWindow() is not None:
            self.lock_key.emit()
            return True
        return False
