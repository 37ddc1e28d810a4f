"""Checks of the texts: complete in every language, with the same values and the right plural forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from permitdesk.rulesets.plural import FORM_COUNTS
from permitdesk.rulesets.texts import PLACEHOLDER, Texts, placeholders


def text_problems(texts_by_language: Mapping[str, Texts]) -> Iterator[str]:
    """Ids that a language lacks, values that differ between languages, wrong plural forms, stray braces."""
    ids = dict.fromkeys(text_id for texts in texts_by_language.values() for text_id in texts)
    for text_id in ids:
        found = {
            language: texts.get(text_id)
            for language, texts in texts_by_language.items()
            if texts.has(text_id)
        }
        for language in texts_by_language:
            if language not in found:
                yield f"{language}: no text {text_id!r}"
        if len({placeholders(text) for text in found.values()}) > 1:
            yield f"text {text_id!r} puts in other values in one language than in another"
        for language, text in found.items():
            yield from _form_problems(language, text_id, text)


def _form_problems(language: str, text_id: str, text: str) -> Iterator[str]:
    for match in PLACEHOLDER.finditer(text):
        forms = match[2].count("|")
        if forms and forms not in FORM_COUNTS[language]:
            yield f"{language}: text {text_id!r} gives {forms} plural forms for {{{match[1]}}}"
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        yield f"{language}: text {text_id!r} has a brace that belongs to no value"
