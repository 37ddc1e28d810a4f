"""A small but complete resource folder that tests may bend."""

from __future__ import annotations

from pathlib import Path

DEFAULTS = """
[defaults]
in_force_from = 2026-04-27
source = "act"
verified_on = 2026-11-20
"""

FILES = {
    "rules/manifest.toml": """
version = "1"
verified_on = 2026-11-20
covered_from = 2026-04-27
""",
    "rules/sources.toml": """
[[source]]
id = "act"
title = "Act"
url = "https://example.org"
rank = "statute"
speaks_of = 2026-07-18
""",
    "rules/questions_a.toml": DEFAULTS
    + """
[[question]]
id = "married"
kind = "yes_no"
article = "art. 1"

[[question]]
id = "colour"
kind = "choice"
options = ["red", "blue"]
article = "art. 1"

[[question]]
id = "wedding"
kind = "day"
article = "art. 1"
when = { kind = "answer_is", question = "married", values = ["yes"] }

[[question]]
id = "money"
kind = "money"
article = "art. 1"

[[question]]
id = "people"
kind = "whole_number"
article = "art. 1"
""",
    "rules/statuses.toml": DEFAULTS
    + """
[[status]]
id = "refugee"
group = "protection"
legal = true
last_day_rule = "no_end"
ltr_weight = "full"
ltr_article = "art. 1"
asks = ["first_day"]
article = "art. 1"
certainty = "unconfirmed"
""",
    "rules/thresholds.toml": DEFAULTS
    + """
[[threshold]]
single = 1010
in_family = 823.50
article = "art. 1"

[[threshold]]
single = 700
in_family = 500
article = "art. 1"
in_force_from = 2021-01-01
in_force_to = 2026-04-26
""",
    "rules/values.toml": DEFAULTS
    + """
[[value]]
id = "last"
value = 2027-03-04
article = "art. 1"

[[value]]
id = "days"
value = 30
article = "art. 1"
""",
    "rules/deadlines.toml": DEFAULTS
    + """
[[deadline]]
id = "start"
kind = "recommended"
anchor = "last_legal_day"
days = -14
rolls = false
article = "art. 1"
""",
    "rules/earlier_filing.toml": DEFAULTS
    + """
[[row]]
id = "paper"
channels = ["paper_post"]
result = "not_filed"
severity = "red"
article = "art. 1"
""",
    "rules/outdated_advice.toml": DEFAULTS
    + """
[[advice]]
id = "stamp"
article = "art. 1"
""",
    "rules/offices.toml": """
[[office]]
id = "mazowieckie"
name = "MUW"
city = "Warszawa"
address = ""
web = "https://example.org"
status_page = ""
stamp_duty_payee = ""
checked_on = 2026-11-20
""",
    "rules/help_contacts.toml": """
[[contact]]
id = "free"
name = "Free help"
contact = ""
web = ""
confirmed = false
checked_on = 2026-11-20
""",
    "rules/countries.toml": DEFAULTS
    + """
[[country]]
code = "PL"
names = ["Poland", "Polska"]
schengen_from = 2007-12-21
article = "art. 6"

[[country]]
code = "GB"
names = ["United Kingdom", "UK"]
eu_from = 1973-01-01
eu_to = 2020-01-31
article = "art. 6"
""",
    "rules/holidays.toml": """
[[holiday]]
id = "christmas_eve"
month = 12
day = 24
from_year = 2025

[[holiday]]
id = "easter_monday"
easter_offset = 1
from_year = 1990
""",
    "rules/signing.toml": DEFAULTS
    + """
[[signing]]
id = "adult"
family = "permanent_residence"
applicant = "adult"
signers = ["applicant"]
signatures = ["trusted"]
article = "art. 1"
""",
    "rules/common_permanent.toml": 'questions = ["colour"]\n'
    + DEFAULTS
    + """
[[bar]]
id = "abroad"
condition = { kind = "abroad_now" }
article = "art. 1"

[[document]]
id = "photo"
stage = "filing"
need = "statutory"
translation = false
article = "art. 1"
when = { kind = "answer_is", question = "colour", values = ["red"] }

[[fee]]
id = "card"
amount_pln = 100
payee = "voivodeship_office"
article = "art. 1"

[[fee.reduction]]
id = "child"
amount_pln = 50
article = "art. 1"
condition = { kind = "age_below", years = 16 }
""",
    "rules/common_ltr.toml": DEFAULTS,
    "rules/common_temporary.toml": DEFAULTS,
    "rules/channels.toml": DEFAULTS,
    "rules/permits/b.toml": """
[route]
id = "b"
family = "permanent_residence"
order = 20
channel = "mos"
article = "art. 1"
questions = ["married"]
related = ["a"]
"""
    + DEFAULTS
    + """
[[requirement]]
id = "is_married"
article = "art. 2"
source = "act"
condition = { kind = "negation", part = { kind = "answer_is", question = "married", values = ["no"] } }

[[refusal_ground]]
id = "security"
article = "art. 3"

[[document]]
id = "photo_b"
document = "photo"
stage = "visit"
need = "helpful"
translation = true
article = "art. 4"

[[note]]
id = "hello"
topic = "tip"
article = "art. 5"
certainty = "unconfirmed"
""",
    "rules/permits/a.toml": """
[route]
id = "a"
family = "permanent_residence"
order = 10
channel = "not_mos"
article = "art. 1"
late_filing_allowed = { kind = "age_below", years = 18 }
"""
    + DEFAULTS
    + """
[common]
omit = ["abroad", "colour", "photo"]
""",
}

TEXTS = """
[month]
1 = "{jan}"
11 = "{nov}"

[value]
not_known = "{unknown}"

[marker]
check_with_office = "check with the office|ask the office"

[country.PL]
name = "Poland"

[country.GB]
name = "United Kingdom"

[route.a]
title = "A"
summary = "A"
who = "A"

[route.b]
title = "B"
summary = "B"
who = "B"

[requirement.is_married]
title = "t"
why = "w"
fix = "f"

[bar.abroad]
title = "t"
why = "w"

[refusal.security]
title = "t"
why = "w"

[document.photo]
title = "t"
why = "w"
how = "h"

[fee.card]
title = "t"
why = "w"

[fee_reduction]
child = "c"

[note]
hello = "Please ask the office."

[topic]
tip = "tip"

[question.married]
label = "l"
help = "h"

[question.colour]
label = "l"
help = "h"

[question.colour.option]
red = "r"
blue = "b"

[question.wedding]
label = "l"
help = "h"

[question.money]
label = "l"
help = "h"

[question.people]
label = "l"
help = "h"

[deadline.start]
title = "t"
why = "w"

[deadline_kind]
recommended = "r"

[earlier_filing.paper]
title = "t"
result = "r"
today = "d"

[advice.stamp]
told = "t"
now = "n"

[status.refugee]
title = "Refugee"
help = "h"

[applicant]
adult = "a"

[signer]
applicant = "a"

[signature]
trusted = "t"

[statement.stay]
plain = "It ends on {{day}} for {{who}}."
"""

TERMS = """
[term]
a = "a"
b = "b"
photo = "fotografia"
card = "karta pobytu"
"""


def resources_at(folder: Path) -> Path:
    """Writes the folder and returns it."""
    for name, text in FILES.items():
        write(folder, name, text)
    english = TEXTS.format(jan="January", nov="November", unknown="not known")
    polish = TEXTS.format(jan="stycznia", nov="listopada", unknown="nie wiadomo")
    write(folder, "texts/en/all.toml", english + 'days = "{n} {n|day|days}"\n')
    write(folder, "texts/pl/all.toml", polish + 'days = "{n} {n|dzień|dni|dni|dnia}"\n')
    write(folder, "texts/pl/terms.toml", TERMS)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Replaces one file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces a piece of one file; the piece must be there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
