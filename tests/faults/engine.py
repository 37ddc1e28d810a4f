"""Faults below SQLCipher: its own hook for tests puts our calls in the place of those of the system.

SQLite lets a test replace the calls to the system that it makes (``xSetSystemCall``), all but ``fsync``;
that one is reached through a copy of the table of methods that each open file has. Everything above the
calls, the handling of errors included, is the engine that ships.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from tests.faults.disk import Disk, Fault

_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, use_errno=True)
_PWRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, use_errno=True)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)
_ALLOCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64, use_errno=True)
_UNLINK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_OPEN_FILE = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
_SET_CALL = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_GET_CALL = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)

_IOERR_FSYNC, _OK = 10 | (4 << 8), 0
#: bytes of ``sqlite3_io_methods`` up to its last method of version 3
_METHODS = 8 + 18 * 8


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs`` of SQLite's documentation."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("others", ctypes.c_void_p * 12),
        ("set_call", ctypes.c_void_p),
        ("get_call", ctypes.c_void_p),
        ("next_call", ctypes.c_void_p),
    )


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods`` up to the one that is replaced."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", ctypes.c_void_p),
        ("read", ctypes.c_void_p),
        ("write", ctypes.c_void_p),
        ("truncate", ctypes.c_void_p),
        ("sync", ctypes.c_void_p),
    )


@contextmanager
def faulty_engine(disk: Disk) -> Iterator[None]:
    """All files that SQLCipher opens inside lie on ``disk``. Close every connection before the end."""
    from sqlcipher3 import _sqlite3

    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)
    kept = _replace_calls(vfs, disk)
    kept += _replace_sync(vfs, disk)
    first_open = kept[-1]
    try:
        yield
    finally:
        vfs.contents.open = ctypes.cast(first_open, ctypes.c_void_p).value
        _SET_CALL(vfs.contents.set_call)(ctypes.addressof(vfs.contents), None, None)


def _fail(fault: Fault) -> int:
    ctypes.set_errno(abs(fault.value))
    return -1


def _replace_calls(vfs: Any, disk: Disk) -> list[Any]:
    """Put our calls in place; returns them, for they must live as long as they are used."""
    get_call, set_call = _GET_CALL(vfs.contents.get_call), _SET_CALL(vfs.contents.set_call)
    address = ctypes.addressof(vfs.contents)

    def replace(name: bytes, prototype: Any, make: Callable[[Any], Callable[..., int]]) -> list[Any]:
        own = get_call(address, name)
        if not own:
            return []  # this build does without it
        call = prototype(make(prototype(own)))
        assert set_call(address, name, ctypes.cast(call, ctypes.c_void_p)) == _OK
        return [call]

    def opening(real: Any) -> Callable[..., int]:
        def call(path: bytes, flags: int, mode: int) -> int:
            name = PurePath(path.decode()).name
            fault = disk.verdict("open", name)
            if fault is not None:
                return _fail(fault)
            handle: int = real(path, flags, mode)
            disk.opened(handle, name)
            return handle

        return call

    def writing(real: Any) -> Callable[..., int]:
        def call(handle: int, data: int, length: int, *offset: int) -> int:
            fault = disk.verdict("write", disk.name_of(handle))
            if fault is Fault.HALF:
                return int(real(handle, data, length // 2, *offset))
            return int(real(handle, data, length, *offset)) if fault is None else _fail(fault)

        return call

    def by_handle(kind: str) -> Callable[[Any], Callable[..., int]]:
        def make(real: Any) -> Callable[..., int]:
            def call(handle: int, *sizes: int) -> int:
                fault = disk.verdict(kind, disk.name_of(handle))
                if fault is None:
                    return int(real(handle, *sizes))
                # posix_fallocate returns its error, the others leave it in errno
                return abs(fault.value) if kind == "allocate" else _fail(fault)

            return call

        return make

    def unlinking(real: Any) -> Callable[..., int]:
        def call(path: bytes) -> int:
            fault = disk.verdict("unlink", PurePath(path.decode()).name)
            return int(real(path)) if fault is None else _fail(fault)

        return call

    return [
        *replace(b"open", _OPEN, opening),
        *replace(b"pwrite", _PWRITE, writing),
        *replace(b"pwrite64", _PWRITE, writing),
        *replace(b"write", _WRITE, writing),
        *replace(b"ftruncate", _TRUNCATE, by_handle("truncate")),
        *replace(b"fallocate", _ALLOCATE, by_handle("allocate")),
        *replace(b"unlink", _UNLINK, unlinking),
    ]


def _replace_sync(vfs: Any, disk: Disk) -> list[Any]:
    """Put our ``xSync`` into each file that is opened; returns what must live, the first ``xOpen`` last."""
    real_open = _OPEN_FILE(vfs.contents.open)
    kept: list[Any] = []
    tables: dict[tuple[int, str], Any] = {}

    def table_for(methods: int, name: str) -> Any:
        """A copy of a table of methods, with our sync; one for each table and file name."""
        if (methods, name) not in tables:
            copy = ctypes.create_string_buffer(ctypes.string_at(methods, _METHODS), _METHODS)
            own = _Methods.from_buffer(copy)
            real_sync = _SYNC(own.sync)

            def sync(file: int, flags: int) -> int:
                fault = disk.verdict("sync", name)
                return int(real_sync(file, flags)) if fault is None else _IOERR_FSYNC

            ours = _SYNC(sync)
            own.sync = ctypes.cast(ours, ctypes.c_void_p).value
            kept.append(ours)
            tables[methods, name] = copy
        return tables[methods, name]

    def open_file(own: int, path: int | None, file: int, flags: int, out: int) -> int:
        # The path is handed on as it is: SQLite keeps the pointer.
        result: int = real_open(own, path, file, flags, out)
        methods = ctypes.c_void_p.from_address(file)
        if methods.value:
            name = PurePath(ctypes.string_at(path).decode()).name if path else "temporary"
            methods.value = ctypes.addressof(table_for(methods.value, name))
        return result

    ours = _OPEN_FILE(open_file)
    vfs.contents.open = ctypes.cast(ours, ctypes.c_void_p).value
    # The tables must outlive every file: SQLite calls their xClose last.
    _KEPT.append((ours, kept, tables))
    return [real_open]


#: Tables and calls of all runs. A connection closed too late would otherwise call into freed memory.
_KEPT: list[Any] = []
