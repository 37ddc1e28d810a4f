"""Entry point: a window without arguments, the command line with them.

Qt is imported only when a window is wanted and a screen is there.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from permitdesk.screen import has_screen, no_screen


def main(argv: Sequence[str] | None = None) -> int:
    """Run PermitDesk and return the exit code: 0 fine, 2 bad input or no screen, 1 a bug."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments:
        if argv is None:
            # A process that ends with its one answer: looking for garbage takes a sixth of its time.
            gc.disable()
        from permitdesk.cli.app import main as run_command_line

        return run_command_line(arguments)
    if not has_screen(sys.platform, os.environ):
        sys.stderr.write(no_screen(os.environ) + "\n")
        return 2
    # What is made for the first window stays: nobody looks for garbage until it is there (``run_gui``).
    gc.disable()
    from permitdesk.app import run_gui

    return run_gui()


if __name__ == "__main__":
    sys.exit(main())
