"""Rules and texts that somebody edited: loaded, or refused with file and key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import cast

from permitdesk import resources
from permitdesk.domain.assess import assess
from permitdesk.rulesets.check import check_ruleset
from permitdesk.rulesets.errors import RulesetError
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import Texts, load_texts
from permitdesk.storage.exchange import read_case
from tests.fuzz.mutate import spoiled_bytes
from tests.fuzz.oracle import Fault, sample_files, words

TODAY = date(2026, 11, 21)
_VALUES = (
    "0", "-1", "1", "99999999999999999999", "1e400", "nan", "-inf", "0x10", '""', '" "', "'x'",
    '"dont_know"', "true",
    "false", "2026-02-30", "2026-11-21", "0001-01-01", "9999-12-31", "2026-11-21T10:00:00", "07:30:00",
    "[]", "[[]]",
    "{}", '["a","a"]', "[1, 'a']", "{ a = 1 }",
    '"{name}"', '"{n|a|b}"', '"{n|a|b|c|d}"', '"{"', '"\\uD800"', '"\\u0000"',
    '"x"', '"adult"', '"statute"', "'''\n\n'''", "[" * 2000 + "]" * 2000, "{a=" * 2000 + "1" + "}" * 2000,
    "{ all = [] }", "{ any = [] }", "{ not = {} }",
)  # fmt: skip
_KEY = re.compile(r"^(\s*)([A-Za-z0-9_.\"-]+)(\s*=\s*)(.*)$")


class MemoryFolder:
    """A resource folder in memory: names to bytes, with the few methods that the loaders use."""

    def __init__(self, files: Mapping[str, bytes], path: str = "") -> None:
        """``files`` have whole names, such as ``rules/ages.toml``."""
        self._files = files
        self._path = path

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self._path.rpartition("/")[2]

    def __truediv__(self, name: str) -> MemoryFolder:
        return MemoryFolder(self._files, f"{self._path}/{name}".lstrip("/"))

    def is_dir(self) -> bool:
        """Whether there is a file below this path."""
        return any(file.startswith(f"{self._path}/") for file in self._files)

    def iterdir(self) -> Iterator[MemoryFolder]:
        """Everything right below this path."""
        begin = f"{self._path}/"
        below = {file[len(begin) :].partition("/")[0] for file in self._files if file.startswith(begin)}
        return (self / name for name in sorted(below))

    def read_text(self, encoding: str = "utf-8") -> str:
        """The file, with line ends as Python reads them."""
        if self._path not in self._files:
            raise FileNotFoundError(self._path)
        return self._files[self._path].decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


class Rules:
    """One file of ``resources/rules`` or ``resources/texts``: its name, a newline, its content."""

    name = "rules"

    def __init__(self, folder: Path) -> None:
        """``folder`` is not used: everything happens in memory."""
        root = Path(str(resources.root()))
        self._files = {
            str(path.relative_to(root)).replace("\\", "/"): path.read_bytes()
            for part in ("rules", "texts")
            for path in sorted((root / part).rglob("*.toml"))
        }
        self._names = list(self._files)
        self._rule_names = [name for name in self._names if name.startswith("rules/")]
        self._case = read_case(sample_files()[0])

    def make(self, chance: Random) -> bytes:
        """A file spoiled line by line, or by byte."""
        name = chance.choice(self._rule_names if chance.random() < 0.75 else self._names)
        content = self._files[name]
        if chance.random() < 0.25:
            return name.encode() + b"\n" + spoiled_bytes(chance, content, list(self._files.values())[:20])
        lines = content.decode().split("\n")
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            self._spoil_line(chance, lines)
        return name.encode() + b"\n" + "\n".join(lines).encode("utf-8", "surrogatepass")

    def _spoil_line(self, chance: Random, lines: list[str]) -> None:
        at = chance.randrange(len(lines))
        match = _KEY.match(lines[at])
        pick = chance.randrange(8)
        if match is not None and pick < 4:
            lines[at] = f"{match[1]}{match[2]}{match[3]}{chance.choice(_VALUES)}"
        elif match is not None and pick == 4:
            key = chance.choice((match[2] + "s", "id", "when", "in_force_to", "x.y", '""', "kind"))
            lines[at] = f"{match[1]}{key}{match[3]}{match[4]}"
        elif pick == 5:
            del lines[at : at + chance.choice((1, 1, 5, 30))]
            lines.append("")
        elif pick == 6:
            lines.insert(chance.randrange(len(lines)), lines[at])
        else:
            lines.insert(
                at, chance.choice(("[[route]]", "[x]", "[defaults]", "x = 1", "[[question]]", "]", "[a.b]"))
            )

    def check(self, data: bytes) -> str:
        """A rule set that can be checked and used, or an error that names the file."""
        raw_name, _, content = data.partition(b"\n")
        name = raw_name.decode()
        root = cast(Path, MemoryFolder({**self._files, name: content}))
        try:
            ruleset = load_ruleset(root)
            texts = (
                words() if name.startswith("rules/") else tuple(load_texts(t.language, root) for t in words())
            )
        except RulesetError as problem:
            if not problem.file or not problem.problem:
                raise Fault("an error that names no file") from None
            str(problem).encode("utf-8", "surrogatepass")
            return "refused"
        problems = check_ruleset(ruleset, _by_language(texts))
        if problems:
            return "criticised"
        # Rules that nothing can be said against have to be usable.
        assess(self._case, ruleset, TODAY)
        return "accepted"


def _by_language(texts: tuple[Texts, ...]) -> Mapping[str, Texts]:
    return {one.language: one for one in texts}
