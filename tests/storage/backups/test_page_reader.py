"""The reader that proves deletions sees what it must see; otherwise its silence would prove nothing."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from tests.storage.backups.page_reader import NotThisKey, pages, traces
from tests.vault_support import open_vault


def test_it_reads_what_the_program_wrote(tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    vault.store.save(Case(case_id="lan", title="Zażółć"), None)
    secret, database = bytes(vault.data_keys[0].secret), vault.database
    in_journal = list(pages(database.with_name(database.name + "-wal"), secret))
    assert any(traces(content, ["Zażółć"]) for content in in_journal)
    vault.close()
    assert any(traces(content, ["Zażółć"]) for content in pages(database, secret))


def test_it_notices_another_key(tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    secret = bytes(vault.data_keys[0].secret)
    vault.close()
    with pytest.raises(NotThisKey):
        list(pages(vault.database, bytes(32) + secret[32:]))


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("packed", [False, True])
def test_words_are_found_in_every_form(code: str, packed: bool) -> None:
    text = ("a" * 50 + "Gżegżółka" + "b" * 50).encode(code)
    data = b"\x78\x9c\x01" + b"before" + (zlib.compress(text) if packed else text) + b"after"
    assert traces(data, ["Gżegżółka", "Pszczoła"]) == {"Gżegżółka"}


def test_the_head_of_a_compressed_text_is_enough() -> None:
    text = ("Gżegżółka " + " ".join(f"{number * 7919:x}" for number in range(500))).encode()
    assert traces(zlib.compress(text)[:200], ["Gżegżółka"]) == {"Gżegżółka"}
