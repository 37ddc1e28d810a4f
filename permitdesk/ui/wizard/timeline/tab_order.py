"""Where Tab stops inside a part of the page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(group: QWidget) -> list[QWidget]:
    """The widgets of a group at which Tab stops, in their order; the group itself if it is one."""
    found = [group] if group.focusPolicy() & Qt.FocusPolicy.TabFocus else []
    widget = group.nextInFocusChain()
    while widget is not None and widget is not group:
        if group.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
