"""What a merge would change, in words."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest

from permitdesk.domain.answers import DONT_KNOW, Answers
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    AnnexState,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    Person,
    StatusEntry,
    Tri,
)
from permitdesk.domain.merging import ChangeKind, Merge, Side, merge
from permitdesk.domain.merging_told import GROUPS, LISTS, RECORDS, SCALARS
from permitdesk.rulesets.texts import Texts, languages, load_texts
from permitdesk.ui.viewmodels import merge_lines
from permitdesk.ui.viewmodels.merge_lines import MergeLine, lines

EN = load_texts("en")
LEFT, BACK = date(2024, 5, 1), date(2024, 5, 10)
BASE = Case(
    "c",
    person=Person("Anna", "Nowak"),
    absences=(Absence("a1", LEFT, BACK, "DE"),),
    documents=(DocumentState("passport"),),
)


def _line(base: Case | None, ours: Case, theirs: Case, texts: Texts = EN) -> MergeLine:
    (line,) = lines(merge(base, ours, theirs), texts)
    return line


def test_a_field_is_named_with_what_stood_and_stands_there() -> None:
    ours = BASE.with_changes(person=Person("Anna", "Kowalska"))
    theirs = BASE.with_changes(person=Person("Anna", "Wiśniewska"))
    line = _line(BASE, ours, theirs)
    assert (line.path, line.label) == ("person.surname", "Surname")
    assert (line.before, line.ours, line.theirs) == ("Nowak", "Kowalska", "Wiśniewska")
    assert (line.kind, line.default, line.person) == (ChangeKind.CONFLICT, Side.OURS, "")


def test_a_journey_is_named_by_its_days() -> None:
    line = _line(BASE, BASE, BASE.with_changes(absences=(Absence("a1", LEFT, BACK, "CZ"),)))
    assert line.label == "Journey abroad (1 May 2024 \N{EN DASH} 10 May 2024): Country"
    assert (line.ours, line.theirs) == (EN.get("country.DE.name"), EN.get("country.CZ.name"))


def test_of_a_group_only_the_field_that_differs_is_told() -> None:
    line = _line(BASE, BASE, BASE.with_changes(absences=(Absence("a1", LEFT, date(2024, 5, 12), "DE"),)))
    assert line.label.endswith(": Day you came back")
    assert (line.ours, line.theirs) == ("10 May 2024", "12 May 2024")


def test_a_group_in_which_more_differs_is_told_field_by_field() -> None:
    proved = Absence("a1", LEFT, BACK, "DE", AbsenceReason.POLISH_STUDIES, "contract", DocumentStatus.READY)
    line = _line(BASE, BASE, BASE.with_changes(absences=(proved,)))
    assert line.label.endswith(": Reason and its proof")
    studies = EN.get("reason.polish_studies.title")
    assert line.theirs == f"Reason: {studies}; Proof of the reason: contract; Proof is: ready"


def test_an_entry_that_is_new_or_gone_is_told_whole() -> None:
    new = BASE.with_changes(absences=(*BASE.absences, Absence("a2", date(2025, 1, 1), country="CZ")))
    line = _line(BASE, BASE, new)
    assert line.label == "Journey abroad (1 January 2025 \N{EN DASH} …)"
    assert line.ours == "not there"
    assert "Day you left: 1 January 2025; Country:" in line.theirs
    gone = _line(BASE, BASE, BASE.with_changes(absences=()))
    assert gone.theirs == "removed"


def test_an_entry_without_days_says_so() -> None:
    line = _line(BASE, BASE, BASE.with_changes(statuses=(StatusEntry("s1", "visa_d"),)))
    assert line.label == "Earlier stay (no day told)"


def test_ranges_and_unknown_days_are_said() -> None:
    told = BASE.with_changes(
        approximate=(ApproximateDay("absences.a1.left", LEFT, date(2024, 5, 4)),),
        dont_know=frozenset({"absences.a1.returned"}),
    )
    line = _line(BASE, BASE, told)
    assert "Day you left: between 1 May 2024 and 4 May 2024" in line.theirs
    assert "Day you came back: I don't know" in line.theirs


def test_nothing_told_is_said() -> None:
    line = _line(BASE, BASE, BASE.with_changes(person=Person("Anna")))
    assert (line.ours, line.theirs) == ("Nowak", "nothing told")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("yes", "Yes"),
        (DONT_KNOW, "I don't know"),
        (3, "3"),
        (Decimal("1234.50"), "1,234.50"),
        ("free", "free"),
    ],
)
def test_answers_stand_under_their_question(value: Any, words: str) -> None:
    line = _line(
        BASE,
        BASE,
        BASE.with_changes(
            answers=Answers.of(
                {
                    "obstacle": value,
                }
            )
        ),
    )
    assert line.theirs == words
    assert _line(BASE, BASE, BASE.with_changes(answers=Answers.of({"not_ours": value}))).label == "not_ours"


def test_documents_and_annexes_are_called_by_their_name() -> None:
    key = next(text for text in EN if text.startswith("document.") and text.endswith(".title"))
    document = DocumentState(key.split(".")[1], DocumentStatus.READY)
    assert _line(BASE, BASE, BASE.with_changes(documents=(*BASE.documents, document))).label == (
        f"Document ({EN.get(key)})"
    )
    annex = AnnexState("annex_1_employer.2", "Mill", signed=Tri.YES)
    line = _line(BASE, BASE, BASE.with_changes(annexes=(annex,)))
    assert EN.get("annex.annex_1_employer.title") in line.label
    assert line.theirs == "Name: Mill; Signed: Yes"


def test_in_a_household_the_person_is_named() -> None:
    base = BASE.with_changes(members=(Case("m", person=Person("Zoé")),))
    theirs = base.with_changes(members=(Case("m", person=Person("Zoé"), note="n"),))
    line = _line(base, base, theirs)
    assert (line.person, line.label) == ("Zoé", "Zoé: Note on the case")
    assert _line(base, base, base.with_changes(note="n")).label == "Anna Nowak: Note on the case"
    gone = _line(base, base, BASE)
    assert (gone.label, gone.before, gone.theirs) == ("Person in this case", "Zoé", "removed")


def test_a_present_stay_of_another_kind_is_told_whole() -> None:
    theirs = BASE.with_changes(current_stay=CurrentStay("visa_d", last_day=date(2027, 1, 1)))
    line = _line(BASE, BASE, theirs)
    assert line.label == "Your present stay"
    assert EN.get("status.visa_d.title") in line.theirs


def test_a_note_of_pages_is_cut() -> None:
    line = _line(BASE, BASE, BASE.with_changes(note="x" * 5000))
    assert len(line.theirs) == merge_lines.LONGEST
    assert line.theirs.endswith("…")


def test_an_id_that_stands_twice_can_be_told_too() -> None:
    twice = (StatusEntry("s1", "visa_d", LEFT), StatusEntry("s1", "visa_d", BACK))
    base = BASE.with_changes(statuses=twice)
    line = _line(
        base, base, base.with_changes(statuses=(twice[0], StatusEntry("s1", "visa_d", BACK, note="n")))
    )
    assert line.label == "Earlier stay (s1 (2)): Note"


@pytest.fixture(params=languages())
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


def test_every_field_and_every_group_has_a_name(texts: Texts) -> None:
    names = [
        f"page.path.{name}" if texts.has(f"page.path.{name}") else f"handover.field.{name}"
        for name in SCALARS
    ]
    for place, kind in (RECORDS | LISTS).items():
        for each in fields(kind):
            key = f"{place}_{each.name}"
            if each.name != "id":
                names.append(
                    f"handover.field.{key}" if texts.has(f"handover.field.{key}") else f"page.path.{key}"
                )
    names += [f"handover.part.{place}_{part}" for place, parts in GROUPS.items() for part in parts]
    names += [f"handover.place.{place}" for place in LISTS] + [f"handover.kind.{kind}" for kind in ChangeKind]
    names += [f"page.path.{place}" for place in ("current_stay", "earlier_filing")]
    assert [name for name in names if not texts.has(name)] == []


def test_every_choice_has_words(texts: Texts) -> None:
    missing = []
    for place, kind in {"": Case, **RECORDS, **LISTS}.items():
        for name, hint in get_type_hints(kind).items():
            for told in (hint, *(each for each in get_args(hint) if each is not NoneType)):
                if isinstance(told, type) and issubclass(told, StrEnum) and told is not Tri:
                    pattern = merge_lines._WORDS[f"{place}.{name}"]
                    missing += [value for value in told if not texts.has(pattern.format(value))]
    assert missing == []


def test_a_merge_without_changes_has_no_lines() -> None:
    found: Merge = merge(BASE, BASE, BASE)
    assert lines(found, EN) == ()
