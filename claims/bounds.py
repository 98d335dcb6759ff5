"""Bounds: the words before and behind a figure that make it a lower, an upper or a rough one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.figure_tokens import Tokens
from claims.lexicon import table, words
from claims.model import Comparator
from claims.numerals import is_number

_LONGEST = 5
_PLACES = frozenset(("over", "under", "above", "below", "past", "beyond"))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Phrases, each as a tuple of tokens, to what they say of a figure; ``ends`` are the last words of those before it."""

    before: dict[tuple[str, ...], Comparator]
    after: dict[tuple[str, ...], Comparator]
    ends: frozenset[str]
    starts: frozenset[str]
    between: frozenset[str]
    verbs: frozenset[str]


@cache
def bounds() -> Bounds:
    """The bounds of the lexicon."""

    def read(key: str) -> dict[tuple[str, ...], Comparator]:
        found = {}
        for sign, phrases in table("bounds", key).items():
            for phrase in phrases.replace("\n", "").split("|"):
                found[tuple(phrase.split())] = Comparator(sign)
        return found

    before, after = read("before"), read("after")
    return Bounds(
        before, after, frozenset(p[-1] for p in before), frozenset(p[0] for p in after),
        frozenset(table("bounds", "between")["words"].split()), frozenset(table("bounds", "between")["verbs"].split()),
    )  # fmt: skip


def bound_before(toks: Tokens, at: int) -> tuple[Comparator | None, int]:
    """What the words before a token say of the figure there, and where they begin; the outermost bound decides."""
    known = bounds()
    sign, first = None, at
    for _ in range(3):
        found = _phrase_before(toks, first, known)
        if found is None and toks.low(first - 1) in known.between and not toks.breaks(first - 1):
            skipped = 2 if toks.low(first - 1) == "first" and toks.low(first - 2) == "the" else 1
            found = _phrase_before(toks, first - skipped, known)
            if found is not None and _of_a_thing(toks, found[1], first - 1, known):
                found = None
        if found is not None and sign is Comparator.ABOUT and found[1] == first - 1 and toks.low(found[1]) in _PLACES:
            # *takes over about 70 shops, concern over some 300 cases*
            found = None
        if found is None:
            break
        sign, first = found
    return sign, first


def _of_a_thing(toks: Tokens, first: int, end: int, known: Bounds) -> bool:
    """*surpassing the 326 seats needed, a dispute over a $10 contract, fears over its 20 crew*: no bound of the figure."""
    if toks.low(end) == "the":
        placed = end == first + 1 and toks.low(first) in _PLACES and not words("figure_words", "thresholds") & set(toks.lows[end + 1 : end + 6])
        return toks.low(first) in known.verbs or placed
    return end == first + 1 and toks.low(first) in _PLACES


def _lacking(toks: Tokens, first: int) -> bool:
    """*eight votes short of the 60 needed*: how much is lacking is stated, and so the figure behind is exact."""
    return any(is_number(toks, i) and not toks.breaks(i) for i in range(max(0, first - 3), first))


def _phrase_before(toks: Tokens, end: int, known: Bounds) -> tuple[Comparator, int] | None:
    if toks.low(end - 1) not in known.ends or toks.breaks(end - 1):
        return None
    for length in range(_LONGEST, 0, -1):
        first = end - length
        if first < 0:
            continue
        sign = known.before.get(toks.lows[first:end])
        if sign is not None and toks.low(first) == "short" and _lacking(toks, first):
            continue
        if sign is not None and "\n" not in toks.plain[toks.starts[first] : toks.ends[end - 1]]:
            return sign, first
    return None


def bound_after(toks: Tokens, at: int) -> tuple[Comparator | None, int]:
    """What the words from a token on say of the figure before it, and where they end."""
    known = bounds()
    if toks.low(at) not in known.starts or toks.breaks(at - 1):
        return None, at
    for length in range(_LONGEST, 0, -1):
        phrase = toks.lows[at : at + length]
        sign = known.after.get(phrase)
        if sign is None or len(phrase) < length:
            continue
        if (toks.lows[at] in ("-", "+") and not toks.touches(at - 1)) or toks.low(at + length) == "than":
            return None, at
        if phrase[0] == "and" and any(is_number(toks, i) for i in (at + length, at + length + 1) if i < len(toks.lows)):
            return None, at  # *56 deaths and over 200 people*: the bound is the next figure's.
        if toks.lows[at] in ("plus", "odd", "max", "tops", "minimum", "maximum") and toks.gap(at - 1) not in ("", " "):
            return None, at
        return sign, at + length
    return None, at
