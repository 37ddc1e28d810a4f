from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from permitdesk.documents.atomic import write_atomically
from permitdesk.documents.errors import TargetUnwritable
from tests.documents import factory


def test_a_new_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    write_atomically(target, b"x")
    assert target.read_bytes() == b"x"
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


def test_a_replaced_file_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(0o644)
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def full(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TargetUnwritable) as caught:
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
    sentence = factory.texts("en").fill(caught.value.text_id, **caught.value.params)
    assert "a.pdf" in sentence
    assert os.strerror(code) in sentence


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(TargetUnwritable):
        write_atomically(tmp_path / "a.pdf", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_the_message_for_developers_holds_no_folder(tmp_path: Path) -> None:
    with pytest.raises(TargetUnwritable) as caught:
        write_atomically(tmp_path / "Jan Kowalski" / "a.pdf", b"new")
    assert "Kowalski" not in str(caught.value)


def test_a_folder_that_cannot_be_synced_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if Path(path) == tmp_path:
            raise OSError(errno.EACCES, "no")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    write_atomically(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").read_bytes() == b"x"
