"""Head words of columns in English, Polish, Ukrainian and Russian, and what they mean."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Target(StrEnum):
    """Which list of the case the lines belong to."""

    JOURNEYS = "journeys"
    STAYS = "stays"
    SCHENGEN = "schengen"


class Field(StrEnum):
    """What a column holds; ``PERIOD`` has both days in one field."""

    SKIP = "skip"
    FIRST = "first"
    LAST = "last"
    PERIOD = "period"
    COUNTRY = "country"
    REASON = "reason"
    PROOF = "proof"
    KIND = "kind"
    OUTCOME = "outcome"
    NOTE = "note"


#: what may be chosen for a column, in the order shown
FIELDS: dict[Target, tuple[Field, ...]] = {
    Target.JOURNEYS: (
        Field.SKIP, Field.FIRST, Field.LAST, Field.PERIOD, Field.COUNTRY, Field.REASON, Field.PROOF,
    ),
    Target.STAYS: (
        Field.SKIP, Field.FIRST, Field.LAST, Field.PERIOD, Field.KIND, Field.OUTCOME, Field.NOTE,
    ),
    Target.SCHENGEN: (Field.SKIP, Field.FIRST, Field.LAST, Field.PERIOD),
}  # fmt: skip


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Small letters without accents, words parted by single blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


def _set(words: str) -> frozenset[str]:
    return frozenset(plain(word) for word in words.split(",") if plain(word))


#: a journey begins by going out of Poland and ends by coming in; a stay the other way round
_OUT = _set(
    "left, leaving, departure, departed, depart, exit, exit date, out, outbound, wyjazd, "
    "wyjechał, wyjechałam, wylot, wyjście, opuszczenie, виїзд, виїхав, виїхала, виліт, вибуття, "
    "выезд, выехал, выехала, вылет, отъезд, убытие"
)
_IN = _set(
    "returned, return, back, arrival, arrived, entry, entry date, entered, in, inbound, powrót, "
    "powrot, wjazd, przyjazd, przylot, wrócił, wróciłam, повернення, вїзд, в'їзд, вʼїзд, приїзд, "
    "приліт, возврат, возвращение, въезд, приезд, прилет"
)
_BEGIN = _set(
    "from, start, begin, beginning, start date, first day, od, od dnia, początek, rozpoczęcie, "
    "ważna od, ważne od, з, від, початок, \N{CYRILLIC SMALL LETTER ES}, от, начало"
)
_END = _set(
    "to, end, until, till, finish, end date, last day, do, do dnia, koniec, zakończenie, ważna "
    "do, ważne do, по, до, кінець, закінчення, конец, окончание"
)
_PERIOD = _set(
    "period, dates, duration, date range, from to, termin, okres, okres pobytu, daty, od do, "
    "terminy, період, дати, з по, период, даты, сроки, \N{CYRILLIC SMALL LETTER ES} по"
)
_COUNTRY = _set(
    "country, destination, where, place, location, kraj, państwo, dokąd, gdzie, miejsce, kraj "
    "docelowy, країна, держава, куди, місце, страна, государство, куда, место"
)
_REASON = _set("reason, purpose, powód, cel, przyczyna, причина, мета, цель")
_PROOF = _set("proof, evidence, document, dowód, bilet, ticket, доказ, квиток, доказательство, билет")
_NOTE = _set(
    "note, notes, comment, comments, remarks, title, summary, description, uwagi, notatka, opis, "
    "tytuł, komentarz, примітка, опис, назва, примечание, описание, название, комментарий"
)
_KIND = _set(
    "kind, type, status, permit, visa, rodzaj, rodzaj pobytu, podstawa, podstawa pobytu, tytuł "
    "pobytu, typ, wiza, zezwolenie, вид, тип, підстава, віза, основание, виза"
)
_OUTCOME = _set("outcome, result, wynik, rozstrzygnięcie, результат, итог")


def field_named(head: str, target: Target) -> Field | None:
    """The field a head word means in a list; the whole head first, then its words from the left."""
    text = plain(head)
    meanings = _meanings(target)
    for candidate in (text, *text.split()):
        for words, field in meanings:
            if candidate in words and field in FIELDS[target]:
                return field
    return None


def _meanings(target: Target) -> tuple[tuple[frozenset[str], Field], ...]:
    journeys = target is Target.JOURNEYS
    return (
        (_PERIOD, Field.PERIOD),
        (_OUT, Field.FIRST if journeys else Field.LAST),
        (_IN, Field.LAST if journeys else Field.FIRST),
        (_COUNTRY, Field.COUNTRY),
        (_REASON, Field.REASON),
        (_KIND, Field.KIND),
        (_OUTCOME, Field.OUTCOME),
        (_PROOF, Field.PROOF),
        (_NOTE, Field.PROOF if journeys else Field.NOTE),
        (_BEGIN, Field.FIRST),
        (_END, Field.LAST),
    )
