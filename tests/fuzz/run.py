"""Fuzzing for as long as somebody likes: ``python -m tests.fuzz.run --minutes 60 --seed 1 --out /tmp/fuzz``.

Each area runs in a process of its own. One that hangs or dies is ended, what it was about is kept, and
it goes on behind that input. At the end ``OUT/report.json`` says how many inputs had which fate, and
``OUT/seeds/AREA`` holds an input for each kind of bug; ``--keep`` copies them to ``tests/fuzz/seeds``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.areas import AREAS, SEEDS
from tests.fuzz.child import keep
from tests.fuzz.oracle import ROOT

#: seconds without a new input after which a process counts as hanging
_HANGING = 90.0
_LOOK_EVERY = 2.0


@dataclass
class Watched:
    """An area with its process and what it did so far."""

    area: str
    first: int = 0
    process: subprocess.Popen[bytes] | None = None
    done: bool = False
    restarts: int = 0
    slowest: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    #: of the process that runs now
    latest: Counter[str] = field(default_factory=Counter)

    @property
    def inputs(self) -> int:
        """How many inputs were checked."""
        return sum((self.outcomes + self.latest).values())


def main() -> int:
    """Exit code 1 if a bug was found."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=60.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--area", default="all", help="all, or names with commas")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--keep", action="store_true")
    asked = options.parse_args()
    names = list(AREAS) if asked.area == "all" else asked.area.split(",")
    shutil.rmtree(asked.out, ignore_errors=True)
    asked.out.mkdir(parents=True)
    until = time.time() + asked.minutes * 60
    watched = [Watched(name) for name in names]
    while not all(one.done for one in watched):
        for one in watched:
            _look_after(one, asked, until)
        _report(asked, watched)
        time.sleep(_LOOK_EVERY)
    _report(asked, watched)
    if asked.keep and (asked.out / "seeds").exists():
        shutil.copytree(
            asked.out / "seeds", SEEDS, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.txt")
        )
    sys.stdout.write((asked.out / "report.json").read_text(encoding="utf-8") + "\n")
    return 1 if any(kind.startswith("FAULT") for one in watched for kind in one.outcomes) else 0


def _look_after(one: Watched, asked: argparse.Namespace, until: float) -> None:
    if one.done:
        return
    if one.process is None:
        if time.time() >= until:
            one.done = True
            return
        command = [sys.executable, "-m", "tests.fuzz.child", "--area", one.area, "--seed", str(asked.seed)]
        command += ["--first", str(one.first), "--until", str(until), "--out", str(asked.out)]
        with (asked.out / f"{one.area}.log").open("ab") as log:
            one.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        return
    _read_progress(one, asked.out)
    code = one.process.poll()
    current = asked.out / f"{one.area}.current"
    if code == 0:
        _settle(one)
        one.done = True
    elif code is not None:
        _ended_badly(one, asked.out, f"FAULT the process died with code {code}", current)
    elif current.exists() and time.time() - current.stat().st_mtime > _HANGING:
        one.process.kill()
        one.process.wait()
        _ended_badly(one, asked.out, "FAULT timeout", current)


def _ended_badly(one: Watched, out: Path, outcome: str, current: Path) -> None:
    data = current.read_bytes() if current.exists() else b""
    keep(out, one.area, data, outcome, "see the log", one.first)
    one.latest[outcome] += 1
    _settle(one)
    one.restarts += 1
    # The progress is some inputs old; whatever was between is skipped over with room.
    one.first += 1000


def _settle(one: Watched) -> None:
    one.outcomes += one.latest
    one.latest = Counter()
    one.process = None


def _read_progress(one: Watched, out: Path) -> None:
    try:
        told = json.loads((out / f"{one.area}.progress").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    one.latest = Counter(told["outcomes"])
    one.first = max(one.first, told["next"])
    one.slowest = max(one.slowest, told["slowest"])


def _report(asked: argparse.Namespace, watched: list[Watched]) -> None:
    told = {
        one.area: {
            "inputs": one.inputs,
            "restarts": one.restarts,
            "slowest": one.slowest,
            "outcomes": dict((one.outcomes + one.latest).most_common()),
        }
        for one in watched
    }
    text = json.dumps(
        {"seed": asked.seed, "minutes": asked.minutes, "areas": told}, indent=1, ensure_ascii=False
    )
    (asked.out / "report.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
