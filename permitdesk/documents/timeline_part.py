"""The timeline strip as a part of the report: the picture and the same in words."""

from __future__ import annotations

from datetime import date

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Drawing, Paragraph, Section, Severity
from permitdesk.documents.timeline_geometry import Geometry, Pattern, build_geometry


def timeline_section(context: Context) -> Section | None:
    """The strip with its legend and named problems; None when nothing was entered."""
    words, dossier, route = context.words, context.dossier, context.route
    geometry = build_geometry(
        dossier.timeline,
        route.stay_evidence if route else (),
        dossier.on,
        dossier.last_day_of_legal_stay.day,
        route.earliest_filing_date.safe if route else None,
        route.earliest_filing_date.lenient if route else None,
    )
    problems = words.statements(p.text for p in dossier.timeline.problems)
    blocks: list[Block] = []
    if geometry is not None:
        alt = words.line("report.timeline.alt", first=geometry.first, last=geometry.last)
        blocks.append(Drawing(geometry, _labels(context, geometry), alt))
        blocks.append(Paragraph(words.line("report.timeline.reading"), quiet=True))
    if problems:
        intro = words.line("report.timeline.problems")
        blocks.append(context.note(Severity.AMBER, (intro, *problems)))
    if not blocks:
        return None
    return Section("timeline", words.line("report.timeline.title"), tuple(blocks))


def _labels(context: Context, geometry: Geometry) -> tuple[tuple[str, str], ...]:
    """Words for every id of the geometry, in the first language (the strip has no room for two)."""
    words = context.words
    found: dict[str, str] = {}
    for lane in geometry.lanes:
        found[lane.id] = words.texts.get(f"report.timeline.lane.{lane.id}")
        for bar in lane.bars:
            known = words.has(bar.label_id)
            found[bar.label_id] = words.texts.get(bar.label_id if known else "report.timeline.unnamed")
    for marker in geometry.markers:
        found[f"marker.{marker.kind}"] = (
            f"{words.texts.get(f'report.timeline.marker.{marker.kind}')} {_short(marker.day)}"
        )
    for window in geometry.windows:
        found[f"window.{window.rule_id}"] = words.texts.get("report.timeline.window")
    for pattern in Pattern:
        found[f"pattern.{pattern}"] = words.texts.get(f"report.timeline.pattern.{pattern}")
    return tuple(found.items())


def _short(day: date) -> str:
    """Day as 05.03.2027: the strip is narrow, and Polish offices write dates so."""
    return f"{day:%d.%m.%Y}"
