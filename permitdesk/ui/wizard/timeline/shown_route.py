"""Which permit the parts of the timeline speak of."""

from __future__ import annotations

from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.findings import Verdict


def shown_route(dossier: Dossier) -> RouteAssessment | None:
    """The chosen permit, else the best one whose required stay can be counted already."""
    if dossier.chosen is not None:
        return dossier.route(dossier.chosen)
    ahead = (r for r in dossier.routes if r.verdict is not Verdict.NOT_MET)
    return next((r for r in ahead if r.stay_evidence and r.stay_evidence[0].required_days), None)
