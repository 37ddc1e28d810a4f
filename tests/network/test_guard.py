"""The guard itself: whoever tries to speak with a network is stopped and seen."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

TRIES: dict[str, Callable[[], object]] = {
    "a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
    "a datagram": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    "a connection": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "a name": lambda: socket.getaddrinfo("example.invalid", 80),
    "a page": lambda: urllib.request.urlopen("http://example.invalid/", timeout=1),
    "a request": lambda: http.client.HTTPConnection("example.invalid", timeout=1).request("GET", "/"),
}


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the attempts of these tests are written, for they are wanted."""
    path = tmp_path / "tried"
    monkeypatch.setenv("PERMITDESK_NETWORK_TRIED", str(path))
    return path


@pytest.mark.parametrize("kind", TRIES)
def test_a_try_is_stopped_and_written_down(kind: str, tried: Path) -> None:
    with pytest.raises(AssertionError, match="a connection was tried"):
        TRIES[kind]()
    assert tried.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="programs of one computer speak by sockets on POSIX only")
def test_programs_of_this_computer_may_speak_with_each_other(tried: Path) -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    assert not tried.exists()


_SWALLOWS = """
import contextlib, socket
with contextlib.suppress(BaseException):
    socket.create_connection(("127.0.0.1", 9), timeout=1)
"""


def test_a_program_started_by_a_test_is_watched_even_if_it_swallows_the_error(tried: Path) -> None:
    subprocess.run([sys.executable, "-P", "-c", _SWALLOWS], check=True)
    assert tried.read_text(encoding="utf-8")


def test_an_attempt_that_was_swallowed_fails_the_test(pytester: pytest.Pytester, project_root: Path) -> None:
    pytester.makeini(f"[pytest]\npythonpath = {project_root}")
    pytester.makeconftest((project_root / "tests/conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        "import contextlib, socket\n"
        "def test_swallows():\n"
        "    with contextlib.suppress(BaseException):\n"
        "        socket.socket(socket.AF_INET)\n"
        "def test_behaves():\n"
        "    pass\n"
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*socket.__new__*"])


@pytest.mark.skipif(
    os.environ.get("PERMITDESK_NO_NETWORK") != "1", reason="packaging/test could not shut it off"
)
def test_the_tests_run_where_there_is_no_network_at_all() -> None:
    lines = Path("/proc/net/dev").read_text(encoding="ascii").splitlines()[2:]
    assert {line.split(":")[0].strip() for line in lines} <= {"lo"}
    # Not even to itself: loopback is there and stays down.
    flags = int(Path("/sys/class/net/lo/flags").read_text(encoding="ascii"), 16) if _own_sysfs() else 0
    assert not flags & 1


def _own_sysfs() -> bool:
    """Whether ``/sys`` is that of this namespace; ``unshare`` leaves the old one mounted."""
    return {path.name for path in Path("/sys/class/net").glob("*")} <= {"lo"}
