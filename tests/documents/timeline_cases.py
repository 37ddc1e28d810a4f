"""Lives for the tests of the drawn timeline, with the shipped rules; a measure that needs no font."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from permitdesk.documents.drawing import Drawing, Label, Line, Rect, Style
from permitdesk.documents.scene_building import build_scene
from permitdesk.documents.timeline_scene import Scene, SceneLane
from permitdesk.domain.assess import assess
from permitdesk.domain.case import (
    Absence,
    ApproximateDay,
    Case,
    CurrentStay,
    EarlierFiling,
    FilingRecord,
    Person,
    StatusEntry,
    Tri,
)
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import Statement
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts

TODAY = date(2026, 11, 21)
STYLE = Style(size=10, small=9, row=20, gap=8, margin=8)
BIG = Style(size=20, small=18, row=40, gap=16, margin=16)
ROUTE = "ltr_standard"
SIX_YEARS = CurrentStay("trp_work", date(2020, 9, 1), date(2027, 8, 31))


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Every letter is equally wide."""
    return len(text) * size * (0.62 if bold else 0.55)


@cache
def rules() -> Ruleset:
    """The shipped rules."""
    return load_ruleset()


@cache
def texts(language: str = "en") -> Texts:
    """The shipped texts."""
    return load_texts(language)


def journeys(*days: tuple[date, date]) -> tuple[Absence, ...]:
    """Journeys a1, a2… with these days of leaving and coming back."""
    return tuple(Absence(f"a{n}", left, back) for n, (left, back) in enumerate(days, 1))


def life(absences: Iterable[Absence] = (), **changes: object) -> Case:
    """Six years on one permit to work, with these journeys."""
    case = Case(
        "x",
        person=Person(birth_date=date(1985, 5, 5)),
        current_stay=SIX_YEARS,
        absences=tuple(absences),
        route=ROUTE,
    )
    return case.with_changes(**changes)


def rich() -> Case:
    """A life with everything: overlaps, stay that is not legal, events, planned and approximate journeys."""
    return life(
        journeys(
            (date(2021, 12, 1), date(2022, 1, 9)),
            (date(2022, 3, 3), date(2022, 3, 3)),
            (date(2023, 1, 1), date(2023, 7, 1)),
            (date(2025, 6, 1), date(2025, 7, 10)),
            (date(2025, 7, 1), date(2025, 7, 20)),
            (date(2027, 2, 1), date(2027, 3, 1)),
        ),
        statuses=(
            StatusEntry("s1", "visa_d", date(2018, 1, 1), date(2019, 1, 5)),
            StatusEntry("s2", "trp_studies", date(2018, 11, 1), date(2020, 5, 5)),
            StatusEntry("s3", "illegal", date(2020, 5, 6), date(2020, 8, 31)),
        ),
        earlier_filing=EarlierFiling(Tri.YES, sent_on=date(2026, 10, 2)),
        filing=FilingRecord(sent_on=date(2026, 11, 2), upo_received_on=date(2026, 11, 3)),
        planned_filing_on=date(2027, 1, 15),
        approximate=(ApproximateDay("absences.a4.left", date(2025, 6, 1), date(2025, 6, 9)),),
    )


def many(count: int) -> Case:
    """``count`` journeys of a day or more, evenly over the last years."""
    step = max(2, 5400 // count)
    begin = TODAY - timedelta(days=step * count + 40)
    days = [
        (begin + timedelta(days=n * step), begin + timedelta(days=n * step + max(0, min(step - 2, 12))))
        for n in range(count)
    ]
    return life(journeys(*days), current_stay=CurrentStay("trp_work", begin, date(2027, 8, 31)))


def assessed(case: Case, on: date = TODAY) -> Dossier:
    """The result of the shipped rules."""
    return assess(case, rules(), on)


def scene_of(case: Case, on: date = TODAY) -> Scene:
    """The scene with the permit chosen in the case."""
    dossier = assessed(case, on)
    return build_scene(case, dossier, rules(), dossier.route(case.route or ""))


def lane(scene: Scene, lane_id: str) -> SceneLane:
    """One lane, by its id or the beginning of it."""
    return next(found for found in scene.lanes if found.id.startswith(lane_id))


def render(statement: Statement) -> str:
    """Words in English."""
    return texts().render(statement)


def box_of(label: Label) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label."""
    wide = measure(label.text, label.size, bold=label.bold)
    left = {"left": label.x, "middle": label.x - wide / 2, "right": label.x - wide}[label.anchor.value]
    return left, label.y - label.size * 0.75, left + wide, label.y + label.size * 0.1


def labels(drawing: Drawing) -> list[Label]:
    """All labels."""
    return [shape for shape in drawing.shapes if isinstance(shape, Label)]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Pairs of labels that lie over each other."""
    boxes = [(label.text, box_of(label)) for label in labels(drawing)]
    return [
        (one, other)
        for place, (one, a) in enumerate(boxes)
        for other, b in boxes[place + 1 :]
        if a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
    ]


def outside(drawing: Drawing) -> list[object]:
    """Shapes and hits that leave the drawing."""
    slack = 2.0

    def inside(left: float, top: float, right: float, bottom: float) -> bool:
        across = -slack <= left <= right <= drawing.width + slack
        return across and -slack <= top <= bottom <= drawing.height + slack

    found: list[object] = []
    for shape in drawing.shapes:
        match shape:
            case Rect():
                box = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            case Line():
                xs, ys = [p[0] for p in shape.points], [p[1] for p in shape.points]
                box = (min(xs), min(ys), max(xs), max(ys))
            case Label():
                box = box_of(shape)
        if not inside(*box):
            found.append(shape)
    found += [h for h in drawing.hits if not inside(h.x, h.y, h.x + h.width, h.y + h.height)]
    return found
