"""The cells of a comparison as running words, for the window and for paper."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.documents.wording import TextSource
from permitdesk.domain.law.findings import Statement, TextRef

#: topics with many items: told in one paragraph, items of one kind behind one word
_RUNNING = frozenset({"documents", "risks"})


def cell_words(texts: TextSource, topic: str, statements: Iterable[Statement]) -> str:
    """What one side says of a topic. "Perhaps" or "open" stands once before all its items."""
    if topic not in _RUNNING:
        return "\n".join(texts.render(statement) for statement in statements)
    kinds: dict[str, list[str]] = {}
    for statement in statements:
        kinds.setdefault(statement.text, []).append(_item(texts, statement))
    return "\n".join(_kind(texts, kind, items) for kind, items in kinds.items())


def _item(texts: TextSource, statement: Statement) -> str:
    """The name of a document or risk alone; a sentence without a name stays a sentence."""
    title = dict(statement.params).get("title")
    return texts.get(title.id) if isinstance(title, TextRef) else texts.render(statement)


def _kind(texts: TextSource, kind: str, items: list[str]) -> str:
    key = f"compare.of.{kind.rpartition('.')[2]}"
    listed = "; ".join(items)
    return texts.fill(key, items=listed) if texts.has(key) else listed
