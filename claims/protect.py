"""Numbers in the text that are no figures of the story: codes, names, addresses, scores, ordinals and the like."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.lexicon import alternation, lexicon, table, words
from claims.model import Reason
from claims.repeats import Stretch, between, blanked, repeats

_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_AROUND = 90
_MODEL = re.compile(
    r"(?<![\w.,$€£–-])7[0-8]7(?:s\b|(?![\w%,.-]*\d)(?!s?[ -]?(?:%|per|million|billion|thousand))(?! (?!planes|jets|airliners|airplanes|jetliners|models|does)[a-z]{3,}s\b)\b)"
)
"""A bare *787* or *777s*: in a text that names the maker it is a model, unless it counts something."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch that holds a number which is no figure, and why it is none."""

    start: int
    end: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Pattern:
    reason: Reason
    regex: re.Pattern[str]
    worded: bool


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found = lexicon("not_figures")["pattern"]
    assert isinstance(found, list)
    return tuple(_Pattern(Reason(row["reason"]), re.compile(_filled(row["regex"])), row.get("worded", False)) for row in found)


def _filled(regex: str) -> str:
    for name, alternatives in _lists().items():
        regex = regex.replace(f"<{name}>", alternatives)
    return regex


@cache
def _lists() -> dict[str, str]:
    """What the names in the patterns stand for."""
    codes = lexicon("currencies")["lists"]
    assert isinstance(codes, dict)
    signs = [*table("currencies", "exact"), *table("currencies", "touching"), *str(codes["codes"]).split()]
    ordinals = (w for w in table("numbers", "ordinals") if w not in ("first", "second", "third"))
    return table("not_figures", "lists") | {
        "names": alternation(words("names", "before")), "labels": alternation(words("names", "labels")),
        "prefixes": alternation(words("names", "prefixes")), "currencies": alternation(s for s in signs if s.isalpha()),
        "ordinals": alternation(ordinals),
    }  # fmt: skip


def protected(plain: str) -> tuple[Protected, ...]:
    """The stretches that hold numbers but no figures, in order, without overlaps; earlier patterns win."""
    found = [Protected(s.start, s.end, Reason.ROW) for s in repeats(plain)]
    everywhere = list(between(len(plain), found))
    plain = blanked(plain, found)
    everywhere = everywhere if _LETTER.search(plain) else []
    taken = bytearray(len(plain))
    near_digits = _windows(plain)
    for pattern in _patterns():
        for first, last in everywhere if pattern.worded else near_digits:
            for match in pattern.regex.finditer(plain, first, last):
                start, end = match.span()
                if end > start and not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    found.append(Protected(start, end, pattern.reason))
    for match in _MODEL.finditer(plain) if "Boeing" in plain else ():
        if not any(taken[match.start() : match.end()]):
            found.append(Protected(match.start(), match.end(), Reason.NAME))
    return tuple(sorted(found, key=lambda p: p.start))


def undated(kept_apart: Sequence[Protected], dates: Sequence[Stretch]) -> tuple[Protected, ...]:
    """What is kept apart without what a date is made of: *4 pm, the 3rd*; both are in order."""
    starts, ends = [d.start for d in dates], [d.end for d in dates]
    return tuple(x for x in kept_apart if not (at := bisect_left(starts, x.end)) or ends[at - 1] <= x.start)


def _windows(plain: str) -> list[tuple[int, int]]:
    """The stretches around digits, from white space to white space: most patterns need to look nowhere else."""
    out: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(plain):
        first, last = max(0, match.start() - _AROUND), min(len(plain), match.end() + _AROUND)
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return [(_space(plain, first, -1), _space(plain, last, 1)) for first, last in out]


def _space(plain: str, at: int, step: int) -> int:
    """The next white space from a place on, or the place itself where none is near."""
    here = at
    for _ in range(_AROUND):
        if not 0 < here < len(plain) or plain[here].isspace():
            return here
        here += step
    return at
