"""From bytes to letters, as spreadsheets, mail programs and old Windows write them."""

from __future__ import annotations

import codecs

from permitdesk.domain.law.findings import say
from permitdesk.imports.records import CannotRead

#: what a person may choose, by the names that Python knows
ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "iso8859_2")
#: tried for a file that is no Unicode; the journeys of this program's people are written in these
_OLD = ["cp1250", "cp1251", "iso8859_2"]
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: control signs in a hundred letters above which nobody wrote this as text
_MOST_CONTROLS = 2


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the encoding it was read in; a given encoding is taken, bad bytes shown as signs.

    Raises CannotRead for what is no text in any of the encodings.
    """
    name = encoding or _found(data)
    text = _decode(data, name).lstrip("\ufeff")
    controls = sum(sign < " " and sign not in "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x00" for sign in text[:20_000])
    if controls * 100 > _MOST_CONTROLS * min(len(text), 20_000) or text[:20_000].count("\x00") * 5 > len(
        text
    ):
        raise CannotRead(say("import.no_text"))
    return text.replace("\x00", ""), name


def _decode(data: bytes, name: str) -> str:
    if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16-le" if data[1:2000:2].count(0) >= data[0:2000:2].count(0) else "utf-16-be"
    return data.decode(name, errors="replace")


def _found(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:2000]
    # Letters of Latin script in UTF-16 are zeros in every second place.
    if len(head) > 3 and max(head[0::2].count(0), head[1::2].count(0)) * 3 > len(head):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # rarely needed

        best = from_bytes(data[:50_000], cp_isolation=_OLD).best()
        return "cp1250" if best is None or best.encoding not in _OLD else best.encoding
    return "utf-8"
