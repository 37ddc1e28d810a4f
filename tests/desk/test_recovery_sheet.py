"""The sheet with the recovery key: everything needed, on one page, and about nobody."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from permitdesk.documents.pdf import render_pdf
from permitdesk.documents.recovery_sheet import RecoverySheet, build_recovery_sheet
from permitdesk.rulesets.texts import Texts, load_texts

KEY = "7K3M-9XQ2-H4TV-0B8N-ZD5R-1WGA-PC6E-YJ2F-S9MT"
SHEET = RecoverySheet(KEY, "A7-K3", date(2026, 11, 21))


@pytest.fixture(scope="module")
def languages() -> dict[str, Texts]:
    return {language: load_texts(language) for language in ("en", "pl")}


@pytest.mark.parametrize(("first", "second"), [("en", None), ("pl", None), ("en", "pl"), ("pl", "en")])
def test_the_whole_key_stands_on_one_page_in_order(
    languages: dict[str, Texts], first: str, second: str | None
) -> None:
    other = None if second is None else languages[second]
    reader = PdfReader(BytesIO(render_pdf(build_recovery_sheet(SHEET, languages[first], other))))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    groups = KEY.split("-")
    found = [text.find(group) for group in groups]
    assert -1 not in found
    assert found == sorted(found)
    assert [text.count(group) for group in groups] == [1] * len(groups)
    assert text.count("A7-K3") >= 1


@pytest.mark.parametrize("language", ["en", "pl"])
def test_it_says_what_it_opens_where_to_keep_it_and_what_if_it_is_lost(
    languages: dict[str, Texts], language: str
) -> None:
    texts = languages[language]
    text = " ".join(
        page.extract_text()
        for page in PdfReader(BytesIO(render_pdf(build_recovery_sheet(SHEET, texts)))).pages
    )
    for part in ("opens", "keep", "use", "lost"):
        assert texts.get(f"recovery_sheet.{part}.label").split()[0] in text
    assert texts.day(SHEET.made_on) in text


def test_the_key_is_neither_shown_by_the_record_nor_in_the_files_description(
    languages: dict[str, Texts],
) -> None:
    assert "7K3M" not in repr(SHEET)
    metadata = PdfReader(BytesIO(render_pdf(build_recovery_sheet(SHEET, languages["en"])))).metadata
    assert "7K3M" not in str(metadata)


def test_equal_sheets_give_equal_files(languages: dict[str, Texts]) -> None:
    first, second = (render_pdf(build_recovery_sheet(SHEET, languages["pl"])) for _ in range(2))
    assert first == second
