"""Bad input: what is wrong and where, in one sentence."""

from __future__ import annotations


class BadInput(Exception):
    """Something given on the command line or in a file cannot be used (exit code 2).

    ``where`` is an option, a file, a file with a line, or a field path of a case.
    """

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}: {sentence}")
        self.where = where
        self.sentence = sentence
