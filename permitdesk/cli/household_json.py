"""What the documented JSON says of a household of several people, beside the first person's dossier."""

from __future__ import annotations

from permitdesk.cli.dossier_json import dossier_json
from permitdesk.cli.output import Json, day_text, number
from permitdesk.domain.household_summary import (
    PersonDossier,
    ages,
    earliest_last_day,
    money,
    shared_documents,
)
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.texts import Texts


def household_json(
    family: tuple[PersonDossier, ...], ruleset: Ruleset, texts: Texts, only: str | None = None
) -> dict[str, Json]:
    """``people`` and ``household``; nothing for one person. ``only`` keeps one route of each person."""
    if len(family) == 1:
        return {}
    return {"people": [_person(p, ruleset, texts, only) for p in family], "household": _all(family, ruleset)}


def _person(person: PersonDossier, ruleset: Ruleset, texts: Texts, only: str | None) -> dict[str, Json]:
    age = ages(person, ruleset)
    relation = person.case.relation
    return {
        "case_id": person.case.case_id,
        "relation": None if relation is None else relation.value,
        "age_years": None if age is None else age.years,
        "age_group": None if age is None else age.group.value,
        "age_decides": []
        if age is None
        else [
            {
                "topic": fact.topic,
                "years": fact.years,
                "reached": fact.reached,
                "changes_on": day_text(fact.changes_on),
                "text": texts.render(fact.text),
                "article": fact.citation.article,
            }
            for fact in age.facts
        ],
        "assessment": dossier_json(person.dossier, ruleset, texts, only),
    }


def _all(family: tuple[PersonDossier, ...], ruleset: Ruleset) -> dict[str, Json]:
    first = earliest_last_day(family)
    sums: list[Json] = [
        {
            "payee": each.payee.value,
            "total_pln": number(each.total),
            "by_person": {case_id: number(amount) for case_id, amount in each.by_person},
        }
        for each in money(family)
    ]
    documents: list[Json] = [
        {"document": each.item.document, "people": list(each.people), "status": each.item.status}
        for each in shared_documents(family, ruleset)
    ]
    return {
        "earliest_last_day": None if first is None else first.day.isoformat(),
        "earliest_last_day_of": [] if first is None else list(first.people),
        "money": sums,
        "shared_documents": documents,
    }
