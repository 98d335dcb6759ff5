"""Splits a text into numbers, words and marks with their places, for the stages that read figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|([^\w\s])\1*|_+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: ``lows[i]`` is plain[starts[i]:ends[i]] in lower case.

    A token is a run of digits with inner points and commas, a run of letters with inner apostrophes, or a run of one
    mark; *5G* and *US$8m* are several tokens that touch.
    """

    plain: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lows: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def low(self, at: int) -> str:
        """The token in lower case; empty beyond either end of the text."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def word(self, at: int) -> str:
        """The token as written; empty beyond either end of the text."""
        return self.plain[self.starts[at] : self.ends[at]] if 0 <= at < len(self.lows) else ""

    def gap(self, at: int) -> str:
        """What stands between a token and the one after it."""
        return self.plain[self.ends[at] : self.starts[at + 1]] if 0 <= at < len(self.lows) - 1 else "\n"

    def touches(self, at: int) -> bool:
        """Whether a token touches the one after it."""
        return 0 <= at < len(self.lows) - 1 and self.ends[at] == self.starts[at + 1]

    def breaks(self, at: int) -> bool:
        """Whether a line ends between a token and the one after it, or the text does."""
        return not 0 <= at < len(self.lows) - 1 or "\n" in self.plain[self.ends[at] : self.starts[at + 1]]

    def after(self, place: int) -> int:
        """The first token that starts at or behind a place of the text."""
        return bisect_left(self.starts, place)

    def capital(self, at: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= at < len(self.lows) and self.plain[self.starts[at]].isupper()

    def numeric(self, at: int) -> bool:
        """Whether a token is a run of digits."""
        return 0 <= at < len(self.lows) and self.lows[at][0].isdecimal()


@lru_cache(maxsize=2)
def tokens(plain: str) -> Tokens:
    """The tokens of a text in order; the stages ask for the same text one after another, so the last are kept."""
    spans = [m.span() for m in _TOKEN.finditer(plain)]
    return Tokens(
        plain,
        tuple(s for s, _ in spans),
        tuple(e for _, e in spans),
        tuple(plain[s:e].lower() for s, e in spans),
    )
