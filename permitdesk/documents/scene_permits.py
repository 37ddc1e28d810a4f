"""The lanes of permits: which days count, wholly, by half, perhaps or not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.documents.scene_context import Told
from permitdesk.documents.timeline_scene import LaneId, SceneItem, SceneLane
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.stay.bands import Band, Weight, route_bands
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.lazy import Lazy

_LOOKS = {
    Weight.FULL: (Pattern.SOLID, Ink.GOOD),
    Weight.HALF: (Pattern.LIGHT, Ink.GOOD),
    Weight.PERHAPS: (Pattern.HATCH, Ink.AMBER),
    Weight.NONE: (Pattern.OUTLINE, Ink.QUIET),
}
_WORDS = {weight: say(f"scene.counts_{weight.value}") for weight in Weight}
_LEGENDS = {weight: say(f"scene.legend_counts_{weight.value}") for weight in Weight}


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
    """The days of the period that count alike, as one band each."""
    cited = next((f.citations for f in route.requirements if f.rule_id == evidence.rule_id), ())
    articles = ", ".join(dict.fromkeys(c.article for c in cited))
    return tuple(
        SceneItem(
            f"{LaneId.ROUTES}.{route.id}.{band.first.isoformat()}",
            band.first.toordinal(),
            band.last.toordinal(),
            *_LOOKS[band.weight],
            _WORDS[band.weight],
            Lazy(partial(_facts, evidence, band, articles)),
            legend=_LEGENDS[band.weight],
        )
        for band in route_bands(evidence)
    )


def _facts(evidence: StayEvidence, band: Band, articles: str) -> tuple[Statement, ...]:
    strict, lenient = _plain(band.credited_strict), _plain(band.credited_lenient)
    facts = [say("scene.stay_days", first=band.first, last=band.last, n=band.days)]
    if strict == lenient:
        facts.append(say("scene.credited_both", n=strict))
    else:
        facts.append(say("scene.credited_apart", strict=strict, lenient=lenient))
    facts += dict.fromkeys(r.note for r in evidence.ledger if band.first <= r.first <= band.last)
    if articles:
        facts.append(say("scene.article", article=articles))
    return tuple(facts)


def _plain(number: Decimal) -> Decimal:
    """Without needless zeros: 12, 12.5."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()
