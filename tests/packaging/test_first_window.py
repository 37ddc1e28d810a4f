"""What the first window does without: it is drawn before any of this is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from permitdesk.crypto.argon2 import FLOOR
from permitdesk.domain.case import Case
from permitdesk.storage.vault.vault import Vault
from tests.vault_support import PASSPHRASE, Clock, NoKeyring

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from permitdesk import app as program
app = QApplication([])
window = program.build_window(app)
window.show()
assert not window.grab().isNull()
current = window.keeper.view.current
print("screen", type(current or window.stack.currentWidget()).__name__)
print(*sys.modules)
"""
#: neither libraries nor parts of the program: by their names, and all that is below them
LATER = (
    "cryptography", "keyring", "secretstorage", "sqlcipher3", "sqlite3", "reportlab", "openpyxl", "dateutil",
    "anyascii", "zoneinfo", "tomllib", "PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtPrintSupport",
    "permitdesk.cli", "permitdesk.documents", "permitdesk.imports", "permitdesk.rulesets",
    "permitdesk.domain.law", "permitdesk.domain.stay", "permitdesk.domain.assess", "permitdesk.domain.case",
    "permitdesk.storage.backups", "permitdesk.storage.handover", "permitdesk.storage.database",
    "permitdesk.storage.sqlite_store", "permitdesk.storage.vault.open_vault", "permitdesk.ui.wizard",
    "permitdesk.ui.desk.desk_actions", "permitdesk.ui.desk.desk_watch", "permitdesk.ui.desk.dialog",
    "permitdesk.ui.vault.privacy_dialog", "permitdesk.ui.viewmodels.session",
)  # fmt: skip
#: further, while nobody may see a case
BEFORE_THE_CASES = ("permitdesk.ui.start_screen", "permitdesk.ui.desk")


def _first_paint(folder: Path) -> tuple[str, set[str]]:
    """The kind of the first screen, and all modules that were imported for it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PERMITDESK_HOME": str(folder)}
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return told[0].removeprefix("screen "), set(told[1].split())


def _below(names: tuple[str, ...], modules: set[str]) -> list[str]:
    return sorted(m for m in modules for name in names if m == name or m.startswith(name + "."))


@pytest.mark.parametrize(
    ("screen", "passphrase"), [("SetupScreen", None), ("UnlockScreen", PASSPHRASE), ("StartScreen", None)]
)
def test_the_first_window_is_drawn_before_what_it_does_not_show_is_imported(
    screen: str, passphrase: str | None, tmp_path: Path
) -> None:
    if screen != "SetupScreen":
        vault = Vault(tmp_path, Clock(), costs=FLOOR, keyring=NoKeyring())
        opened = vault.create(vault.prepare(passphrase))
        opened.store.save(Case("jan", title="Jan"), "applicant")
        opened.close()
    shown, modules = _first_paint(tmp_path)
    assert shown == screen
    assert _below(LATER, modules) == []
    if screen != "StartScreen":
        assert _below(BEFORE_THE_CASES, modules) == []
