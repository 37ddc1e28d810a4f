"""What lies ahead of a case: the next change, and how many days may still be spent abroad."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, LegalStay, RouteAssessment
from permitdesk.domain.law.ages import age_view, topics_for
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.law.rules import DatedValue, Ruleset
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.allowance import Allowance, Bounds, allowances
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.limits import counted_periods
from permitdesk.domain.stay.short_stay_days import ShortStayDays, short_stay_days
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.timeline import Timeline, same_timeline
from permitdesk.domain.stay.upcoming import Birthday, UpcomingChange, upcoming

_DAYS_ABROAD = "temporary_protection_days_abroad"
#: notes of permits that tell of leaving while waiting, and on tolerated stay
_WAITING, _LOSES_TITLE = "tr_travel_waiting", "tolerated_leaving_loses_title"
#: how the ids of tolerated stay begin
_TOLERATED = "tolerated"


@dataclass(frozen=True, slots=True)
class Caution:
    """What leaving may cost, with its source."""

    id: str
    text: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What lies ahead. ``next_change`` is the first of ``changes``."""

    on: date
    route: str | None
    changes: tuple[UpcomingChange, ...]
    allowances: tuple[Allowance, ...]
    #: why no number of days can be told, where none can
    no_allowance: Statement | None
    #: what leaving Poland may cost whatever the days say
    cautions: tuple[Caution, ...]
    short_stay: ShortStayDays | None

    @property
    def next_change(self) -> UpcomingChange | None:
        """The next day on which something changes."""
        return self.changes[0] if self.changes else None


def outlook(case: Case, dossier: Dossier, ruleset: Ruleset, route: str | None = None) -> Outlook:
    """The outlook of a case for one permit, on the day of ``dossier``; without a permit what holds for all.

    ``dossier`` must be that of the same case and rules.
    """
    on = dossier.on
    if not dossier.covered:
        return Outlook(on, route, (), (), say("allowance.not_covered"), (), None)
    kinds = {kind.id: kind for kind in ruleset.statuses}
    timeline = same_timeline(dossier.timeline.built, case, kinds, on)
    shown = None if route is None else dossier.route(route)
    kind = None if case.current_stay is None else kinds.get(case.current_stay.kind)
    days_abroad = _days_abroad(kind, ruleset.values, on)
    found, why = _allowed(case, dossier.last_day_of_legal_stay, ruleset, timeline, shown, days_abroad)
    return Outlook(
        on,
        None if shown is None else shown.id,
        upcoming(
            case,
            dossier,
            timeline,
            ruleset,
            None if shown is None else shown.id,
            _birthdays(case, ruleset, shown, on),
        ),
        found,
        why,
        _cautions(kind, days_abroad, dossier.last_day_of_legal_stay, ruleset),
        short_stay_days(case, kinds, short_stay_rule(ruleset.values, on), on),
    )


def _allowed(
    case: Case,
    stay: LegalStay,
    ruleset: Ruleset,
    timeline: Timeline,
    shown: RouteAssessment | None,
    days_abroad: DatedValue | None,
) -> tuple[tuple[Allowance, ...], Statement | None]:
    rule = next((r for r in ruleset.routes if shown is not None and r.id == shown.id), None)
    periods = () if rule is None else counted_periods(rule)
    if shown is None:
        return (), say("allowance.no_route")
    if not periods:
        return (), say("allowance.no_limits")
    most = None if days_abroad is None else _number(days_abroad)
    bounds = Bounds(stay.day, most, case.planned_filing_on)
    # While the result itself is open, a number of days would promise too much.
    open_ = {proof.rule_id: proof for proof in shown.stay_evidence if proof.verdict is Verdict.UNKNOWN}
    counted = (period for period in periods if period.rule_id not in open_)
    found = tuple(each for period in counted for each in allowances(timeline, period, bounds))
    if found:
        return found, None
    if any("journeys_complete" in proof.questions for proof in open_.values()):
        return (), say("allowance.journeys_open")
    inexact = any(proof.best is not None for proof in open_.values())
    return (), say("allowance.inexact" if inexact else "allowance.no_day")


def _days_abroad(kind: StatusKind | None, values: tuple[DatedValue, ...], on: date) -> DatedValue | None:
    """The days abroad that temporary protection is reported to bear, for whoever has it."""
    if kind is None or kind.last_day_rule is not LastDayRule.TEMPORARY_PROTECTION:
        return None
    return next((v for v in values if v.id == _DAYS_ABROAD and v.provenance.covers(on)), None)


def _cautions(
    kind: StatusKind | None, days_abroad: DatedValue | None, stay: LegalStay, ruleset: Ruleset
) -> tuple[Caution, ...]:
    """Titles that do not let their holder come back, or end by leaving (art. 242, 274(2), 353 pt 2)."""
    if kind is None:
        return ()
    found = []
    if kind.pending:
        found.append(Caution("waiting", say("allowance.caution_waiting"), _noted(_WAITING, ruleset)))
    elif kind.id.startswith(_TOLERATED):
        found.append(Caution("tolerated", say("allowance.caution_tolerated"), _noted(_LOSES_TITLE, ruleset)))
    elif stay.legal_now is False or kind.last_day_rule in _LEAVING:
        found.append(Caution("no_title", say("allowance.caution_no_title"), (kind.provenance.citation(),)))
    if days_abroad is not None:
        text = say("allowance.caution_protection", n=_number(days_abroad))
        found.append(Caution("protection", text, (days_abroad.provenance.citation(),)))
    return tuple(found)


def _number(value: DatedValue) -> int:
    return int(str(value.value))


def _noted(name: str, ruleset: Ruleset) -> tuple[Citation, ...]:
    """The source of a note that some permit already carries."""
    notes = (note for route in ruleset.routes for note in route.notes if note.id == name)
    return tuple(note.provenance.citation() for note in notes)[:1]


_LEAVING = frozenset(
    {
        LastDayRule.THIRTY_DAYS_AFTER_FINAL,
        LastDayRule.THIRTY_DAYS_AFTER_PROTECTION,
        LastDayRule.VOLUNTARY_DEPARTURE,
        LastDayRule.BORN_HERE,
    }
)


def _birthdays(case: Case, ruleset: Ruleset, shown: RouteAssessment | None, on: date) -> tuple[Birthday, ...]:
    """Birthdays that change what holds for this permit, if they come soon."""
    view = None if shown is None else age_view(case, ruleset.ages, shown.family, on)
    if view is None or shown is None:
        return ()
    topics = topics_for(shown.channel)
    return tuple(
        Birthday(fact.changes_on, fact.topic, fact.years, fact.citation)
        for fact in view.facts
        if fact.changes_on is not None and fact.topic in topics
    )
