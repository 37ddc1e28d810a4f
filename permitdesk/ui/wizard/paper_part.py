"""The step "Filing" for what goes on paper: where, what goes with it, and the steps, instead of MOS."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.documents.paper_steps import STEPS, way_of
from permitdesk.domain.dossier import ChannelResult
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Columns, ScrollBox, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone


def other_way_part(texts: TextSource, channel: ChannelResult, route_id: str) -> QWidget:
    """Another procedure, of which only its page is known."""
    part, box = _part()
    notice = Notice(texts)
    box.addWidget(notice)
    lines = [texts.render(statement) for statement in channel.explanation]
    lines.append(texts.get(f"route.{route_id}.summary"))
    notice.show_message(Tone.AMBER, lines, title=texts.get("page.filing.other_title"))
    box.addStretch(1)
    return part


def paper_set_part(texts: TextSource, channel: ChannelResult, signing: list[str]) -> QWidget:
    """Channel, place and the papers that go with the application; who signs them."""
    part, box = _part()
    notice = Notice(texts)
    # In its place first: shown without one it would be a window of its own.
    box.addWidget(notice)
    lines = [texts.render(statement) for statement in channel.explanation]
    notice.show_message(Tone.AMBER, lines, title=texts.get("page.filing.paper_title"))
    columns = Columns(28)
    left, right = QVBoxLayout(), QVBoxLayout()
    for column in (left, right):
        column.setSpacing(5)
    left.addWidget(TextLabel(texts.get("paper.where.title"), "strong"))
    for statement in channel.where:
        left.addWidget(TextLabel(texts.render(statement)))
    left.addSpacing(6)
    left.addWidget(TextLabel(texts.get("report.signing.title"), "strong"))
    for line in signing:
        left.addWidget(TextLabel(line))
    left.addStretch(1)
    right.addWidget(TextLabel(texts.get("paper.set.title"), "strong"))
    for statement in channel.paper_set:
        right.addWidget(TextLabel(f"• {texts.render(statement)}"))
    right.addStretch(1)
    columns.addLayout(left, 1)
    columns.addLayout(right, 1)
    box.addWidget(columns)
    box.addStretch(1)
    return part


def paper_steps_part(texts: TextSource, channel: ChannelResult) -> QWidget:
    """The steps in two columns, numbered down the left one first."""
    part, box = _part()
    way = way_of(channel.channel, channel.rule)
    count = STEPS[way]
    half = -(-count // 2)
    columns = Columns(28)
    for first in (1, half + 1):
        column = QVBoxLayout()
        column.setSpacing(8)
        for number in range(first, min(first + half, count + 1)):
            key = f"paper.{way}.{number}"
            one = QVBoxLayout()
            one.setSpacing(1)
            one.addWidget(TextLabel(f"{number}. {texts.get(f'{key}.title')}", "strong"))
            one.addWidget(TextLabel(texts.get(f"{key}.text"), "help"))
            column.addLayout(one)
        column.addStretch(1)
        columns.addLayout(column, 1)
    inner = QWidget()
    inner_box = QVBoxLayout(inner)
    inner_box.setContentsMargins(0, 0, 6, 0)
    inner_box.addWidget(columns)
    inner_box.addStretch(1)
    box.addWidget(ScrollBox(inner), 1)
    return part


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    box = QVBoxLayout(part)
    box.setContentsMargins(2, 12, 2, 0)
    box.setSpacing(12)
    return part, box
