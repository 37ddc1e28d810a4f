"""Hand-over files that are damaged, forged, or hostile: refused with a sentence, and never read by halves."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from permitdesk.crypto.argon2 import derive
from permitdesk.domain.case import Case, CurrentStay
from permitdesk.rulesets.texts import load_texts
from permitdesk.storage.errors import (
    CaseFileError,
    HandoverError,
    StorageError,
    TargetUnwritable,
    WrongPassphrase,
)
from permitdesk.storage.handover import files as files_module
from permitdesk.storage.handover.files import DoesNotOpen, HandoverFiles
from permitdesk.storage.handover.header import LARGEST_HEADER
from permitdesk.storage.handover.names import file_name, new_mark
from permitdesk.storage.handover.packages import Package, with_sound_ids
from permitdesk.ui.viewmodels.vault_port import HandoverPort
from tests.storage.handover.cheap import DAY, PASSPHRASE, cheap_files, sealed
from tests.storage.handover.forging import forged, package, with_case
from tests.storage.made_cases import FULL_CASE

SMALL = Case("c1", note="Zażółć")
TEXTS = [load_texts("en"), load_texts("pl")]


def _said(error: StorageError) -> str:
    """The text id, after every language had a sentence for it."""
    assert all(texts.fill(error.text_id, **error.params) for texts in TEXTS)
    return error.text_id.removeprefix("storage_error.")


def _refusal(path: Path, data: bytes, passphrase: str = PASSPHRASE) -> str:
    """Why these bytes are refused as a file."""
    path.write_bytes(data)
    with pytest.raises(StorageError) as caught:
        cheap_files().open(path, passphrase)
    return _said(caught.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "f.permitdesk"


def test_cases_come_out_as_they_went_in(path: Path) -> None:
    port: HandoverPort = cheap_files()
    port.seal(path, [Package(FULL_CASE, ("a" * 64,), DAY), Package(SMALL, (), DAY)], PASSPHRASE)
    first, second = port.open(path, PASSPHRASE)
    assert (first.lineage, first.made_on) == (("a" * 64,), DAY)
    assert first.case.person == FULL_CASE.person
    assert first.case.members[0].person == FULL_CASE.members[0].person
    assert second.case == SMALL


def test_a_passphrase_opens_however_the_keyboard_composes_its_letters(path: Path) -> None:
    cheap_files().seal(path, [Package(SMALL, (), DAY)], "z\u0307o\u0301\u0142te kwiaty")
    assert cheap_files().open(path, "\u017c\u00f3\u0142te kwiaty")[0].case == SMALL


def test_a_wrong_passphrase_says_what_it_may_be(path: Path) -> None:
    sealed(path, SMALL)
    with pytest.raises(WrongPassphrase) as caught:
        cheap_files().open(path, "Zazolc gesla jazn")
    assert _said(caught.value) == "handover_does_not_open"


@pytest.mark.parametrize("passphrase", ["", "1234567", "żółwiki"])
def test_a_passphrase_that_is_too_short_makes_no_file(path: Path, passphrase: str) -> None:
    with pytest.raises(HandoverError) as caught:
        cheap_files().seal(path, [Package(SMALL, (), DAY)], passphrase)
    assert _said(caught.value) == "handover_passphrase_short"
    assert not path.exists()


def test_every_byte_that_is_changed_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "derive", _remembered())
    data = sealed(path, Case("c"))
    for place in range(len(data)):
        for bit in (1, 0x20, 0x80):
            assert _refusal(path, data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])


def test_a_file_cut_off_anywhere_says_so(path: Path) -> None:
    data = sealed(path, Case("c"))
    end = data.index(b"\n") + 1
    for length in range(len(data)):
        expected = "handover_not_one" if length < end else "handover_cut"
        assert _refusal(path, data[:length]) == expected


def test_a_file_to_which_something_was_added_says_so(path: Path) -> None:
    assert _refusal(path, sealed(path, SMALL) + b"\n") == "handover_longer"


def _remembered() -> Callable[..., bytes]:
    """``derive`` that works every key out once."""
    known: dict[Any, bytes] = {}

    def derive_once(secret: bytes, salt: bytes, costs: Any) -> bytes:
        key = (secret, salt, costs)
        if key not in known:
            known[key] = derive(secret, salt, costs)
        return known[key]

    return derive_once


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "handover_not_one"),
        (b"\n", "handover_not_one"),
        (b"hello", "handover_not_one"),
        (b'{"format":"permitdesk.handover"' + b" " * LARGEST_HEADER + b"}\n", "handover_not_one"),
        (b'{"format":"permitdesk.handover"\n', "handover_not_one"),
        (b'{"format":"permitdesk.handover","format":"permitdesk.handover"}\n', "handover_not_one"),
        (b'{"format":"permitdesk.handover\xc5\x81"}\n', "handover_not_one"),
        (b'["permitdesk.handover"]\n', "handover_not_one"),
        (b'{"format":"permitdesk.other"}\n', "handover_not_one"),
        (b'{\n  "format": "permitdesk.case",\n  "version": 3\n}\n', "handover_is_case_file"),
        (b'{"format":"permitdesk.handover","version":2}\n', "handover_newer"),
        (b'{"format":"permitdesk.handover","version":10000000000000}\n', "handover_newer"),
        (b'{"format":"permitdesk.handover","version":true}\n', "handover_header"),
        (b'{"format":"permitdesk.handover","version":0}\n', "handover_header"),
        (b'{"format":"permitdesk.handover","version":1}\n', "handover_header"),
        (b"{" * 4000 + b'"permitdesk.handover"\n', "handover_not_one"),
        (b'{"permitdesk.":' + b"9" * 4000 + b"}\n", "handover_not_one"),
    ],
)
def test_what_is_no_hand_over_file_is_told_so(path: Path, data: bytes, said: str) -> None:
    assert _refusal(path, data) == said


@pytest.mark.parametrize(
    "header",
    [
        {"kdf_memory_kib": 4 * 2**20},
        {"kdf_memory_kib": 63},
        {"kdf_memory_kib": -64},
        {"kdf_memory_kib": "64"},
        {"kdf_memory_kib": 64.0},
        {"kdf_memory_kib": True},
        {"kdf_passes": 0},
        {"kdf_passes": 1001},
        {"kdf_passes": 10**30},
        {"kdf_lanes": 0},
        {"kdf_lanes": 17},
        {"kdf_name": "scrypt"},
        {"kdf_salt": "c3Nzc3Nzc3Nzc3Nzc3NzcA"},
        {"kdf_salt": "AAAA"},
        {"kdf_salt": 1},
        {"kdf_salt": "ą"},
        {"kdf_extra": 1},
        {"kdf": []},
        {"cipher_name": "AES-128-GCM"},
        {"cipher_nonce": "AAAA"},
        {"cipher_length": 16},
        {"cipher_length": "9"},
        {"cipher_extra": 1},
        {"cipher": None},
        {"extra": 1},
    ],
)
def test_a_header_out_of_bounds_is_refused_before_any_work(
    path: Path, header: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = forged(package(), **header)
    monkeypatch.setattr(files_module, "derive", _never)
    assert _refusal(path, data) == "handover_header"


def _never(*_: object) -> bytes:
    raise AssertionError("no key may be worked out")


def test_memory_times_passes_is_bounded_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = forged(package(), kdf_memory_kib=2**20, kdf_passes=5)
    monkeypatch.setattr(files_module, "derive", _never)
    assert _refusal(path, data) == "handover_header"


def test_the_shipped_reader_refuses_costs_below_the_floor(path: Path) -> None:
    sealed(path, SMALL)
    with pytest.raises(HandoverError) as caught:
        HandoverFiles().open(path, PASSPHRASE)
    assert _said(caught.value) == "handover_header"


def test_a_computer_without_the_memory_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starved(*_: object) -> bytes:
        raise MemoryError

    sealed(path, SMALL)
    monkeypatch.setattr(files_module, "derive", starved)
    assert _refusal(path, path.read_bytes()) == "handover_no_memory"


LONG = ["0" * 64] * 10_001


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"no json",
        b"[" * 100_000,
        [],
        {"format": "permitdesk.case"},
        package(version=0),
        package(version=True),
        package(version="1"),
        package(made_on="2026-02-30"),
        package(made_on="1600-01-01"),
        package(made_on="21.11.2026"),
        package(made_on=None),
        package(more=1),
        package(cases=[]),
        package(cases={}),
        package(cases=[{}] * 1001),
        package(cases=[1]),
        package(cases=[{"case": {}}]),
        package(cases=[{"case": {}, "lineage": [], "path": "../../x"}]),
        package(cases=[{"case": {}, "lineage": "0" * 64}]),
        package(cases=[{"case": {}, "lineage": ["../../etc/passwd"]}]),
        package(cases=[{"case": {}, "lineage": [1]}]),
        package(cases=[{"case": {}, "lineage": LONG}]),
    ],
    ids=lambda content: str(content)[:40],
)
def test_content_that_is_no_package_is_refused(path: Path, content: Any) -> None:
    assert _refusal(path, forged(content)) == "handover_content"


def test_a_newer_package_is_told_from_a_damaged_one(path: Path) -> None:
    assert _refusal(path, forged(package(version=2))) == "handover_newer"


@pytest.mark.parametrize("plain", [b"plain", zlib.compress(b"{}")[:-2], zlib.compress(b"{}") + b"more"])
def test_content_that_is_not_packed_rightly_is_refused(path: Path, plain: bytes) -> None:
    assert _refusal(path, forged(plain, packed=False)) == "handover_content"


def test_content_that_would_fill_the_memory_is_not_unpacked(path: Path) -> None:
    packer = zlib.compressobj()
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(65)) + packer.flush()
    assert len(bomb) < 2**20
    assert _refusal(path, forged(bomb, packed=False)) == "handover_too_much"


def test_more_than_fits_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "LARGEST_CONTENT", 100)
    with pytest.raises(HandoverError) as caught:
        sealed(path, SMALL)
    assert _said(caught.value) == "handover_too_much"
    assert not path.exists()


def test_a_file_that_is_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = sealed(path, SMALL)
    monkeypatch.setattr(files_module, "LARGEST_FILE", len(data) - 1)
    assert _refusal(path, data) == "handover_too_large"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for place, said in ((tmp_path / "none.permitdesk", "file_missing"), (tmp_path, "file_unreadable")):
        with pytest.raises(HandoverError) as caught:
            cheap_files().open(place, PASSPHRASE)
        assert _said(caught.value) == said


@pytest.mark.parametrize(
    ("told", "place", "said"),
    [
        ({"person": {"birth_date": "1988-02-30"}}, "cases[0].case.person.birth_date", "impossible_day"),
        ({"surprise": 1}, "cases[0].case.surprise", "unknown_field"),
        ({"format": "other"}, "cases[0].case.format", "not_a_case_file"),
        ({"version": 99}, "cases[0].case.version", "newer_version"),
        ({"note": "\ud800"}, "cases[0].case.note", "broken_character"),
        ({"case_id": ""}, "cases[0].case.case_id", "empty_id"),
    ],
)
def test_a_case_that_is_wrong_is_refused_with_its_field(
    path: Path, told: dict[str, Any], place: str, said: str
) -> None:
    path.write_bytes(forged(with_case(**told)))
    with pytest.raises(CaseFileError) as caught:
        cheap_files().open(path, PASSPHRASE)
    assert caught.value.path == caught.value.params["path"] == place
    assert _said(caught.value) == said


def test_one_wrong_case_among_good_ones_lets_nothing_in(path: Path) -> None:
    good = package()["cases"][0]
    wrong = {"case": {**good["case"], "case_id": "c2", "person": []}, "lineage": []}
    path.write_bytes(forged(package(cases=[good, wrong])))
    with pytest.raises(CaseFileError) as caught:
        cheap_files().open(path, PASSPHRASE)
    assert caught.value.path == "cases[1].case.person"


def test_the_same_case_twice_is_refused(path: Path) -> None:
    path.write_bytes(forged(package(cases=package()["cases"] * 2)))
    with pytest.raises(CaseFileError) as caught:
        cheap_files().open(path, PASSPHRASE)
    assert caught.value.path == "cases[1].case.case_id"


def test_names_that_the_rules_do_not_know_are_refused_as_in_a_case_file(path: Path) -> None:
    from permitdesk.rulesets.loader import load_ruleset

    files = cheap_files(load_ruleset)
    sealed(path, Case("c", current_stay=CurrentStay("visa_of_the_moon")))
    with pytest.raises(CaseFileError) as caught:
        files.open(path, PASSPHRASE)
    assert caught.value.path == "cases[0].case.current_stay.kind"
    assert cheap_files().open(path, PASSPHRASE)[0].case.current_stay == CurrentStay("visa_of_the_moon")


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/passwd", "C:\\x", "a b", "ą", "x" * 65, "a\x00", "a\n", "."]
)
def test_an_id_that_could_be_a_path_is_replaced_and_joined_with_nothing(path: Path, name: str) -> None:
    data = sealed(path, Case(name, members=(Case(f"{name}m"), Case("sound"))), lineage=("a" * 64,))
    path.write_bytes(data)
    ids = iter(["new1", "new2"])
    (found,) = cheap_files(new_id=lambda: next(ids)).open(path, PASSPHRASE)
    assert [found.case.case_id, *(m.case_id for m in found.case.members)] == ["new2", "new1", "sound"]
    assert found.lineage == ()


@pytest.mark.parametrize("name", ["a", "5f1c0de0c0ffee00", "A-b_9", "x" * 64])
def test_a_plain_id_is_kept(name: str) -> None:
    assert with_sound_ids(Case(name)).case_id == name


def test_a_file_name_says_the_day_and_nothing_about_a_person() -> None:
    assert file_name(DAY, "3fa9c1") == "permitdesk-2026-11-21-3fa9c1.permitdesk"
    assert new_mark() != new_mark()


def test_an_older_file_is_replaced_whole_or_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sealed(path, SMALL)

    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(TargetUnwritable):
        sealed(path, FULL_CASE)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_file_without_a_case_is_a_mistake_of_the_caller(path: Path) -> None:
    with pytest.raises(ValueError, match="at least one case"):
        cheap_files().seal(path, [], PASSPHRASE)


def test_a_case_that_could_not_be_read_back_is_not_handed_over(path: Path) -> None:
    with pytest.raises(CaseFileError):
        sealed(path, Case(""))
    assert not path.exists()


def test_the_message_for_developers_holds_no_passphrase() -> None:
    assert PASSPHRASE not in repr(DoesNotOpen()) + repr(cheap_files())
