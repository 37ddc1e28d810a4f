"""What Qt would write down by itself about the files somebody chooses, kept from being written.

Qt notes the folders of its file dialogs in a file of its own, the dialogs of a desktop note the files
themselves among the recent ones. A folder is often named for a client, so neither may happen. Call
this before the application is made.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt

#: what Qt keeps between two programs: the folders that were looked at
_KEPT = ("FileDialog/history", "FileDialog/lastVisited")


def leave_no_traces() -> None:
    """Qt's own file dialogs instead of the desktop's, and nowhere for them to keep a history.

    On macOS and Windows the history is in the system's own store, which cannot be turned off: there
    ``forget_folders`` puts back what stood there before.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    if _in_files():
        # A file that cannot be there: reading finds nothing, writing fails without a word.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def kept_folders() -> dict[str, object]:
    """What Qt has kept about folders up to now; empty where it cannot keep anything."""
    if _in_files():
        return {}
    store = _store()
    return {name: store.value(name) for name in _KEPT if store.contains(name)}


def forget_folders(before: dict[str, object]) -> None:
    """Put back what was kept ``before``, so that nothing of this run is left."""
    if _in_files():
        return
    store = _store()
    for name in _KEPT:
        if name in before:
            store.setValue(name, before[name])
        else:
            store.remove(name)
    store.sync()


def _in_files() -> bool:
    """Whether settings of Qt are files, whose place can be chosen."""
    return sys.platform not in ("win32", "darwin")


def _store() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")
