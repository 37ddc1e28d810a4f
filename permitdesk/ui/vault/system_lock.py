"""Hears from a Linux desktop that the screen is locked or the computer is about to sleep.

Only local sockets are used. Without a bus, without Qt's module for it, or on another system nothing
happens: the clock of ``idle`` notices a sleep everywhere.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Signal, Slot

_LOGIN = "org.freedesktop.login1"
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class SystemLock(QObject):
    """``locked`` is emitted when the system locks, ``sleeping`` when it is about to go to sleep."""

    locked = Signal()
    sleeping = Signal()

    def listen(self) -> None:
        """Connect to the buses that are there; call it after the first paint."""
        if not sys.platform.startswith("linux"):
            return
        system = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/run/dbus/system_bus_socket")
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        session = os.environ.get("DBUS_SESSION_BUS_ADDRESS", f"unix:path={runtime}/bus")
        there = [_is_local(address) for address in (system, session)]
        if not any(there):
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        if there[0]:
            bus = QDBusConnection.systemBus()
            if bus.isConnected():
                manager = f"{_LOGIN}.Manager"
                bus.connect(
                    _LOGIN,
                    "/org/freedesktop/login1",
                    manager,
                    "PrepareForSleep",
                    self,
                    SLOT("on_sleep(bool)").encode(),
                )
                # Without a path: the session of this window has a name that only login1 knows.
                bus.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, SLOT("on_lock()").encode())
        if there[1]:
            bus = QDBusConnection.sessionBus()
            if bus.isConnected():
                for name, path in _SAVERS:
                    bus.connect("", path, name, "ActiveChanged", self, SLOT("on_active(bool)").encode())

    @Slot(bool)
    def on_active(self, active: bool) -> None:
        """A screen saver came on."""
        if active:
            self.locked.emit()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """Sleep begins, or ended."""
        if begins:
            self.sleeping.emit()

    @Slot()
    def on_lock(self) -> None:
        """The session was locked."""
        self.locked.emit()


def _is_local(address: str) -> bool:
    """Whether an address of a bus is a socket in the file system that is there."""
    if not address.startswith("unix:"):
        return False
    names = dict(part.split("=", 1) for part in address[5:].split(";")[0].split(",") if "=" in part)
    return "abstract" in names or ("path" in names and Path(names["path"]).exists())
