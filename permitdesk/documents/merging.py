"""One section for several people: what is said to all of them stands once, the rest with their names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from permitdesk.documents.elements import (
    Block,
    Box,
    Bullets,
    FillIn,
    FillIns,
    Heading,
    Line,
    Note,
    Paragraph,
    Rows,
    Section,
    TickRow,
    TickRows,
)
from permitdesk.documents.wording import joined_lines

T = TypeVar("T", bound=Hashable)
#: a section with the name of the person it is for
Named = tuple[Line, Section]


def names_line(names: Iterable[Line]) -> Line:
    """Names in one line."""
    whole: Line | None = None
    for name in names:
        whole = name if whole is None else joined_lines(whole, name, ", ")
    return whole or Line("")


def merged(sections: Sequence[Named]) -> Section:
    """The sections of one kind as one, in the order of the first.

    Lists are merged line by line. Boxes to tick or to write in are there for each person. Raises
    IndexError without a section.
    """
    first = sections[0][1]
    everybody = tuple(name for name, _ in sections)
    if len(everybody) == 1:
        return first
    slots: list[_Slot] = []
    for name, section in sections:
        slots = _woven(slots, name, _keyed(section.blocks))
    return replace(first, blocks=tuple(block for slot in slots for block in slot.blocks(everybody)))


@dataclass(slots=True)
class _Slot:
    """The blocks of several people that say the same thing or belong to the same list."""

    key: Hashable
    told: list[tuple[Line, Block]]

    def blocks(self, everybody: tuple[Line, ...]) -> list[Block]:
        """What is printed."""
        names, block = tuple(name for name, _ in self.told), self.told[0][1]
        match block:
            case Rows():
                lists = [(n, b.rows) for n, b in self.told if isinstance(b, Rows)]
                rows = _lines(lists, everybody, lambda row, who: replace(row, label=_after(row.label, who)))
                return [replace(block, rows=rows)]
            case Bullets():
                points = [(n, b.lines) for n, b in self.told if isinstance(b, Bullets)]
                return [replace(block, lines=_lines(points, everybody, lambda line, who: _before(who, line)))]
            case TickRows():
                return [TickRows(_ticks([(n, b.rows) for n, b in self.told if isinstance(b, TickRows)]))]
            case FillIns():
                return [each for n, b in self.told if isinstance(b, FillIns) for each in _fill_ins(n, b)]
            case _ if names == everybody:
                return [block]
            case Heading():
                return [replace(block, title=_after(block.title, names_line(names)))]
            case Paragraph() if not block.quiet:
                return [replace(block, line=_before(names_line(names), block.line))]
            case Note() if block.lines:
                lines = (_before(names_line(names), block.lines[0]), *block.lines[1:])
                return [replace(block, lines=lines)]
            case _:
                return [block]


def _keyed(blocks: Sequence[Block]) -> list[tuple[Hashable, Block]]:
    """Each block with what it is known by: a list by its place under a heading, the rest by its words."""
    keyed: list[tuple[Hashable, Block]] = []
    heading: Hashable = None
    seen: dict[Hashable, int] = {}
    for block in blocks:
        key: Hashable = block
        if isinstance(block, Heading):
            heading = block
        elif isinstance(block, Rows | Bullets | TickRows | FillIns):
            place = (heading, type(block))
            seen[place] = seen.get(place, 0) + 1
            key = (*place, seen[place])
        keyed.append((key, block))
    return keyed


def _woven(slots: list[_Slot], name: Line, blocks: Sequence[tuple[Hashable, Block]]) -> list[_Slot]:
    """The slots with the blocks of one more person, the order of both kept."""
    woven: list[_Slot] = []
    matcher = SequenceMatcher(None, [s.key for s in slots], [key for key, _ in blocks], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            for slot, (_, block) in zip(slots[i:j], blocks[k:m], strict=True):
                slot.told.append((name, block))
                woven.append(slot)
        else:
            woven += slots[i:j]
            woven += [_Slot(key, [(name, block)]) for key, block in blocks[k:m]]
    return woven


def _lines(
    lists: Sequence[tuple[Line, tuple[T, ...]]],
    everybody: tuple[Line, ...],
    named: Callable[[T, Line], T],
) -> tuple[T, ...]:
    """Lines of all lists, each once; one that is not for everybody says for whom."""
    return tuple(
        line if names == everybody else named(line, names_line(names)) for line, names in _whose(lists)
    )


def _whose(lists: Sequence[tuple[Line, tuple[T, ...]]]) -> list[tuple[T, tuple[Line, ...]]]:
    """Each line once, with the names it is for, the order of all lists kept."""
    order: list[T] = []
    for _, lines in lists:
        matcher = SequenceMatcher(None, order, lines, autojunk=False)
        woven: list[T] = []
        for _tag, i, j, k, m in matcher.get_opcodes():
            woven += order[i:j]
            woven += [line for line in lines[k:m] if line not in order]
        order = woven
    return [(line, tuple(name for name, lines in lists if line in lines)) for line in order]


def _ticks(lists: Sequence[tuple[Line, tuple[TickRow, ...]]]) -> tuple[TickRow, ...]:
    """Each thing to do once, with a box for each person who has to do it."""
    plain = [(name, tuple(replace(row, ticked=False) for row in rows)) for name, rows in lists]
    done = {(name, replace(row, ticked=False)) for name, rows in lists for row in rows if row.ticked}
    return tuple(
        replace(
            row,
            ticked=all((name, row) in done for name in names),
            boxes=(*row.boxes, *(Box(name, (name, row) in done) for name in names)),
        )
        for row, names in _whose(plain)
    )


def _fill_ins(name: Line, block: FillIns) -> list[Block]:
    first = block.boxes[0]
    return [FillIns((FillIn(_before(name, first.label), first.value), *block.boxes[1:]))]


def _before(name: Line, line: Line) -> Line:
    return joined_lines(name, line, ": ")


def _after(line: Line, name: Line) -> Line:
    second = None if line.second is None else f"{line.second} ({name.second or name.text})"
    return replace(line, text=f"{line.text} ({name.text})", second=second)
