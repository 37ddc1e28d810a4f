"""Words that people type around a day: months in four languages, "around", "between", "end of"."""

from __future__ import annotations

import re
import unicodedata

#: days before and after a day told as "around"
AROUND_DAYS = 7


def plain(typed: str) -> str:
    """Lower case without accents and spaces around, so that ``września`` equals ``wrzesnia``."""
    decomposed = unicodedata.normalize("NFKD", typed.strip().lower().replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


#: English, Polish in their usual cases, Ukrainian, Russian; a clear beginning of three letters is enough
_MONTH_NAMES = (
    "january stycznia styczeń styczniu styczniem січня січень січні января январь январе",
    "february lutego luty lutym лютого лютий лютому февраля февраль феврале",
    "march marca marzec marcu marcem березня березень березні марта март марте",
    "april kwietnia kwiecień kwietniu kwietniem квітня квітень квітні апреля апрель апреле",
    "may maja maj maju majem травня травень травні мая май мае",
    "june czerwca czerwiec czerwcu czerwcem червня червень червні июня июнь июне",
    "july lipca lipiec lipcu lipcem липня липень липні июля июль июле",
    "august sierpnia sierpień sierpniu sierpniem серпня серпень серпні августа август августе",
    "september września wrzesień wrześniu wrześniem вересня вересень вересні сентября сентябрь сентябре",
    (
        "october października październik październiku październikiem "
        "жовтня жовтень жовтні октября октябрь октябре"
    ),
    "november listopada listopad listopadzie listopadem листопада листопад листопаді ноября ноябрь ноябре",
    "december grudnia grudzień grudniu grudniem грудня грудень грудні декабря декабрь декабре",
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NAMES = {plain(name): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTHS = _NAMES | {name: number for number, name in enumerate(ROMAN, 1)}


def month_named(word: str) -> int | None:
    """The month a plain word means, 1 to 12; None if it is no month or could be two."""
    if word in _MONTHS:
        return _MONTHS[word]
    if len(word) < 3:
        return None
    found = {number for name, number in _NAMES.items() if name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _either(words: str) -> str:
    """The words, a line each, as alternatives of a pattern; the longest first."""
    listed = sorted((plain(word) for word in words.strip().splitlines()), key=len, reverse=True)
    return "|".join(re.escape(word) for word in listed)


DONT_KNOW = frozenset(
    plain(word) for word in ("?", "??", "don't know", "i don't know", "nie wiem", "не знаю", "не пам'ятаю")
)
#: how many days from today
NEAR_TODAY = {
    plain(word): days
    for days, words in (
        (-2, ("day before yesterday", "przedwczoraj", "позавчора", "позавчера")),
        (-1, ("yesterday", "wczoraj", "вчора", "вчера")),
        (0, ("today", "dziś", "dzisiaj", "сьогодні", "сегодня")),
        (1, ("tomorrow", "jutro", "завтра")),
    )
    for word in words
}
#: words that may stand beside a day and say nothing
FILLERS = frozenset(
    plain(word) for word in ("", "r", "roku", "rok", "of", "the", "on", "in", "dnia", "w", "we", "na")
) | frozenset(plain(word) for word in ("року", "рік", "\u0433", "года", "год", "году", "в", "\u0443"))

_AROUND = _either("""around
about
approximately
approx.
approx
circa
ca.
ca
c.
ok.
ok
około
koło
mniej więcej
gdzieś
~
≈
близько
приблизно
біля
десь
около
примерно
где-то""")
AROUND = re.compile(rf"(?:{_AROUND})(?![^\W\d_])\s*(?P<rest>\S.*)")
PLUS_MINUS = re.compile(
    r"(?P<rest>.+?)\s*(?:±|\+\s*/?\s*-)\s*(?P<days>\d{1,3})\s*(?:d|days?|dni|dzien|дн\w*|ден\w*)?"
)
_BETWEEN = _either("""between
from
od
między
pomiędzy
між
від
з
между
от
\u0441""")
BETWEEN = re.compile(rf"(?:{_BETWEEN})\s+(?P<rest>\S.*)")
_AND = _either("""to
and
until
till
through
do
a
i
по
до
та
\u0456
и""")
#: signs and words that part the ends of a range and nothing else
STRONG = re.compile(rf"\s*(?:[\u2013\u2014]|\.{{2,3}})\s*|\s+-\s+|\s+(?:{_AND})\s+")
_PARTS = (
    _either("""beginning of
start of
early
początek
na początku
z początkiem
початок
на початку
начало
в начале"""),
    _either("""middle of
mid
mid-
środek
połowa
w połowie
середина
в середині
в середине"""),
    _either("""end of
late
koniec
na koniec
pod koniec
z końcem
кінець
наприкінці
в кінці
конец
в конце"""),
)
_THIRDS = tuple(re.compile(rf"(?:the |at the |in the )?(?:{words})\s*(?P<rest>\S.*)") for words in _PARTS)


def third_named(text: str) -> tuple[int, str] | None:
    """Which third (0, 1, 2) of what follows is meant by "beginning", "middle" or "end"; None if none."""
    for third, pattern in enumerate(_THIRDS):
        if match := pattern.fullmatch(text):
            return third, match["rest"]
    return None
