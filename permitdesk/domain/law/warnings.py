"""Red flags and amber notes: the mistakes that cost people their legal stay, found in the answers."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import (
    AbsenceReason,
    ApplicantKind,
    Case,
    DocumentStatus,
    FilingRecord,
    SignatureKind,
    Tri,
)
from permitdesk.domain.dates.arithmetic import add_years
from permitdesk.domain.dossier import (
    EarlierFilingResult,
    Freshness,
    LegalStay,
    RulesetStamp,
    SigningResult,
    Warning,
)
from permitdesk.domain.law.ages import SOON_DAYS, filing_day
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import EarliestDates, Finding, Param, TextRef, Verdict, say
from permitdesk.domain.law.rules import Family
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.kinds import LastDayRule
from permitdesk.domain.stay.other_states import OtherStates

#: Our own margins in days, called advice wherever they are shown.
RED_DAYS, AMBER_DAYS = 14, 42
#: days before the deletion of a draft
DRAFT_RED, DRAFT_AMBER = 5, 15
#: id of ``values.toml``: days that MOS keeps an unsigned draft (art. 225h)
DRAFT_KEPT = "mos_draft_days"

#: Completed years at which somebody is of age (Civil Code art. 10 par. 1).
OF_AGE = 18

#: Nothing to prove: no reason, or none that is known.
_NO_REASON = frozenset({AbsenceReason.ORDINARY, AbsenceReason.UNKNOWN})

#: The finder's question of where the person is.
PLACE = "finder_where"


def warn(warning_id: str, severity: str, citations: tuple[Citation, ...] = (), **params: Param) -> Warning:
    """A warning whose words are ``statement.warning.<id>`` and ``statement.warning_today.<id>``."""
    return Warning(
        warning_id,
        severity,
        say(f"warning.{warning_id}", **params),
        say(f"warning_today.{warning_id}", **params),
        citations,
    )


def case_warnings(
    case: Case,
    stay: LegalStay,
    earlier: EarlierFilingResult,
    stamp: RulesetStamp,
    on: date,
    *,
    draft_days: int | None = None,
    abroad: OtherStates | None = None,
) -> tuple[Warning, ...]:
    """Flags that do not depend on the route, most severe first.

    ``draft_days``: how long an unsigned draft is kept; None: the rules do not say, so nothing is
    flagged. ``abroad``: stays in other Schengen states, None if they were not counted.
    """
    filed = case.filing.upo_received is Tri.YES
    found = [
        *_stay_flags(stay, on, filed=filed),
        *_earlier_flags(earlier, stay),
        *_filing_flags(case.filing, on, draft_days),
        *_account_flags(case, stay),
        *_age_flags(case, on),
        *_place_flags(case, stay, on),
        *_other_states_flags(abroad),
        *_proof_flags(case),
    ]
    if stamp.freshness is not Freshness.FRESH:
        severity = "red" if stamp.freshness is Freshness.RED else "amber"
        found.append(warn("rules_old", severity, days=stamp.age_days, verified_on=stamp.verified_on))
    return tuple(sorted(found, key=lambda w: ("red", "amber", "info").index(w.severity)))


def _stay_flags(stay: LegalStay, on: date, *, filed: bool) -> list[Warning]:
    if filed:
        return []
    if stay.legal_now is False:
        return [warn("stay_over", "red", stay.citations)]
    decided = _decided_flag(stay)
    if decided is not None:
        return [decided]
    if stay.day is None or stay.days_left is None:
        return _perhaps_soon(stay, on)
    if stay.days_left <= RED_DAYS:
        return [warn("stay_ends_soon", "red", stay.citations, day=stay.day, days=stay.days_left)]
    if stay.days_left <= AMBER_DAYS:
        return [warn("stay_ends", "amber", stay.citations, day=stay.day, days=stay.days_left)]
    return []


def _perhaps_soon(stay: LegalStay, on: date) -> list[Warning]:
    """An answer is missing, but the latest possible day is near (or over): waiting for it costs the stay."""
    if stay.legal_now is not None or stay.lenient_day is None:
        return []
    if (stay.lenient_day - on).days > RED_DAYS:
        return []
    return [warn("stay_may_end_soon", "red", stay.citations, day=stay.lenient_day)]


def _age_flags(case: Case, on: date) -> list[Warning]:
    """Signed by a child, or by a parent for an adult, an application does not exist: the age must fit."""
    birth, day = case.person.birth_date, filing_day(case, on)
    if birth is None or case.filing.upo_received is Tri.YES:
        return []
    birthday = add_years(birth, OF_AGE)
    if case.applicant is ApplicantKind.ADULT and day < birthday:
        return [warn("child_marked_adult", "red", years=OF_AGE)]
    if case.applicant not in {ApplicantKind.MINOR, ApplicantKind.UNACCOMPANIED_MINOR}:
        return []
    if birthday <= day:
        return [warn("adult_marked_child", "red", years=OF_AGE)]
    if (birthday - day).days <= SOON_DAYS:
        return [warn("comes_of_age", "amber", years=OF_AGE, day=birthday)]
    return []


def _place_flags(case: Case, stay: LegalStay, on: date) -> list[Warning]:
    """Told to be outside Poland, but to stay here on a title and with no journey that is not over."""
    current = case.current_stay
    if case.answers.known(PLACE) != "abroad" or current is None or case.filing.upo_received is Tri.YES:
        return []
    # A stay that is over or not clear says nothing of where somebody is, nor a visa before its first entry.
    if stay.legal_now is not True:
        return []
    if stay.basis == LastDayRule.VISA_DAYS_AND_DATE.value and (current.entered_on or date.max) > on:
        return []
    away = any((trip.left or date.min) <= on and (trip.returned or date.max) > on for trip in case.absences)
    return [] if away else [warn("place_contradicts", "amber", kind=TextRef(f"status.{current.kind}.title"))]


def leaving(stay: LegalStay) -> bool:
    """Whether the days to leave after a final decision run, in which nothing may be filed (art. 299(6))."""
    return stay.basis == LastDayRule.THIRTY_DAYS_AFTER_FINAL.value


def _decided_flag(stay: LegalStay) -> Warning | None:
    """After a decision the next step is an appeal or leaving, never "file now" (art. 299(6))."""
    if leaving(stay) and stay.day is not None:
        return warn("must_leave_by", "red", stay.citations, day=stay.day)
    if stay.basis == LastDayRule.UNTIL_DECISION_FINAL.value and stay.day is not None:
        return warn("appeal_ends", "red", stay.citations, day=stay.day)
    if stay.basis == LastDayRule.UNTIL_DECISION_FINAL.value and stay.lenient_day is not None:
        return warn("appeal_over", "red", stay.citations, leave=stay.lenient_day)
    return None


def _earlier_flags(earlier: EarlierFilingResult, stay: LegalStay) -> list[Warning]:
    if earlier.result in {"not_filed", "doubtful"}:
        severity = "red" if earlier.result == "not_filed" else "amber"
        return [warn(f"earlier_{earlier.result}", severity, earlier.citations)]
    if earlier.result == "filed" and not leaving(stay):
        return [warn("do_not_file_twice", "amber", earlier.citations)]
    return []


def _filing_flags(filing: FilingRecord, on: date, draft_days: int | None) -> list[Warning]:
    found = []
    if filing.sent_on is not None and filing.upo_received is not Tri.YES:
        found.append(warn("no_upo", "red"))
    if filing.certificate_shows_signer is Tri.NO:
        found.append(warn("signature_of_another", "red"))
    touched = filing.draft_last_touched_on
    if touched is not None and draft_days is not None and filing.upo_received is not Tri.YES:
        age = (on - touched).days
        left = draft_days - age
        if left <= DRAFT_AMBER:
            severity = "red" if left <= DRAFT_RED else "amber"
            found.append(warn("draft_deleted_soon", severity, days=age, limit=draft_days))
    return found


def _other_states_flags(abroad: OtherStates | None) -> list[Warning]:
    """What is wrong or open with journeys: a way back while only waiting, days too many in other states.

    Those are told that an office can still see in the window, or planned ones.
    """
    if abroad is None:
        return []
    back = (
        [warn("back_while_waiting", "amber", allowed=abroad.rule.allowed_days)]
        if abroad.waiting and abroad.ahead
        else []
    )
    return [*back, *_days_too_many(abroad)]


def _proof_flags(case: Case) -> list[Warning]:
    """A proof marked as ready that nobody named: the careful count rests on it, so it is asked for."""
    unnamed = [
        journey
        for journey in case.absences
        if journey.proof_state is DocumentStatus.READY
        and journey.reason not in _NO_REASON
        and not journey.proof.strip()
    ]
    return [warn("proof_not_named", "amber", n=len(unnamed))] if unnamed else []


def _days_too_many(abroad: OtherStates) -> list[Warning]:
    if not abroad.over:
        return []
    last, rule = abroad.over[-1], abroad.rule
    if (abroad.on - last.last).days >= rule.window_days:
        return []
    return [
        warn(
            "other_states_over",
            "amber",
            first=last.first,
            last=last.last,
            allowed=rule.allowed_days,
            window=rule.window_days,
        )
    ]


def _account_flags(case: Case, stay: LegalStay) -> list[Warning]:
    if case.filing.upo_received is Tri.YES:
        return []
    near = stay.days_left is not None and stay.days_left <= AMBER_DAYS
    found = []
    if case.person.has_pesel is Tri.NO:
        found.append(warn("no_pesel", "red" if near else "amber"))
    elif case.person.has_trusted_profile is Tri.NO and case.signature is not SignatureKind.QUALIFIED:
        found.append(warn("no_trusted_profile", "red" if near else "amber"))
    if case.person.has_e_delivery is Tri.NO:
        found.append(warn("no_e_delivery", "info"))
    return found


def signing_warnings(signing: SigningResult) -> tuple[Warning, ...]:
    """A wrong signer or signature means: no application at all."""
    if signing.result in {"wrong_signer", "wrong_signature"}:
        return (warn(signing.result, "red", signing.citations),)
    return ()


def route_warnings(
    stay: LegalStay,
    earliest: EarliestDates,
    bars: tuple[Finding, ...],
    late_allowed: Verdict,
    on: date,
) -> tuple[Warning, ...]:
    """Flags that come from this route and this stay together."""
    found = []
    if earliest.safe is not None and earliest.safe > on and stay.day is not None and earliest.safe > stay.day:
        found.append(
            warn("earliest_after_stay", "red", stay.citations, earliest=earliest.safe, last_day=stay.day)
        )
    if any(bar.verdict is Verdict.NOT_MET for bar in bars):
        cited = tuple(c for bar in bars if bar.verdict is Verdict.NOT_MET for c in bar.citations)
        found.append(warn("barred", "red", cited))
    if late_allowed is Verdict.MET and stay.legal_now is False:
        found.append(warn("late_child_no_legal_stay", "red"))
    return tuple(found)


def count_warnings(evidence: tuple[StayEvidence, ...]) -> tuple[Warning, ...]:
    """The two counts of the stay differ: no result of this route may be relied on."""
    differ = any(e.second is not None and not e.second.agrees for e in evidence)
    return (warn("counts_differ", "red"),) if differ else ()


def plan_warnings(
    case: Case, stay: LegalStay, earliest: EarliestDates, late_allowed: Verdict
) -> tuple[Warning, ...]:
    """The day a person plans to file, held against the last legal and the first safe day (both inside)."""
    planned = case.planned_filing_on
    if planned is None or case.filing.upo_received is Tri.YES:
        return ()
    found = []
    if stay.day is not None and planned > stay.day and late_allowed is not Verdict.MET:
        found.append(warn("plan_too_late", "red", stay.citations, planned=planned, last_day=stay.day))
    if earliest.safe is not None and planned < earliest.safe:
        found.append(warn("plan_too_early", "amber", planned=planned, earliest=earliest.safe))
    return tuple(found)


def open_case_warnings(
    case: Case,
    stay: LegalStay,
    earlier: EarlierFilingResult,
    family: Family,
    told_to_end: Verdict | None = None,
) -> tuple[Warning, ...]:
    """A second application for the permit that an open case already asks for (row K of the transition).

    ``told_to_end`` is given for a permit whose filing ends such a case by law: whether the person told
    of one. A wait for a decision that nobody said more about may be one, too.
    """
    filing = case.earlier_filing
    asked_for = None if filing is None or filing.filed is not Tri.YES else filing.family
    same = asked_for == family.value
    if leaving(stay):
        return ()
    if told_to_end is not None:
        waiting = asked_for is None and stay.basis == LastDayRule.UNTIL_DECISION_FINAL.value
        may_be_open = earlier.result not in {"not_filed", "ended"} and (same or waiting)
        filed = case.filing.upo_received is Tri.YES
        if not filed and (told_to_end is Verdict.MET or may_be_open):
            return (warn("ends_open_case", "red", earlier.citations),)
        return ()
    if earlier.result != "filed" or not same:
        return ()
    return (warn("same_case_open", "red", earlier.citations),)
