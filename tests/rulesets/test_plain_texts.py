"""Plain text files have the same texts whether they are read quickly or parsed; all others are parsed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.rulesets.errors import RulesetError
from permitdesk.rulesets.plain_texts import plain_texts
from permitdesk.rulesets.texts import load_texts


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_every_shipped_file_read_quickly_has_the_texts_the_parser_finds(project_root: Path) -> None:
    files = sorted((project_root / "resources" / "texts").rglob("*.toml"))
    quick = 0
    for path in files:
        content = path.read_text(encoding="utf-8")
        found = plain_texts(content)
        if found is not None:
            quick += 1
            assert found == dict(_flat(tomli.loads(content))), path
    assert quick > len(files) / 2, "most of the files are plain, or reading them so is of no use"


def test_comments_tables_and_lines_of_text() -> None:
    content = '# Words.\n\nhello = "Cześć {name}"\n\n[a.b]\nc = "one # no comment"\n[a]\nd = "two"'
    assert plain_texts(content) == {"hello": "Cześć {name}", "a.b.c": "one # no comment", "a.d": "two"}
    assert plain_texts("") == {}


@pytest.mark.parametrize(
    "content",
    [
        'a = "1"\na = "2"',
        '[t]\na = "1"\n[t]\nb = "2"',
        '[t]\na = "1"\n[t.a]\nb = "2"',
        '[t]\na = "1"\n[t.a.b]\nc = "2"',
        't = "1"\n[t]\na = "2"',
        '[t.]\na = "1"',
        '[t..u]\na = "1"',
        "a = 1",
        'a = ""',
        'a = "  "',
        'a = "\t"',
        'a = "\\u0041"',
        'a = "one\\"two"',
        'a = """one\ntwo"""',
        "a = 'one'",
        'a.b = "one"',
        '"a" = "one"',
        'A = "one"',
        'a = "one" # two',
        ' a = "one"',
        'a="one"',
        '[[t]]\na = "1"',
        "# bell \a",
        "nonsense",
        'a = "one\n',
        '\ufeffa = "one"',
    ],
)
def test_whatever_is_not_plain_is_left_to_the_parser(content: str) -> None:
    assert plain_texts(content) is None


_KEYS = st.sampled_from(["a", "b", "c", "a_1"])
_TABLES = st.lists(_KEYS, min_size=1, max_size=3).map(".".join)
_LINES = st.one_of(
    st.tuples(_KEYS, st.text(max_size=6)).map(lambda pair: f'{pair[0]} = "{pair[1]}"'),
    _TABLES.map(lambda table: f"[{table}]"),
    st.text(max_size=4).map(lambda text: f"#{text}"),
    st.just(""),
)


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_what_is_read_quickly_is_what_the_parser_reads(content: str) -> None:
    found = plain_texts(content)
    if found is not None:
        assert found == dict(_flat(tomli.loads(content)))


def test_a_text_of_another_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "texts" / "pl"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('[a]\nb = "one"\nc = "two"\n', encoding="utf-8")
    (folder / "b.toml").write_text('[a]\nc = "three"\n', encoding="utf-8")
    with pytest.raises(RulesetError, match=r"texts/pl/b\.toml: a\.c: this text stands in another file too"):
        load_texts("pl", tmp_path)


def test_a_file_in_other_letters_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "texts" / "pl"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_bytes('a = "Łódź"\n'.encode("cp1250"))
    with pytest.raises(RulesetError, match=r"texts/pl/a\.toml: not readable as TOML"):
        load_texts("pl", tmp_path)
