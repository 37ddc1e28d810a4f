"""The answers of the calculators in words: from their JSON to lines in one language."""

from __future__ import annotations

from datetime import date
from typing import Any

from permitdesk.rulesets.texts import Texts

#: what a calculator answers, as it is printed with ``--json``
Answer = dict[str, Any]


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def schengen_lines(answer: Answer, texts: Texts) -> list[str]:
    """90 days in 180."""
    used, left = answer["days_used"], answer["days_left"]
    lines = [texts.fill("cli.schengen.used", on=_day(answer["on"]), used=used, left=left)]
    if answer["overstay_days"]:
        lines.append(texts.fill("cli.schengen.overstay", n=answer["overstay_days"]))
    for key, found, none in (
        ("last_legal_day", "last_legal_day", "no_last_legal_day"),
        ("earliest_reentry", "reentry", "no_reentry"),
    ):
        day = answer[key]
        lines.append(
            texts.get(f"cli.schengen.{none}")
            if day is None
            else texts.fill(f"cli.schengen.{found}", day=_day(day))
        )
    if (stay := answer.get("longest_stay")) is not None:
        entry = _day(stay["entry"])
        lines.append(
            texts.fill("cli.schengen.no_stay", entry=entry)
            if stay["last_day"] is None
            else texts.fill("cli.schengen.longest", entry=entry, n=stay["days"], day=_day(stay["last_day"]))
        )
    return lines


def absences_lines(answer: Answer, texts: Texts) -> list[str]:
    """Journeys against the limits of a route."""
    title = texts.get(f"route.{answer['route']}.title")
    first, last = _day(answer["from"]), _day(answer["to"])
    lines = [texts.fill("cli.absences.head", route=title, first=first, last=last)]
    limits = answer["limits"]
    if limits is None:
        return [*lines, texts.get("cli.absences.no_limit")]
    lines += [
        texts.get(f"cli.absences.verdict.{answer['verdict']}"),
        texts.fill(
            "cli.absences.limits_year" if limits["per_year"] else "cli.absences.limits",
            article=answer["article"],
            single=limits["single_months"],
            total=limits["total_months"],
        ),
    ]
    if not answer["binding"]:
        lines.append(texts.get("cli.absences.not_binding"))
    lines += [texts.fill(f"cli.absences.{key}", **answer[key]) for key in ("longest", "total")]
    return lines + [_ledger_line(row, texts) for row in answer["ledger"]]


def _ledger_line(row: Answer, texts: Texts) -> str:
    returned = row["returned"]
    until = texts.get("cli.absences.open") if returned is None else texts.day(_day(returned))
    left = _day(row["left"])
    if row["exempt"]:
        reason = texts.get(f"reason.{row['reason']}.title")
        return texts.fill("cli.absences.row_exempt", left=left, returned=until, reason=reason)
    verdict = texts.get(f"cli.absences.verdict.{row['verdict']}")
    return texts.fill("cli.absences.row", left=left, returned=until, verdict=verdict, **row["counted"])


def term_lines(answer: Answer, texts: Texts) -> list[str]:
    """The end of a term."""
    due, unrolled = _day(answer["due"]), _day(answer["unrolled"])
    if (cautious := answer.get("due_cautious")) is not None:
        lines = [texts.fill("cli.term.cautious", cautious=_day(cautious))]
        return lines if _day(cautious) == due else [*lines, texts.fill("cli.term.other", due=due)]
    return [texts.fill("cli.term.due" if due == unrolled else "cli.term.moved", due=due, unrolled=unrolled)]


def outage_lines(answer: Answer, texts: Texts) -> list[str]:
    """Filing after a breakdown of MOS."""
    file_by, cautious = _day(answer["file_by"]), _day(answer["file_by_cautious"])
    if not answer["applies"]:
        return [texts.get("cli.outage.not_touched"), texts.fill("cli.outage.last_day", day=file_by)]
    lines = [texts.fill("cli.outage.file_by", day=cautious)]
    if file_by != cautious:
        lines.append(texts.fill("cli.outage.other", day=file_by))
    return [
        *lines,
        texts.fill("cli.outage.deemed", day=_day(answer["deemed_filed_on"])),
        texts.get("cli.outage.only_mos"),
    ]


def delivery_lines(answer: Answer, texts: Texts) -> list[str]:
    """Deemed delivery."""
    return [texts.fill("cli.delivery.deemed", day=_day(answer["deemed_delivered_on"]))]
