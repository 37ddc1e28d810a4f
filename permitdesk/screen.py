"""Whether a window can be opened, and what to say when it cannot. Without Qt."""

from __future__ import annotations

from collections.abc import Mapping

NO_SCREEN = (
    "PermitDesk cannot open a window here because there is no screen; the command line works without one, "
    "for example: packaging/start export CASE.json --pdf OUT.pdf (once installed: permitdesk export …)"
)
_NO_SCREEN_PL = (
    "PermitDesk nie może tu otworzyć okna, bo nie ma ekranu; wiersz poleceń działa bez niego, "
    "na przykład: packaging/start export SPRAWA.json --pdf PLIK.pdf (po instalacji: permitdesk export …)"
)


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window may be tried: on Linux X11, Wayland or a platform chosen by hand is needed."""
    if not platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def no_screen(environ: Mapping[str, str]) -> str:
    """The sentence for whoever started the window, in Polish where the system speaks Polish."""
    wanted = next((environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(n)), "")
    return _NO_SCREEN_PL if wanted.lower().startswith("pl") else NO_SCREEN
