"""The program ends cleanly while something still works beside the window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_ENDS_WHILE_READING = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from permitdesk.domain.case import Case
from permitdesk.imports.mapping import Vocabulary
from permitdesk.imports.sources import File
from permitdesk.imports.words import Target
from permitdesk.ui.widgets.import_reading import Against, Asked, ReadJob

app = QCoreApplication([])
against = Against(Case("c"), date(2026, 11, 21), Vocabulary())
job = ReadJob(Asked(File(Path(sys.argv[1])), Target.JOURNEYS), against)
job.start()
QTimer.singleShot(0, app.quit)
app.exec()
print("running" if job.isRunning() else "idle")
"""


def test_the_program_ends_cleanly_while_a_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "trips.csv"
    path.write_text("left;returned;country\n" + "01.07.2020;02.07.2020;Italy\n" * 9000, encoding="utf-8")
    command = [sys.executable, "-c", _ENDS_WHILE_READING, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "running\n", "")
