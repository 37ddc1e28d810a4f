"""Entry point: a window without arguments, the command line with them.

Qt is imported only when a window is wanted and a screen is there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

NO_SCREEN = (
    "PermitDesk cannot open a window here because there is no screen; the command line works without one, "
    "for example: packaging/start export CASE.json --pdf OUT.pdf (once installed: permitdesk export …)"
)


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window can be opened: on Linux X11, Wayland or a platform chosen by hand is needed."""
    if not platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run PermitDesk and return the exit code: 0 fine, 2 bad input or no screen, 1 a bug."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        from permitdesk.cli.app import main as run_command_line

        return run_command_line(arguments)
    if not has_screen(sys.platform, os.environ):
        sys.stderr.write(NO_SCREEN + "\n")
        return 2
    from permitdesk.app import run_gui

    return run_gui()


if __name__ == "__main__":
    sys.exit(main())
