"""The documented format: a reader written from the document alone opens our files, of today and of once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given, settings

from permitdesk import resources
from permitdesk.crypto.argon2 import FLOOR
from permitdesk.domain.case import Case
from permitdesk.storage.exchange import case_to_json
from permitdesk.storage.handover.files import COSTS, HandoverFiles
from permitdesk.storage.handover.lineage import common_ancestor, digest
from permitdesk.storage.handover.packages import Package
from tests.storage.handover.cheap import CHEAP, DAY, PASSPHRASE, sealed
from tests.storage.handover.independent_reader import digest as digest_by_the_document
from tests.storage.handover.independent_reader import read
from tests.storage.made_cases import FULL_CASE, cases

STORED = Path(__file__).parent.parent.parent / "files" / "handover_v1.permitdesk"
STORED_PASSPHRASE = "cztery słowa na drogę"
#: of the case with and without its note, worked out on 21 November 2026
DIGESTS = (
    "b5675e194ded2cf4f73246f9868961e1680afd02ab09a29c925ed874495cd052",
    "b3662828fc27b83274fd4a78e742c739a388b7f19053f6f70ad72dac0dd7a3a2",
)


def test_the_stored_file_of_version_1_opens() -> None:
    (package,) = HandoverFiles().open(STORED, STORED_PASSPHRASE)
    assert case_to_json(package.case) == case_to_json(FULL_CASE)
    assert package.lineage == DIGESTS
    assert package.made_on == DAY


def test_a_reader_written_from_the_document_opens_the_stored_file() -> None:
    package = read(STORED.read_bytes(), STORED_PASSPHRASE)
    assert package["made_on"] == "2026-11-21"
    (entry,) = package["cases"]
    assert entry["case"] == case_to_json(FULL_CASE)
    assert tuple(entry["lineage"]) == DIGESTS
    assert digest_by_the_document(entry["case"]) == DIGESTS[0]


def test_a_reader_written_from_the_document_opens_what_we_write_now(tmp_path: Path) -> None:
    path = tmp_path / "now.permitdesk"
    other = Case("other", note='"\\/\b\f\n\r\t\x1f\x7f \U0001f600 ą')
    packages = [Package(FULL_CASE, DIGESTS, DAY), Package(other, (digest(other),), DAY)]
    HandoverFiles().seal(path, packages, STORED_PASSPHRASE)
    first, second = read(path.read_bytes(), STORED_PASSPHRASE)["cases"]
    assert first == {"case": case_to_json(FULL_CASE), "lineage": list(DIGESTS)}
    assert second["case"]["note"] == other.note
    assert second["lineage"] == [digest_by_the_document(second["case"])]


def test_it_does_not_open_with_another_passphrase() -> None:
    with pytest.raises(InvalidTag):
        read(STORED.read_bytes(), STORED_PASSPHRASE + ".")


@settings(max_examples=40, deadline=None)
@given(cases)
def test_the_digest_of_any_case_is_the_documented_one(case: Case) -> None:
    assert digest(case) == digest_by_the_document(case_to_json(case))


def test_a_digest_knows_the_case_again_after_a_file(tmp_path: Path) -> None:
    data = sealed(tmp_path / "f.permitdesk", FULL_CASE)
    (entry,) = read(data, PASSPHRASE, CHEAP.memory_kib, CHEAP.passes)["cases"]
    assert digest_by_the_document(entry["case"]) == digest(FULL_CASE) == DIGESTS[0]
    assert digest(FULL_CASE.with_changes(note="")) == DIGESTS[1]


def test_the_header_says_how_the_file_is_locked_and_nothing_else(tmp_path: Path) -> None:
    line = sealed(tmp_path / "f.permitdesk", FULL_CASE).partition(b"\n")[0]
    header = json.loads(line)
    assert line == json.dumps(header, sort_keys=True, separators=(",", ":")).encode("ascii")
    assert set(header) == {"cipher", "format", "kdf", "version"}


def test_every_file_has_a_salt_and_a_nonce_of_its_own(tmp_path: Path) -> None:
    headers = [
        json.loads(sealed(tmp_path / f"{n}.permitdesk", FULL_CASE).partition(b"\n")[0]) for n in range(3)
    ]
    assert len({header["kdf"]["salt"] for header in headers}) == 3
    assert len({header["cipher"]["nonce"] for header in headers}) == 3


def test_shipped_files_cost_a_guesser_no_less_than_a_vault() -> None:
    assert COSTS.memory_kib >= FLOOR.memory_kib
    assert COSTS.passes >= FLOOR.passes


def test_nothing_of_the_case_can_be_read_in_the_file(tmp_path: Path) -> None:
    data = sealed(tmp_path / "f.permitdesk", FULL_CASE)
    assert not [word for word in ("Łucja", "Příkladová", "5f1c0de0", "1988") if word.encode() in data]


def test_the_document_names_the_bounds_of_the_program() -> None:
    text = resources.read_text("schema/handover_format.md")
    assert f"{COSTS.memory_kib:,} KiB, {COSTS.passes} passes, {COSTS.lanes} lanes" in text


def test_the_common_ancestor_is_the_newest_state_of_ours_that_they_know() -> None:
    ours = ((7, "g"), (5, "e"), (2, "b"))
    assert common_ancestor(ours, ("x", "b", "e")) == 5
    assert common_ancestor(ours, ("g",)) == 7
    assert common_ancestor(ours, ("x",)) is None
    assert common_ancestor((), ("x",)) is None
