"""Keep the translations of the interface up to date: ``update`` reads the source, ``release`` compiles.

Rule texts are not here, they live in ``resources/texts``. Run from anywhere:
``python packaging/translations.py update`` after a change of words in ``permitdesk/``,
translate the new entries in ``resources/i18n/*.ts``, then ``release`` and commit both files.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
#: language and further options; English needs its plural forms only
LANGUAGES: dict[str, tuple[str, ...]] = {"pl": (), "en": ("-pluralonly",)}


def sources() -> list[str]:
    """The files with words, by their path below the project."""
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "permitdesk").rglob("*.py"))


def _run(tool: str, arguments: Sequence[str]) -> None:
    """Run a tool of PySide6. Raises CalledProcessError if it fails."""
    program = Path(sys.executable).with_name(tool)
    subprocess.run([str(program), *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def update(folder: Path = FOLDER) -> None:
    """Bring the .ts files up to date with the source; entries no longer used are dropped."""
    for language, options in LANGUAGES.items():
        target = folder / f"permitdesk_{language}.ts"
        _run(
            "pyside6-lupdate",
            [
                *sources(),
                "-ts",
                str(target),
                "-source-language",
                "en",
                "-target-language",
                language,
                "-locations",
                "none",
                "-no-obsolete",
                *options,
            ],
        )


def release(folder: Path = FOLDER, target: Path = FOLDER) -> None:
    """Compile the .ts files to .qm."""
    for language in LANGUAGES:
        name = f"permitdesk_{language}"
        _run("pyside6-lrelease", [str(folder / f"{name}.ts"), "-qm", str(target / f"{name}.qm")])


def main(arguments: Sequence[str]) -> int:
    """Run the named command; 2 for an unknown one."""
    match list(arguments):
        case ["update"]:
            update()
        case ["release"]:
            release()
        case _:
            sys.stderr.write("Say what to do: update or release\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
