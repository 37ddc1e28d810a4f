"""The arrows between the layers, read from the source.

ui -> ui.viewmodels -> interview -> domain; documents, storage and rulesets -> domain;
cli and app wire them; nobody imports app.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "permitdesk"

#: what each part may import of this program, beside itself; the longest matching prefix decides
ALLOWED: dict[str, tuple[str, ...]] = {
    "permitdesk.domain": (),
    # how a record is made says nothing of the law
    "permitdesk.domain.dates": ("permitdesk.domain.records",),
    "permitdesk.interview": ("permitdesk.domain",),
    "permitdesk.imports": ("permitdesk.interview", "permitdesk.domain"),
    "permitdesk.rulesets": ("permitdesk.domain", "permitdesk.resources"),
    "permitdesk.crypto": (),
    "permitdesk.desk": ("permitdesk.domain",),
    "permitdesk.storage": (
        "permitdesk.domain",
        "permitdesk.desk",
        "permitdesk.crypto",
        "permitdesk.resources",
        "permitdesk.replace_file",
    ),
    "permitdesk.documents": (
        "permitdesk.domain",
        "permitdesk.desk",
        "permitdesk.rulesets.texts",
        "permitdesk.resources",
        "permitdesk.replace_file",
    ),
    "permitdesk.ui.viewmodels": (
        "permitdesk.interview",
        "permitdesk.domain",
        "permitdesk.desk",
        "permitdesk.rulesets.texts",
        "permitdesk.storage",
        "permitdesk.errors",
    ),
    "permitdesk.ui": (
        "permitdesk.imports",
        "permitdesk.interview",
        "permitdesk.domain",
        "permitdesk.desk",
        "permitdesk.crypto.passphrase",
        "permitdesk.documents",
        "permitdesk.storage",
        "permitdesk.rulesets",
        "permitdesk.resources",
        "permitdesk.paths",
        "permitdesk.settings",
        "permitdesk.i18n",
        "permitdesk.errors",
        "permitdesk.logs",
    ),
}

#: what the pure layers may import beside this program
DOMAIN_LIBRARIES = frozenset({"dateutil"})
#: parts of the standard library that reach outside: files, clock, network, threads, logs
IMPURE = frozenset({
    "asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "shutil", "socket",
    "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "tomllib", "urllib", "zoneinfo",
})  # fmt: skip
CLOCK_CALLS = frozenset({"today", "now", "utcnow"})


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    name: str
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """Full names of everything imported anywhere in the file, with the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                assert node.level == 0, f"{self.name}:{node.lineno}: write imports in full"
                for alias in node.names:
                    yield f"{base}.{alias.name}", node.lineno


def _modules() -> list[Module]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path))))
    return found


MODULES = _modules()


def _is_part(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def _modules_below(prefix: str) -> list[Module]:
    return [m for m in MODULES if _is_part(m.name, prefix)]


@pytest.mark.parametrize("part", ALLOWED)
def test_a_layer_imports_only_the_layers_below_it(part: str) -> None:
    narrower = [other for other in ALLOWED if other != part and _is_part(other, part)]
    wrong = [
        f"{module.path.name}:{line} imports {name}"
        for module in _modules_below(part)
        if not any(_is_part(module.name, other) for other in narrower)
        for name, line in module.imports()
        if _is_part(name, "permitdesk")
        and not any(_is_part(name, a) for a in (part, *ALLOWED[part]))
        and name != "permitdesk.__version__"
    ]
    assert wrong == []


def test_dates_know_nothing_of_stay_and_stay_of_law_but_its_records() -> None:
    law_records = (
        "permitdesk.domain.law.findings",
        "permitdesk.domain.law.citations",
        "permitdesk.domain.law.rules",
        "permitdesk.domain.law.condition_kinds",
        "permitdesk.domain.law.reference",
    )
    wrong = [
        f"{module.name}:{line} imports {name}"
        for module in _modules_below("permitdesk.domain.stay")
        for name, line in module.imports()
        if _is_part(name, "permitdesk.domain.law") and not any(_is_part(name, r) for r in law_records)
    ]
    assert wrong == []


def test_the_second_count_of_stay_shares_nothing_with_the_first() -> None:
    records = (
        "permitdesk.domain.records",
        "permitdesk.domain.stay.second",
        "permitdesk.domain.stay.kinds",
        "permitdesk.domain.stay.evidence",
        "permitdesk.domain.case",
        "permitdesk.domain.answers",
        "permitdesk.domain.law.condition_kinds",
        "permitdesk.domain.law.findings",
    )
    wrong = [
        f"{module.name}:{line} imports {name}"
        for module in _modules_below("permitdesk.domain.stay.second")
        for name, line in module.imports()
        if _is_part(name, "permitdesk") and not any(_is_part(name, record) for record in records)
    ]
    assert wrong == []


@pytest.mark.parametrize("part", ["permitdesk.domain", "permitdesk.interview"])
def test_the_pure_layers_use_the_standard_library_and_dateutil_only(part: str) -> None:
    wrong = [
        f"{module.name}:{line} imports {name}"
        for module in _modules_below(part)
        for name, line in module.imports()
        if (top := name.split(".")[0]) != "permitdesk"
        and (top in IMPURE or (top not in sys.stdlib_module_names and top not in DOMAIN_LIBRARIES))
    ]
    assert wrong == []


def test_only_the_clock_asks_for_the_day() -> None:
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        if module.name != "permitdesk.clock"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_CALLS
        and isinstance(node.func.value, (ast.Name, ast.Attribute))
        and ast.unparse(node.func.value).split(".")[-1] in {"date", "datetime"}
    ]
    assert wrong == []


def _importers(library: str) -> dict[str, list[str]]:
    return {
        module.name: names
        for module in MODULES
        if (names := [name for name, _ in module.imports() if _is_part(name, library)])
    }


def test_only_the_composition_roots_look_at_the_clock() -> None:
    users = [n for n in _importers("permitdesk.clock") if not _is_part(n, "permitdesk.cli")]
    assert users == ["permitdesk.app"]


def test_qt_lives_in_the_windows_only() -> None:
    assert [
        name
        for name in _importers("PySide6")
        if not _is_part(name, "permitdesk.ui") and name not in {"permitdesk.app", "permitdesk.i18n"}
    ] == []


def test_view_models_need_qtcore_only() -> None:
    wrong = {
        module: names
        for module, names in _importers("PySide6").items()
        if _is_part(module, "permitdesk.ui.viewmodels")
        and any(not _is_part(name, "PySide6.QtCore") for name in names)
    }
    assert wrong == {}


def test_reportlab_is_used_by_documents_only() -> None:
    assert [n for n in _importers("reportlab") if not _is_part(n, "permitdesk.documents")] == []


def test_the_database_is_used_by_storage_only() -> None:
    assert [n for n in _importers("sqlite3") if not _is_part(n, "permitdesk.storage")] == []


def test_the_encrypted_database_is_used_by_storage_only() -> None:
    assert [n for n in _importers("sqlcipher3") if not _is_part(n, "permitdesk.storage")] == []


@pytest.mark.parametrize("library", ["cryptography", "keyring"])
def test_keys_are_made_by_the_crypto_package_only(library: str) -> None:
    assert [n for n in _importers(library) if not _is_part(n, "permitdesk.crypto")] == []


def test_desk_knows_no_files_no_clock_and_no_window() -> None:
    wrong = [
        f"{module.name}:{line} imports {name}"
        for module in _modules_below("permitdesk.desk")
        for name, line in module.imports()
        if name.split(".")[0] in IMPURE | {"PySide6"}
    ]
    assert wrong == []


def test_nobody_imports_the_composition_root_but_the_entry_point() -> None:
    assert [n for n in _importers("permitdesk.app") if n != "permitdesk.__main__"] == []


def test_only_resources_knows_where_the_files_of_the_program_are() -> None:
    wrong = [
        f"{module.name}:{node.lineno}"
        for module in MODULES
        if module.name != "permitdesk.resources"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "__file__"
    ]
    assert wrong == []


def test_no_stray_copy_of_the_resources_shadows_the_live_ones() -> None:
    assert not (PACKAGE / "_resources").exists()


def test_no_file_has_grown_past_five_hundred_lines() -> None:
    long = {
        module.name: lines
        for module in MODULES
        if (lines := len(module.path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}


def test_no_check_is_silenced() -> None:
    marks = ("type: " + "ignore", "no" + "qa", "pragma: " + "no cover")
    # The last arm of a match over a closed list cannot be reached by any test.
    proof = "mypy proves"
    wrong = [
        f"{path.relative_to(PACKAGE.parent)}:{number}"
        for folder in (PACKAGE, PACKAGE.parent / "tests")
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks) and not (proof in line and "case _" in line)
    ]
    assert wrong == []
