"""A mark that tells this computer from another one that uses the same folder. It names nobody."""

from __future__ import annotations

import hashlib
import platform
import sys
from functools import cache
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


@cache
def computer_mark() -> str:
    """Sixteen letters and digits, the same at each start on the same computer."""
    name = f"permitdesk computer\n{platform.node()}\n{_machine_id()}"
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


if sys.platform == "win32":
    import winreg

    def _machine_id() -> str:
        """What the system was given when it was installed; empty where it cannot be asked quickly."""
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

else:

    def _machine_id() -> str:
        """What the system was given when it was installed; empty where it cannot be asked quickly."""
        for path in _MACHINE_IDS:
            try:
                return path.read_text(encoding="ascii").strip()
            except (OSError, ValueError):
                continue
        return ""
