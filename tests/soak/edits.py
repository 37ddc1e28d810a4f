"""Edits at random, and a model of what they leave behind."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from permitdesk.domain.case import Case
from permitdesk.storage.case_store import CaseStore

#: One edit: what, the case, and what is told.
Edit = tuple[str, str, Any]
CASES = ("a", "b", "c", "d")
#: so many states make a case ripe for deletion
RIPE = 25


@dataclass
class Known:
    """What is known of one case."""

    titles: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    deleted: bool = False


@dataclass
class Model:
    """All cases and the titles of all their states."""

    cases: dict[str, Known] = field(default_factory=dict)

    def apply(self, edit: Edit) -> None:
        """What the edit does, if it is done."""
        what, case_id, told = edit
        if what == "purge":
            del self.cases[case_id]
            return
        known = self.cases.setdefault(case_id, Known())
        match what:
            case "save":
                known.titles.append(told)
                known.deleted = False
            case "restore":
                if known.titles[told - 1] != known.titles[-1]:
                    known.titles.append(known.titles[told - 1])
                    known.deleted = False
            case "tags":
                known.tags = tuple(told)
            case _:
                known.deleted = what == "delete"

    @classmethod
    def of(cls, store: CaseStore) -> Model:
        """What stands in a store. Each case and each of its states is read."""
        model = cls()
        for deleted in (False, True):
            for line in store.list_cases(deleted=deleted):
                states = reversed(store.history(line.case_id))
                titles = [store.state(line.case_id, entry.revision).title for entry in states]
                stored = store.load(line.case_id)
                assert (stored.revision, stored.case.title) == (len(titles), titles[-1])
                assert line.title == titles[-1]
                model.cases[line.case_id] = Known(titles, line.tags, deleted)
        return model


def choose(chance: random.Random, model: Model, number: int) -> Edit:
    """The next edit; ``number`` makes it unlike all others."""
    case_id = chance.choice(CASES)
    known = model.cases.get(case_id)
    # Letters that do not compress: the journal grows as with a case of many answers.
    title = f"{number} {chance.randbytes(chance.choice((10, 10, 4000))).hex()}"
    if known is None or chance.random() < 0.6:
        return ("save", case_id, title)
    if len(known.titles) > RIPE:
        return ("purge", case_id, None)
    match chance.randrange(3):
        case 0:
            return ("restore", case_id, chance.randint(1, len(known.titles)))
        case 1:
            return ("tags", case_id, [f"tag {number}"])
        case _:
            return ("undelete" if known.deleted else "delete", case_id, None)


def perform(store: CaseStore, edit: Edit) -> None:
    """Do it."""
    what, case_id, told = edit
    match what:
        case "save":
            store.save(Case(case_id, title=told), "permit")
        case "restore":
            store.restore(case_id, told)
        case "tags":
            store.set_tags(case_id, told)
        case "purge":
            store.purge(case_id, "request")
        case "delete":
            store.delete(case_id)
        case _:
            store.undelete(case_id)
