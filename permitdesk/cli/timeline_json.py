"""The proof of a case as the documented JSON of ``permitdesk timeline --json``.

The form is fixed by ``resources/schema/timeline.schema.json``; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.cli.dossier_json import evidence_json
from permitdesk.cli.output import Json, day_text, number
from permitdesk.documents.proof_csv import stays_for_mos, travel_for_mos
from permitdesk.documents.proof_tables import country_words, kind_words
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.evidence import LedgerRow, StayEvidence
from permitdesk.domain.stay.ledger_sums import LedgerSums, Sum, ledger_sums
from permitdesk.domain.stay.short_stay_sheet import SheetRow, ShortStaySheet
from permitdesk.domain.stay.travel_list import StayRow, ToldDay, TravelList, TravelRow
from permitdesk.rulesets.texts import Texts


def period_json(evidence: StayEvidence, ruleset: Ruleset, texts: Texts) -> dict[str, Json]:
    """One counted period: the proof as ``assess`` writes it, its sums, and the second count."""
    second = evidence.second
    return {
        **evidence_json(evidence, ruleset, texts),
        "title": texts.get(f"requirement.{evidence.rule_id}.title"),
        "ledger": [_ledger_row(row, texts) for row in evidence.ledger],
        "subtotals": _subtotals(ledger_sums(evidence.ledger)),
        "second": None
        if second is None
        else {"agrees": second.agrees, "differences": [texts.render(each) for each in second.differences]},
    }


def travel_json(travel: TravelList, ruleset: Ruleset, texts: Texts, polish: Texts) -> dict[str, Json]:
    """Journeys and stays, each as told and as the form asks for it."""
    present = travel.present
    return {
        "journeys": {
            "since": travel.since.isoformat(),
            "rows": [_journey(row, ruleset, polish) for row in travel.journeys],
            "polish": travel_for_mos(travel, polish, ruleset.countries),
        },
        "stays": {
            "earlier": [_stay(row, texts, polish) for row in travel.earlier_stays],
            "present": None if present is None else _stay(present, texts, polish),
            "polish": stays_for_mos(travel, polish),
        },
        "incomplete": travel.incomplete,
    }


def sheet_json(sheet: ShortStaySheet) -> dict[str, Json]:
    """The sheet for the short-stay calculator of the EU."""
    found = sheet.result
    return {
        "on": sheet.on.day.isoformat(),
        "mode": sheet.mode.value,
        "window_first": day_text(sheet.window_first),
        "stays": [_sheet_row(row) for row in sheet.rows],
        "missing": list(sheet.missing),
        "result": None
        if found is None
        else {
            "used": found.used,
            "left": found.left,
            "overstay": found.overstay,
            "last_day": day_text(found.last_day),
            "days": found.days,
        },
        "exact": sheet.exact,
        "older_matter": sheet.older_matter,
    }


def _ledger_row(row: LedgerRow, texts: Texts) -> Json:
    return {
        "kind": row.kind.value,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "days": row.days,
        "status": row.status_kind,
        "credited": {"strict": number(row.credited_strict), "lenient": number(row.credited_lenient)},
        "note": texts.render(row.note),
        "sources": _cited(row.citations),
    }


def _cited(citations: Iterable[Citation]) -> list[Json]:
    return [{"source": c.source, "article": c.article, "certainty": c.certainty.value} for c in citations]


def _subtotals(sums: LedgerSums) -> Json:
    return {
        "by_kind": [{"status": kind, **_sum(part)} for kind, part in sums.by_kind],
        "by_weight": [
            {"weight": {"strict": number(weight.strict), "lenient": number(weight.lenient)}, **_sum(part)}
            for weight, part in sums.by_weight
        ],
        "absences_by_year": [{"year": year, **_sum(part)} for year, part in sums.absences_by_year],
        "gaps": _sum(sums.gaps),
        "total": _sum(sums.total),
    }


def _sum(part: Sum) -> dict[str, Json]:
    strict, lenient = number(part.credited_strict), number(part.credited_lenient)
    return {"days": part.days, "credited": {"strict": strict, "lenient": lenient}}


def _journey(row: TravelRow, ruleset: Ruleset, polish: Texts) -> Json:
    return {
        "path": row.path,
        "country": row.country,
        "country_pl": country_words(row.country, polish, ruleset.countries),
        "left": _told(row.left),
        "returned": None if row.returned is None else _told(row.returned),
        "planned": row.planned,
        "complete": row.complete,
    }


def _stay(row: StayRow, texts: Texts, polish: Texts) -> Json:
    return {
        "path": row.path,
        "kind": row.kind,
        "title": kind_words(row.kind, texts),
        "title_pl": kind_words(row.kind, polish),
        "first": _told(row.first),
        "last": None if row.last is None else _told(row.last),
        "complete": row.complete,
    }


def _told(day: ToldDay) -> dict[str, Json]:
    return {"first": day_text(day.first), "last": day_text(day.last)}


def _sheet_row(row: SheetRow) -> Json:
    entry, leaving = row.entry, row.exit
    return {
        "path": row.path,
        "entry": None if entry is None else entry.day.isoformat(),
        "exit": None if leaving is None else leaving.day.isoformat(),
        "entry_typed": None if entry is None else entry.typed,
        "exit_typed": None if leaving is None else leaving.typed,
        "approximate": any(day is not None and day.approximate for day in (entry, leaving)),
        "open": row.open,
        "overlaps": row.overlaps,
    }
