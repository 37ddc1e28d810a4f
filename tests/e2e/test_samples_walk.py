"""The shipped samples of temporary residence, walked as a person walks them, and their papers read back."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLabel, QWidget

from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.report import build_household_report
from permitdesk.domain.case import Case
from permitdesk.domain.household_summary import assess_household
from permitdesk.domain.law.rules import Ruleset
from permitdesk.resources import root
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts
from permitdesk.storage.exchange import questions_of, read_case
from tests.e2e.screens import every_screen, open_in, overflow
from tests.ui.conftest import FragileStore, Shell

ON = date(2026, 11, 21)
LANGUAGES = ("en", "pl")
#: red flags take room, so a full page may have to be scrolled by a row or two at 1280 by 720, not more
SCROLLED = 100
#: ten purposes, the three ways to file, a trap, days not known to the day, and somebody who does not know yet
SAMPLES = (
    "tr_work_single",
    "tr_blue_card",
    "tr_ict",
    "tr_studies",
    "tr_family_pl_spouse",
    "tr_family_foreigner_abroad",
    "tr_child_born_pl",
    "tr_cukr",
    "tr_trafficking",
    "tr_work_change",
    "tr_trap_tourist_visa",
    "tr_visa_free_two_states",
    "tr_finder_not_sure",
)
#: beginnings of text ids: a page that shows one has lost its words
IDS = (
    "report.",
    "route.",
    "requirement.",
    "question.",
    "note.",
    "deadline.",
    "channel.",
    "verdict.",
    "option.",
)


#: ways to file on paper
PAPER = ("paper_host", "paper_sponsor", "paper_holder")


@cache
def _texts(language: str) -> Texts:
    return load_texts(language)


@cache
def _rules() -> Ruleset:
    return load_ruleset()


def _sample(name: str) -> Case:
    path = Path(str(root())) / "samples" / f"{name}.json"
    return read_case(path, questions_of(_rules()))


def _without_words(page: QWidget) -> list[str]:
    """Labels on the page that show a text id or an open brace instead of words."""
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return [text for text in shown if text.startswith(IDS) or "{" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_walk_through_every_page(shell: Shell, store: FragileStore, language: str) -> None:
    shell.window.set_language(language)
    wrong = {}
    for name in SAMPLES:
        view = open_in(shell, store, _sample(name))
        for screen in every_screen(view):
            sideways, down = overflow(view)
            lost = _without_words(view.page)
            if sideways or down > SCROLLED or lost:
                wrong[f"{name}, {screen}"] = (sideways, down, lost)
    assert not wrong, "\n".join(f"{place}: {found}" for place, found in wrong.items())


@pytest.mark.parametrize(("name", "language"), list(zip(SAMPLES, LANGUAGES * len(SAMPLES), strict=False)))
def test_the_paper_of_a_sample_reads_back(name: str, language: str) -> None:
    case, texts = _sample(name), _texts(language)
    family = assess_household(case, _rules(), ON)
    report = build_household_report(family, _rules(), texts)
    reader = PdfReader(BytesIO(render_pdf(report)))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    first, whole = pages[0], " ".join(pages)
    assert case.person.surname in first
    channel = family[0].dossier.channel.channel
    if case.route is not None:
        assert texts.get(f"route.{case.route}.title") in first
        assert texts.get(f"report.channel.{channel}") in first
        # The articles of other kinds of permit do not stand in the dates and steps of a temporary one.
        told = repr([section for section in report.sections if section.id in ("deadlines", "mos")])
        assert not any(other in told for other in ("203d", "219d", "218a"))
    # On paper nobody is told to wait for the receipt of MOS.
    assert (texts.get("report.upo.title") in whole) is (channel not in PAPER)
    assert all(len(page) > 200 for page in pages), "a page holds next to nothing"
