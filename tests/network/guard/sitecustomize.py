"""Nothing of PermitDesk speaks with a network: whoever tries is stopped, and it is written down.

An audit hook sees every socket and every question to a name server that Python code causes, in any
library, and cannot be taken out again. What is swallowed by an ``except`` still stands in the file
that ``PERMITDESK_NETWORK_TRIED`` names, and fails the test.

Python loads a module of this name by itself, from ``PYTHONPATH``: so the programs that tests start are
watched like the tests. Only the standard library is used here, for every one of them loads it.
"""

from __future__ import annotations

import os
import sys

#: a file to which every attempt is added, one line each
VARIABLE = "PERMITDESK_NETWORK_TRIED"
_ALWAYS = frozenset({
    "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
    "urllib.Request", "http.client.connect", "http.client.send", "ftplib.connect", "ftplib.sendcmd",
    "smtplib.connect", "smtplib.send", "imaplib.open", "poplib.connect", "nntplib.connect",
    "telnetlib.Telnet.open", "webbrowser.open",
})  # fmt: skip
#: these are about one socket, which may be one between programs of this computer
_OF_A_SOCKET = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
#: AF_UNIX, and what a socket says that takes its kind from an open file
_LOCAL = frozenset({1, -1})


class NetworkTried(AssertionError):
    """Something wanted to speak with a network."""


def _look(event: str, arguments: tuple[object, ...]) -> None:
    if event in _ALWAYS:
        _stop(event)
    elif event in _OF_A_SOCKET:
        if getattr(arguments[0], "family", None) not in _LOCAL:
            _stop(event)
    elif event == "socket.__new__" and arguments[1] not in _LOCAL:
        _stop(event)


def _stop(event: str) -> None:
    path = os.environ.get(VARIABLE)
    if path:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(file, f"{event}\n".encode())
        os.close(file)
    raise NetworkTried(f"{event}: a connection was tried")


sys.addaudithook(_look)
