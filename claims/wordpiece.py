"""Cuts words into the pieces that the reader's encoder knows (WordPiece, uncased), and notes how each was printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

MAX_PIECES = 8
"""More pieces of one word than this are dropped: a word that long tells nothing more."""
_MAX_LETTERS = 100
SHAPES = 84
"""How many ways a word can be printed: see ``shape``."""


class Vocabulary:
    """The pieces of an uncased WordPiece vocabulary (Devlin et al. 2019), one a line of the file, line number = id."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids["[UNK]"]
        self.begin = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.padding = self._ids["[PAD]"]
        self.mask = self._ids["[MASK]"]

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """The vocabulary of a file."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, one at least and MAX_PIECES at most."""
        known = self._known.get(word)
        if known is None:
            known = tuple(self._cut(word))[:MAX_PIECES] or (self.unknown,)
            if len(self._known) < 200_000 and len(word) <= _MAX_LETTERS:
                self._known[word] = known
        return known

    def _cut(self, word: str) -> list[int]:
        out: list[int] = []
        for part in _parts(word[:_MAX_LETTERS]):
            out += self._longest_first(part)
            if len(out) >= MAX_PIECES:
                break
        return out

    def _longest_first(self, part: str) -> list[int]:
        out: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if found is not None:
                    out.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return out


def _parts(word: str) -> list[str]:
    """The word in lower case without accents, cut at each mark."""
    out = [""]
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category[0] == "C":
            continue
        if category[0] in "PS" or 0x4E00 <= ord(char) <= 0x9FFF:
            out += [char, ""]
        else:
            out[-1] += char
    return [part for part in out if part]


def shape(word: str, before: str, spaced_after: bool) -> int:
    """How a word is printed, as a number below SHAPES: letter case, what stands before it, and the space around it.

    ``before`` is what stands between the word and the one before it (two line ends at the start of a text).
    """
    lines = before.count("\n")
    return ((_case(word) * 3 + min(lines, 2)) * 2 + bool(before)) * 2 + spaced_after


def _case(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() and word[1:].islower() else 3
