"""The paper of a family of four: complete, each person under their name, nothing said four times."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from permitdesk import resources
from permitdesk.documents.elements import (
    Block,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Line,
    Links,
    Note,
    Paragraph,
    Report,
    Row,
    Rows,
    Section,
    Severity,
    Table,
    TickRow,
    TickRows,
)
from permitdesk.documents.merging import merged
from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_household_report, build_report
from permitdesk.domain.case import Case
from permitdesk.domain.household_summary import assess_household
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import load_texts
from permitdesk.storage.exchange import questions_of, read_case

ON = date(2026, 11, 21)
NAMES = ("Giorgi Beridze", "Nino Beridze", "Mariam Beridze", "Luka Beridze")
rules = cache(load_ruleset)
texts = cache(load_texts)


@cache
def _family() -> Case:
    path = Path(str(resources.root())) / "samples" / "tr_family_of_four.json"
    return read_case(path, questions_of(rules()))


@cache
def _report(language: str, second: str | None = None) -> Report:
    family = assess_household(_family(), rules(), ON)
    return build_household_report(family, rules(), texts(language), texts(second) if second else None)


@cache
def _pages(language: str, second: str | None = None) -> tuple[str, ...]:
    reader = PdfReader(io.BytesIO(render_pdf(_report(language, second))))
    return tuple(re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages)


def test_a_newborn_without_a_title_is_sent_to_the_office_and_not_told_of_illegal_stay() -> None:
    baby = assess_household(_family(), rules(), ON)[-1]
    assert baby.case.current_stay is not None
    assert baby.case.current_stay.kind == "born_in_poland_no_title"
    assert baby.dossier.last_day_of_legal_stay.legal_now is None
    assert not {w.id for w in baby.dossier.warnings} & {"stay_over", "stay_may_end_soon"}
    assert "check with the office" in _pages("en")[0]
    assert "sprawdzić w urzędzie" in _pages("pl")[0]


def _section(section_id: str) -> Section:
    return next(section for section in _report("en").sections if section.id == section_id)


@pytest.mark.parametrize(
    ("language", "second", "words"),
    [
        ("en", None, ("20 January 2027", "Collect once", "390 PLN", "no UPO yet")),
        ("pl", None, ("20 stycznia 2027", "Zbierz raz", "390 zł", "nie ma UPO")),
        ("pl", "en", ("20 stycznia 2027", "Collect once", "Zbierz raz")),
    ],
)
def test_page_one_is_one_page_with_everybody_and_the_rest_is_complete(
    language: str, second: str | None, words: tuple[str, ...]
) -> None:
    pages = _pages(language, second)
    assert all(name in pages[0] for name in NAMES)
    assert texts(language).get("report.family.plan") in pages[1]
    whole = " ".join(pages)
    assert all(word in whole for word in words)
    for name in NAMES:
        assert texts(language).fill("report.family.part", name=name) in whole


def test_every_page_of_a_person_says_whose_it_is_and_has_its_number() -> None:
    pages = _pages("en")
    for name in NAMES:
        own = [n for n, page in enumerate(pages) if f"plan and checklist · {name}" in page]
        assert own == list(range(own[0], own[-1] + 1))
        assert f"{name}: at a glance" in pages[own[0]]
    assert all(f"Page {number} of" in page for number, page in enumerate(pages, 1))


def test_every_link_of_the_contents_has_its_target() -> None:
    report = _report("en")
    ids = [section.id for section in report.sections]
    assert len(set(ids)) == len(ids)
    links = [
        line.link
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Links)
        for line in block.links
    ]
    assert len(links) > 20
    assert {link.removeprefix("#") for link in links if link} <= set(ids)


def test_money_stands_by_person_and_payee_with_its_total() -> None:
    (table,) = (b for b in _section("family_plan").blocks if isinstance(b, Table) and b.total)
    assert [row[-1].text for row in table.rows] == ["540 PLN", "440 PLN", "390 PLN", "390 PLN"]
    assert [cell.text for cell in table.total or ()][1:] == ["1,460 PLN", "300 PLN", "1,760 PLN"]


def test_a_document_for_several_people_is_named_once_with_all_of_them() -> None:
    table = next(b for b in _section("family_plan").blocks if isinstance(b, Table))
    served = {row[0].text: row[1].text for row in table.rows}
    assert served["Proof of your home in Poland"] == "Nino Beridze, Mariam Beridze, Luka Beridze"
    assert len(served) == len(table.rows)


def test_steps_and_letters_stand_once_with_boxes_for_everybody() -> None:
    ids = [section.id for section in _report("en").sections]
    assert ids.count("all-mos") == 1
    assert sum("after" in section_id for section_id in ids) == 1
    ticks = next(b for b in _section("all-mos").blocks if isinstance(b, TickRows))
    assert [box.label.text for box in ticks.rows[0].boxes] == list(NAMES)
    boxes = [b for b in _section("all-mos").blocks if isinstance(b, FillIns)]
    assert [block.boxes[0].label.text for block in boxes] == [f"{name}: UPO number" for name in NAMES]


def test_one_person_has_the_report_of_one_person() -> None:
    alone = assess_household(_family().with_changes(members=()), rules(), ON)
    expected = build_report(alone[0].case, alone[0].dossier, rules(), texts("en"))
    assert build_household_report(alone, rules(), texts("en")) == expected


def test_a_person_without_name_or_answers_has_a_part_all_the_same() -> None:
    family = assess_household(Case("a", members=tuple(Case(str(n)) for n in range(5))), rules(), ON)
    report = build_household_report(family, rules(), texts("en"))
    tables = [b for b in report.sections[0].blocks if isinstance(b, Table)]
    assert [len(table.header) for table in tables] == [5, 3]
    assert render_pdf(report).startswith(b"%PDF")


def test_equal_households_give_equal_bytes() -> None:
    assert render_pdf(_report("en")) == render_pdf(replace(_report("en")))


# --- merging ------------------------------------------------------------------------


A, B = Line("Ana"), Line("Bo", "Bo PL")


def _merge(first: tuple[Block, ...], second: tuple[Block, ...]) -> tuple[Block, ...]:
    title = Line("X")
    return merged([(A, Section("x", title, first)), (B, Section("x", title, second))]).blocks


def test_what_is_said_to_both_stands_once() -> None:
    both: tuple[Block, ...] = (Heading(Line("H")), Paragraph(Line("p")), Bullets((Line("b"),)))
    assert _merge(both, both) == both


def test_what_is_said_to_one_says_to_whom() -> None:
    found = _merge(
        (Heading(Line("only", "tylko")), Paragraph(Line("a")), Paragraph(Line("small"), quiet=True)),
        (Note(Severity.RED, Line("Urgent"), (Line("n"), Line("m"))), Note(Severity.INFO, Line("Empty"), ())),
    )
    assert set(found) == {
        Heading(Line("only (Ana)", "tylko (Ana)")),
        Paragraph(Line("Ana: a")),
        Paragraph(Line("small"), quiet=True),
        Note(Severity.RED, Line("Urgent"), (Line("Bo: n", "Bo PL: n"), Line("m"))),
        Note(Severity.INFO, Line("Empty"), ()),
    }


def test_lists_are_merged_line_by_line_in_order() -> None:
    (bullets,) = _merge((Bullets((Line("1"), Line("3"))),), (Bullets((Line("1"), Line("2"), Line("3"))),))
    assert bullets == Bullets((Line("1"), Line("Bo: 2", "Bo PL: 2"), Line("3")))
    value = (Line("v"),)
    (rows,) = _merge((Rows((Row(Line("k"), value),)),), (Rows((Row(Line("k"), (Line("w"),)),)),))
    assert isinstance(rows, Rows)
    assert [row.label.text for row in rows.rows] == ["k (Ana)", "k (Bo)"]


def test_each_person_has_boxes_of_their_own() -> None:
    done = TickRow(Line("do"), ticked=True)
    (ticks, first, second) = _merge(
        (TickRows((done,)), FillIns((FillIn(Line("no"), "1"),))),
        (TickRows((replace(done, ticked=False),)), FillIns((FillIn(Line("no")),))),
    )
    assert isinstance(ticks, TickRows)
    assert [(box.label, box.ticked) for box in ticks.rows[0].boxes] == [(A, True), (B, False)]
    assert not ticks.rows[0].ticked
    assert first == FillIns((FillIn(Line("Ana: no"), "1"),))
    assert second == FillIns((FillIn(Line("Bo: no", "Bo PL: no")),))


def test_a_section_of_one_person_stays_as_it_is() -> None:
    section = Section("x", Line("X"), (Paragraph(Line("p")),))
    assert merged([(A, section)]) is section
