"""When a claim, a source's name, a figure or a unit counts as the marked one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from claims.evaluate_gold import Marked, MarkedFigure
from claims.lexicon import table, words

WORD = re.compile(r"\w+")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", ""))


def match(text: str, gold: Sequence[Marked], read: Sequence[Marked]) -> dict[int, int]:
    """The read claim of each marked one: half of their words or more are the same; one to one, the closest first."""
    marked = [_words(text, c) for c in gold]
    found = [_words(text, c) for c in read]
    homes: dict[int, list[int]] = {}
    for j, theirs in enumerate(found):
        for word in theirs:
            homes.setdefault(word, []).append(j)
    pairs = []
    for i, ours in enumerate(marked):
        for j in {j for word in ours for j in homes.get(word, ())}:
            shared = len(ours & found[j])
            if shared / len(ours | found[j]) >= 0.5:
                pairs.append((shared / len(ours | found[j]), i, j))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def _words(text: str, claim: Marked) -> frozenset[int]:
    """The words of a claim, each as the place at which it starts."""
    return frozenset(m.start() + claim.start for m in WORD.finditer(text[claim.start : claim.end]))


def names_agree(gold: str, read: str) -> bool:
    """Whether two names name one source: the same content words, one's within the other's, or half in common."""
    ours, theirs = (frozenset(WORD.findall(name.lower())) - words("scoring", "title_words") for name in (gold, read))
    if not ours or not theirs:
        return gold.strip().lower() == read.strip().lower()
    return ours <= theirs or theirs <= ours or len(ours & theirs) / len(ours | theirs) >= 0.5


def same_value(a: MarkedFigure, b: MarkedFigure) -> bool:
    """Whether two figures have the same value, and the same other end where they are ranges."""
    return _plain(a.value) == _plain(b.value) and _plain(a.value2) == _plain(b.value2)


def same_figure(a: MarkedFigure, b: MarkedFigure) -> bool:
    """Whether value, unit and comparator are the same."""
    return same_value(a, b) and unit(a.unit) == unit(b.unit) and a.comparator == b.comparator


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.normalize()


@cache
def unit(name: str) -> str:
    """A unit in comparable form: a known name's own, else the last word of the phrase, lower case, singular."""
    names, plurals = table("scoring", "claim_units"), table("scoring", "claim_plurals")
    found = name.strip().lower().replace("_", " ")
    found = names.get(found, found)
    if found.isupper() or found == "%":
        return found
    if " per " not in found and " " in found:
        found = found.split()[-1]
    found = plurals.get(found, found)
    for end, new in _ENDINGS:
        if found.endswith(end) and not found.endswith("ss") and len(found) > 3:
            found = found[: -len(end)] + new
            break
    return names.get(found, found)
