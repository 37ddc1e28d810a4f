"""Faults below Python's own files: key files, backups, hand-over files, renames and folders."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from tests.faults.disk import Disk, Fault, fault_error

_FLAGS_THAT_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@contextmanager
def faulty_files(disk: Disk, folder: Path) -> Iterator[None]:
    """What Python writes below ``folder`` lies on ``disk``; other files are left alone."""
    with pytest.MonkeyPatch.context() as patch:
        _replace_os(patch, disk, folder)
        _replace_open(patch, disk, folder)
        yield


def _inside(path: Any, folder: Path) -> bool:
    try:
        told = os.fsdecode(path)
    except TypeError:
        return False
    return Path(told).absolute().is_relative_to(folder)


def _replace_os(patch: pytest.MonkeyPatch, disk: Disk, folder: Path) -> None:
    real_open, real_write, real_fsync = os.open, os.write, os.fsync
    handles: set[int] = set()

    def fake_open(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        inside = _inside(path, folder)
        if inside and flags & _FLAGS_THAT_WRITE:
            disk.check("open", Path(os.fsdecode(path)).name)
        handle = real_open(path, flags, mode, dir_fd=dir_fd)
        handles.discard(handle)
        if inside:
            handles.add(handle)
            disk.opened(handle, Path(os.fsdecode(path)).name)
        return handle

    def fake_write(handle: int, data: Any) -> int:
        if handle in handles:
            fault = disk.verdict("write", disk.name_of(handle))
            if fault is Fault.HALF:
                return real_write(handle, bytes(data)[: len(data) // 2])
            if fault is not None:
                raise fault_error(fault, disk.name_of(handle))
        return real_write(handle, data)

    def fake_fsync(file: Any) -> None:
        handle = file if isinstance(file, int) else file.fileno()
        name = disk.name_of(handle)
        if handle in handles or name != "?":
            disk.check("sync", name)
        real_fsync(file)

    patch.setattr(os, "open", fake_open)
    patch.setattr(os, "write", fake_write)
    patch.setattr(os, "fsync", fake_fsync)
    for name, kind in (("unlink", "unlink"), ("remove", "unlink"), ("mkdir", "folder"), ("rmdir", "folder")):
        patch.setattr(os, name, _checked(getattr(os, name), disk, folder, kind, place=0))
    for name in ("rename", "replace"):
        patch.setattr(os, name, _checked(getattr(os, name), disk, folder, "rename", place=1))


def _checked(real: Callable[..., Any], disk: Disk, folder: Path, kind: str, place: int) -> Callable[..., Any]:
    def call(*arguments: Any, **more: Any) -> Any:
        if _inside(arguments[place], folder):
            disk.check(kind, Path(os.fsdecode(arguments[place])).name)
        return real(*arguments, **more)

    return call


def _replace_open(patch: pytest.MonkeyPatch, disk: Disk, folder: Path) -> None:
    real_open = io.open

    class Raw(io.FileIO):
        """An open file whose writes are counted."""

        def write(self, data: Any, /) -> int:
            name = disk.name_of(self.fileno())
            fault = disk.verdict("write", name)
            if fault is Fault.HALF:
                return super().write(bytes(data)[: len(data) // 2]) or 0
            if fault is not None:
                raise fault_error(fault, name)
            return super().write(data) or 0

        def truncate(self, size: int | None = None, /) -> int:
            disk.check("truncate", disk.name_of(self.fileno()))
            return super().truncate(size)

    def fake_open(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> IO[Any]:
        by_handle = isinstance(file, int)
        ours = disk.name_of(file) != "?" if by_handle else _inside(file, folder)
        if not ours or not set(mode) & set("wax+"):
            return real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not by_handle:
            disk.check("open", Path(os.fsdecode(file)).name)
        raw = Raw(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if not by_handle:
            disk.opened(raw.fileno(), Path(os.fsdecode(file)).name)
        if buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)

    patch.setattr(io, "open", fake_open)
    patch.setattr(builtins, "open", fake_open)
