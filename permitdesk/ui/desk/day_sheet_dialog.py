"""The day sheet of the desk as a PDF: for the whole desk or one advisor, with names or initials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from permitdesk.desk.day_sheet import day_sheet
from permitdesk.ui.desk.dialog import DeskDialog
from permitdesk.ui.desk.work import Work
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.viewmodels.desk import DeskViewModel
from permitdesk.ui.viewmodels.desk_ports import DeskPorts
from permitdesk.ui.viewmodels.retention import retention_months
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone


def show_in_viewer(path: Path) -> object:
    """Open a file with the program that the system has for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class DaySheetDialog(DeskDialog):
    """Initials only unless somebody wants the names: a sheet lies on a desk where others see it."""

    def __init__(
        self,
        ports: DeskPorts,
        desk: DeskViewModel,
        parent: QWidget | None = None,
        show: Callable[[Path], object] = show_in_viewer,
    ) -> None:
        title = ports.texts.get("desk_window.day_sheet.title")
        super().__init__(ports.texts, title, parent, letters=66, height=360)
        self.setObjectName("day_sheet_dialog")
        self._ports = ports
        self._desk = desk
        self._show = show
        self._path = Path()
        self.line(self.say("day_sheet.words"))
        row = QHBoxLayout()
        label = TextLabel(self.say("day_sheet.whose"))
        label.setWordWrap(False)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(label)
        self.advisor = Combo()
        self.advisor.setObjectName("day_sheet_advisor")
        self.advisor.setAccessibleName(self.say("day_sheet.whose"))
        self.advisor.addItem(self.say("day_sheet.everybody"), None)
        for name in sorted({line.advisor for line in desk.rows if line.advisor}, key=str.casefold):
            self.advisor.addItem(name, name)
        row.addWidget(self.advisor, 1)
        self.column.addLayout(row)
        self.initials = QCheckBox(self.say("day_sheet.initials"))
        self.initials.setObjectName("day_sheet_initials")
        self.initials.setChecked(True)
        self.column.addWidget(self.initials)
        self.line(self.say("day_sheet.initials_words"), "help")
        self.column.addStretch(1)
        self.save = self.button(self.say("day_sheet.save"), self._on_save, primary=True)
        self.close_button()

    def _on_save(self) -> None:
        name = f"permitdesk-day-{self._ports.today.isoformat()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.say("day_sheet.where"), str(usual_folder() / name), self.say("filter_pdf")
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix else path.with_suffix(".pdf"))

    def write(self, path: Path) -> None:
        """Write the sheet beside the window and open it in the system's viewer."""
        ports, initials_only = self._ports, self.initials.isChecked()
        rows, advisor = self._desk.rows, self.advisor.currentData()
        months: list[int | None] = []
        if not self.tried(lambda: months.append(retention_months(ports.store))):
            return

        def work() -> None:
            from permitdesk.documents.day_sheet import build_day_sheet
            from permitdesk.documents.pdf import render_pdf, write_pdf

            sheet = day_sheet(
                rows,
                ports.today,
                local_day=lambda moment: moment.astimezone().date(),
                retention_months=months[0],
                advisor=advisor,
            )
            report = build_day_sheet(
                sheet,
                ports.texts,
                initials_only=initials_only,
                clock_time=lambda moment: f"{moment.astimezone():%H:%M}",
            )
            write_pdf(path, render_pdf(report))

        self._path = path
        job = Work(work)
        job.succeeded.connect(self._on_written)
        job.failed.connect(self.show_problem)
        job.finished.connect(self._on_finished)
        self.save.setEnabled(False)
        job.start()

    def _on_written(self) -> None:
        words = self.say("written", name=self._path.name, folder=str(self._path.parent))
        self.notice.show_message(Tone.GOOD, [words])
        self._show(self._path)

    def _on_finished(self) -> None:
        self.save.setEnabled(True)
