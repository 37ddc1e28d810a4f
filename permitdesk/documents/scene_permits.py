"""The lanes of permits: which days count, wholly, by half, perhaps or not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.documents.scene_context import Told
from permitdesk.documents.timeline_scene import LaneId, SceneItem, SceneLane
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import TextRef, say
from permitdesk.domain.stay.evidence import LedgerRow, StayEvidence
from permitdesk.domain.stay.lazy import Lazy

_LOOKS = {
    "full": (Pattern.SOLID, Ink.GOOD),
    "half": (Pattern.LIGHT, Ink.GOOD),
    "perhaps": (Pattern.HATCH, Ink.AMBER),
    "none": (Pattern.OUTLINE, Ink.QUIET),
}
_WORDS = {name: say(f"scene.counts_{name}") for name in _LOOKS}


def permit_lanes(told: Told) -> Iterator[SceneLane]:
    """One lane for each permit with a required period of stay; the one shown comes first."""
    routes = sorted(told.dossier.routes, key=lambda r: told.route is None or r.id != told.route.id)
    for route in routes:
        evidence = next((e for e in route.stay_evidence if e.window_first is not None), None)
        if evidence is not None:
            items = Lazy(partial(_bands, route, evidence))
            title = say("scene.lane_route", route=TextRef(f"route.{route.id}.title"))
            yield SceneLane(f"{LaneId.ROUTES}.{route.id}", title, items)


def _bands(route: RouteAssessment, evidence: StayEvidence) -> tuple[SceneItem, ...]:
    """Rows of the ledger that follow each other and count alike, as one band."""
    cited = next((f.citations for f in route.requirements if f.rule_id == evidence.rule_id), ())
    articles = ", ".join(dict.fromkeys(c.article for c in cited))
    found: list[list[LedgerRow]] = []
    last = ""
    for row in evidence.ledger:
        name = counting(row)
        if name == last:
            found[-1].append(row)
        else:
            found.append([row])
        last = name
    return tuple(_band(route, rows, articles) for rows in found)


def counting(row: LedgerRow) -> str:
    """How the days of a row count: full, half, perhaps (the readings differ) or none."""
    if row.credited_strict != row.credited_lenient:
        return "perhaps"
    if not row.credited_strict:
        return "none"
    return "full" if row.credited_strict == row.days else "half"


def _band(route: RouteAssessment, rows: list[LedgerRow], articles: str) -> SceneItem:
    first, last, name = rows[0].first, rows[-1].last, counting(rows[0])
    pattern, ink = _LOOKS[name]
    strict = _plain(sum((r.credited_strict for r in rows), Decimal(0)))
    lenient = _plain(sum((r.credited_lenient for r in rows), Decimal(0)))
    facts = [
        say("scene.stay_days", first=first, last=last, n=sum(r.days for r in rows)),
        say("scene.credited_both", n=strict)
        if strict == lenient
        else say("scene.credited_apart", strict=strict, lenient=lenient),
        *dict.fromkeys(r.note for r in rows),
    ]
    if articles:
        facts.append(say("scene.article", article=articles))
    item = f"{LaneId.ROUTES}.{route.id}.{first.isoformat()}"
    return SceneItem(
        item,
        first.toordinal(),
        last.toordinal(),
        pattern,
        ink,
        _WORDS[name],
        tuple(facts),
        legend=say(f"scene.legend_counts_{name}"),
    )


def _plain(number: Decimal) -> Decimal:
    """Without needless zeros: 12, 12.5."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
