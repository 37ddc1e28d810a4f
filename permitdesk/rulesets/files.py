"""Finding and parsing the TOML files below a resource folder."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

import tomli

from permitdesk.domain.records import dataclass
from permitdesk.rulesets.errors import RulesetError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the data we are, for error messages."""

    file: str
    key: str = ""

    def at(self, key: str | int) -> Place:
        """The place one level deeper: a key, or the position in a list (counted from 0)."""
        if isinstance(key, int):
            return Place(self.file, f"{self.key}[{key}]")
        return Place(self.file, f"{self.key}.{key}" if self.key else key)

    def error(self, problem: str) -> RulesetError:
        """The error to raise for something wrong here."""
        return RulesetError(self.file, self.key, problem)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A parsed file and the name to use in messages (relative to the resources)."""

    name: str
    table: Mapping[str, object]

    @property
    def place(self) -> Place:
        """The top of the file."""
        return Place(self.name)


def read(folder: Traversable, name: str, shown_as: str) -> str:
    """The content of one file. Raises RulesetError if it is absent or not UTF-8."""
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulesetError(shown_as, "", "the file is missing") from None
    except UnicodeDecodeError as error:
        raise _unreadable(shown_as, error) from error


def parsed(content: str, shown_as: str) -> TomlFile:
    """The content of a file as TOML; decimals are kept exact. Raises RulesetError if it is none."""
    try:
        return TomlFile(shown_as, tomli.loads(content, parse_float=Decimal))
    # Brackets in brackets, hundreds of them, end in the second.
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise _unreadable(shown_as, error) from error


def parse(folder: Traversable, name: str, shown_as: str) -> TomlFile:
    """Read and parse one file; errors as those two."""
    return parsed(read(folder, name, shown_as), shown_as)


def _unreadable(shown_as: str, error: Exception) -> RulesetError:
    return RulesetError(shown_as, "", f"not readable as TOML: {error}")


def toml_names(folder: Traversable, prefix: str = "") -> tuple[str, ...]:
    """Names of the TOML files in a folder that begin with ``prefix``, sorted; none if it is absent."""
    if not folder.is_dir():
        return ()
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name for name in names if name.startswith(prefix) and name.endswith(".toml")))
