"""The stay behind an earlier filing: while a decision is awaited, it is as good as that filing."""

from __future__ import annotations

from dataclasses import replace

from permitdesk.domain.dossier import EarlierFilingResult, LegalStay
from permitdesk.domain.law.findings import Verdict, say
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.stay.kinds import LastDayRule


def stay_behind(situation: Situation, earlier: EarlierFilingResult) -> LegalStay:
    """A stay that rests on a pending application is no better than that application.

    An application that the law does not see gives no legal stay (art. 106d(6), 203d(5),
    219d(5)); a doubtful or open one leaves the stay open.
    """
    stay, current = situation.legal_stay, situation.case.current_stay
    if current is None or stay.legal_now is False:
        return stay
    # An asylum case is pending too, but rests on no application of the kind that is judged here.
    kind = situation.kinds.get(current.kind)
    if kind is None or kind.last_day_rule is not LastDayRule.UNTIL_DECISION_FINAL:
        return stay
    if earlier.result == "not_filed":
        why = say("legal_stay.pending_not_filed")
        return replace(
            stay,
            day=None,
            days_left=None,
            lenient_day=None,
            legal_now=False,
            verdict=Verdict.NOT_MET,
            explanation=(why,),
            arithmetic=(),
            citations=(*stay.citations, *earlier.citations),
        )
    if earlier.result == "ended":
        # A refusal that is told together with the stay has already been counted there.
        if current.decision_delivered_on is not None:
            return stay
        return replace(
            stay,
            legal_now=None,
            verdict=Verdict.UNKNOWN,
            explanation=(*earlier.explanation, say("legal_stay.pending_ended")),
            questions=("current_stay.kind",),
        )
    if earlier.result in {"doubtful", "unknown", "none"}:
        why = say("legal_stay.pending_doubtful")
        doubtful = earlier.result == "doubtful"
        return replace(
            stay,
            legal_now=None,
            verdict=Verdict.NEEDS_OFFICE if doubtful else Verdict.UNKNOWN,
            # That the wait is legal is what is in doubt: it is not said a second time as a fact.
            explanation=(why,),
            questions=(*stay.questions, *(earlier.questions or ("earlier_filing.filed",))),
        )
    return stay
