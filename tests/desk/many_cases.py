"""Thousands of invented cases, quickly: for benchmarks, and for trying out the desk by hand.

``python -m tests.desk.many_cases FOLDER 10000`` fills the vault in FOLDER (made if there is none, with the
passphrase of ``tests.vault_support``). The same number gives the same cases.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.domain.case import (
    Absence,
    Case,
    CurrentStay,
    FilingRecord,
    Person,
    Relation,
    StatusEntry,
    Tri,
)
from permitdesk.storage import desk_rows, grouping_rows
from permitdesk.storage.case_documents import document_of
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.database import transaction
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.state_rows import Stamp, begin

TODAY = date(2026, 11, 21)
RULES = "2026.11.20"

_GIVEN = (
    "Олександр", "Олена", "Наталія", "Юлія", "Щастислав", "Ганна", "Андрій", "Марія", "Дмитро",
    "Oleksandr", "Olena", "Nataliia", "Iryna", "Serhii", "Anna", "Łukasz", "Żaneta", "Wiktor",
    "Tatsiana", "Uladzimir", "Аляксандр", "Nguyễn", "Thị", "Minh", "Giorgi", "გიორგი", "Нурлан",
    "Айгуль", "Mohammed", "Fatima", "Ahmed", "Priya", "Rahul", "Maria", "João", "Mehmet", "Ayşe", "Wei",
    "小明", "Thomas", "Jennifer", "Zlata", "Марк",
)  # fmt: skip
_FAMILY = (
    "Хоменко", "Щербак", "Шевченко", "Коваль", "Бондаренко", "Ковальчук", "Мельник", "Khomenko",
    "Shcherbak", "Shevchenko", "Bondarenko", "Kowalczuk", "Мельничук", "Лукашэнка", "Kavalenka",
    "Іваноў", "Nowak-Łoś", "Żurawska", "Trần", "Phạm", "Beridze", "ბერიძე", "Сулейменов", "Ibragimov",
    "Al-Amin", "Hassan", "Khan", "Sharma", "Singh", "Silva", "Santos", "Yılmaz", "Öztürk", "Wang", "王",
    "Smith", "O'Connor", "Müller",
)  # fmt: skip
_ADVISORS = ("", "Anna Kos", "Jan Łukasik", "Ola Żuk", "Piotr Śliwa")
_ROUTES = (None, "tr_work_single", "tr_blue_card", "tr_family_pl_spouse", "pr_karta_polaka", "ltr_standard")
_TAGS = ("pilne", "rodzina", "czeka na dokumenty", "student", "praca")
_PLACES = (None, "mazowieckie", "wielkopolskie", "malopolskie", "dolnoslaskie", "pomorskie")
_DATES = (
    ("last_day_of_legal_stay", "hard"),
    ("filing_red_line", "recommended"),
    ("target_filing", "recommended"),
    ("pay_both_fees", "recommended"),
    ("job_loss_notice", "hard"),
    ("draft_deleted", "system"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A case with what the desk knows of it beside the answers."""

    case: Case
    facts: DerivedFacts
    tags: tuple[str, ...]
    changed: datetime
    closed: bool


def invented(count: int, today: date = TODAY, seed: int = 1) -> Iterator[Invented]:
    """So many different cases; names repeat, as they do."""
    chance = random.Random(seed)
    for number in range(count):
        yield _one(number, today, chance)


def _one(number: int, today: date, chance: random.Random) -> Invented:
    case_id = f"{chance.getrandbits(128):032x}"
    person = _person(chance)
    last = today + timedelta(days=chance.randint(-30, 900))
    members = tuple(
        Case(f"{case_id[:28]}{place:04}", person=_person(chance), relation=chance.choice(list(Relation)))
        for place in range(chance.choice((0, 0, 0, 1, 2)))
    )
    case = Case(
        case_id,
        title=chance.choice(
            ("", f"{person.surname} {person.given_names}", f"Rodzina {person.surname} {number}")
        ),
        person=person,
        current_stay=CurrentStay("trp_work", first_day=last - timedelta(days=800), last_day=last),
        statuses=(StatusEntry("s1", "visa_d", last - timedelta(days=1200), last - timedelta(days=801)),),
        absences=tuple(_journey(place, last, chance) for place in range(chance.randint(0, 6))),
        route=chance.choice(_ROUTES),
        advisor=chance.choice(_ADVISORS),
        filing=FilingRecord(upo_received=Tri.YES) if chance.random() < 0.2 else FilingRecord(),
        members=members,
    )
    name = f"{person.given_names} {person.surname}"
    days = sorted(chance.sample(_DATES, chance.randint(1, 5)), key=lambda _: chance.random())
    ahead = sorted(last - timedelta(days=chance.randint(0, 60)) for _ in days)
    deadlines = tuple(DeskDeadline(day, *each, case_id, name) for day, each in zip(ahead, days, strict=True))
    changed = datetime.combine(today, time(chance.randint(6, 18), chance.randint(0, 59)), UTC)
    return Invented(
        case,
        DerivedFacts(today, RULES, last, deadlines),
        tuple(chance.sample(_TAGS, chance.choice((0, 0, 1, 2)))),
        changed - timedelta(days=chance.randint(0, 1200)),
        chance.random() < 0.1,
    )


def _person(chance: random.Random) -> Person:
    born = date(1955, 1, 1) + timedelta(days=chance.randint(0, 25_000))
    return Person(
        chance.choice(_GIVEN), chance.choice(_FAMILY), born, ("UA",), voivodeship=chance.choice(_PLACES)
    )


def _journey(place: int, last: date, chance: random.Random) -> Absence:
    left = last - timedelta(days=chance.randint(30, 1100))
    return Absence(f"a{place}", left, left + timedelta(days=chance.randint(2, 40)), "UA")


def fill(store: SqliteCaseStore, count: int, today: date = TODAY, seed: int = 1) -> None:
    """Put so many invented cases into an open store, in one transaction, with its own statements."""
    connection = store._connection
    with transaction(connection):
        for each in invented(count, today, seed):
            told = {"step": "summary", **desk_rows.columns_of_facts(each.facts)}
            begin(connection, document_of(each.case), told, Stamp(each.changed, "", AuditAction.CREATED))
            if each.tags:
                grouping_rows.set_tags(connection, each.case.case_id, each.tags)
                search = desk_rows.search_column(each.case, each.tags)
                desk_rows.change_columns(connection, each.case.case_id, {"search": search})
            if each.closed:
                closed = {"closed_at": desk_rows.moment_text(each.changed)}
                desk_rows.change_columns(connection, each.case.case_id, closed)


def main() -> None:
    """Fill the vault of a folder."""
    from tests.vault_support import open_vault

    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    vault = open_vault(folder)
    fill(vault.store, count, date.fromisoformat(sys.argv[3]) if len(sys.argv) > 3 else TODAY)
    vault.close()


if __name__ == "__main__":
    main()
