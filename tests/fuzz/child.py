"""One area in one process: makes inputs, checks them, and writes down what it is about before it begins."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.areas import AREAS
from tests.fuzz.oracle import in_time

#: bytes of memory that a process may have: a bomb must fail, not fill the machine
_MEMORY = 6 * 2**30
#: larger inputs are not kept as seeds
_LARGEST_SEED = 300_000


def chance_of(seed: int, area: str, number: int) -> Random:
    """The chance of one input, the same on every machine."""
    return Random(f"{seed}:{area}:{number}")


def fingerprint(error: BaseException) -> str:
    """What tells bugs apart: the kind of error and the last place in the program."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/permitdesk/" in f.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "oracle"
    said = str(error)[:60] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {place} {said}".strip()


class Caught:
    """Holds whatever went wrong inside: here every kind of error is what is looked for."""

    error: BaseException | None = None

    def __enter__(self) -> None:
        """Nothing went wrong yet."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Hold the error, unless somebody wants to end the program."""
        self.error = error
        return isinstance(error, Exception)


def main() -> int:
    """Run until the time is over; exit code 0 however many bugs were found."""
    options = argparse.ArgumentParser()
    options.add_argument("--area", choices=AREAS, required=True)
    options.add_argument("--seed", type=int, required=True)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--until", type=float, required=True, help="seconds since the epoch")
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    _limit_memory()
    with tempfile.TemporaryDirectory(prefix=f"fuzz-{asked.area}-", dir=_quick_folder()) as folder:
        _run(asked, Path(folder))
    return 0


def _run(asked: argparse.Namespace, folder: Path) -> None:
    area = AREAS[asked.area](folder)
    current, progress = asked.out / f"{asked.area}.current", asked.out / f"{asked.area}.progress"
    outcomes: Counter[str] = Counter()
    slowest, noted = 0.0, 0.0
    number = asked.first
    while time.time() < asked.until:
        data = area.make(chance_of(asked.seed, asked.area, number))
        current.write_bytes(data)
        begun = time.process_time()
        caught = Caught()
        outcome = ""
        with caught, in_time():
            outcome = area.check(data)
        if (error := caught.error) is not None:
            outcome = f"FAULT {fingerprint(error)}"
            keep(asked.out, asked.area, data, outcome, "".join(traceback.format_exception(error)), number)
            if not isinstance(error, AssertionError):
                # The area may be left with a store that is half open; the next input gets a fresh one.
                area = AREAS[asked.area](_next_folder(folder, number))
        outcomes[outcome] += 1
        slowest = max(slowest, time.process_time() - begun)
        number += 1
        if time.time() - noted > 2:
            noted = time.time()
            told = {"next": number, "slowest": round(slowest, 3), "outcomes": dict(outcomes.most_common(60))}
            progress.write_text(json.dumps(told), encoding="utf-8")
    told = {
        "next": number,
        "slowest": round(slowest, 3),
        "outcomes": dict(outcomes.most_common(60)),
        "done": True,
    }
    progress.write_text(json.dumps(told), encoding="utf-8")


def _next_folder(folder: Path, number: int) -> Path:
    made = folder / str(number)
    made.mkdir()
    return made


def keep(out: Path, area: str, data: bytes, outcome: str, trace: str, number: int) -> None:
    """Keep the first and the shortest input of each kind of bug, with what happened."""
    mark = hashlib.sha256(outcome.encode()).hexdigest()[:12]
    seeds = out / "seeds" / area
    seeds.mkdir(parents=True, exist_ok=True)
    seed = seeds / f"{mark}.bin"
    if seed.exists() and seed.stat().st_size <= len(data):
        return
    seed.write_bytes(data[:_LARGEST_SEED] if "timeout" not in outcome else data)
    (seeds / f"{mark}.txt").write_text(
        f"{outcome}\ninput {number}\n\n{trace}", encoding="utf-8", errors="replace"
    )


def _quick_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(main())
