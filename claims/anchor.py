"""How a claim is found again in an edited text: W3C Web Annotation's TextQuoteSelector, an orphan rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.model import Span

CONTEXT = 32
SURE = 12
"""How many characters of context on one side tell two places with the same words apart."""

_SPACE = re.compile(r"\s+")
_START, _END = "\x02" * SURE, "\x03" * SURE
"""Stand for the ends of a text, where a context is short because there is no more of it: enough to tell a place by."""


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The words of a claim with the text just before and behind them."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words stand, and how many characters of the wanted context agree before and behind them."""

    start: int
    before: int
    behind: int


def selector(text: str, span: Span) -> tuple[str, str]:
    """The up to 32 characters before and behind a stretch."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def rivals(text: str, span: Span) -> tuple[TextQuoteSelector, ...]:
    """The selectors of the other places in a text where the words of a stretch stand too."""
    flat, at = _flat(text)
    exact = _exact(text[span.start : span.end])
    places = [Span(at[s], at[s + len(exact) - 1] + 1) for s in _occurrences(flat, exact)] if exact else []
    return tuple(
        TextQuoteSelector(exact, *selector(text, place)) for place in places if not place.overlaps(span)
    )  # fmt: skip


def find(text: str, wanted: TextQuoteSelector, others: Sequence[TextQuoteSelector] = ()) -> Span | None:
    """Where the words stand in an edited text; None, an orphan, where they are gone or could be meant in two places.

    Line breaks and spaces may differ, nothing else of ``exact``. ``others`` are the ``rivals`` in the text that the
    selector was made from. Words that stood once and stand once are found wherever they went; otherwise a place counts
    only if its context agrees where that of every other place, and that of every rival, does not.
    """
    flat, at = _flat(text)
    exact = _exact(wanted.exact)
    starts = _occurrences(flat, exact) if exact else []
    found = _only(flat, exact, starts, wanted, others)
    return None if found is None else Span(at[found.start], at[found.start + len(exact) - 1] + 1)


def _only(
    flat: str, exact: str, starts: Sequence[int], wanted: TextQuoteSelector, others: Sequence[TextQuoteSelector]
) -> _Place | None:
    """The one place that is meant, if one is."""
    context = _context(wanted)
    places = [_place(flat, start, exact, context) for start in starts]
    if len(places) == 1 and not others:
        return places[0]
    need = min(len(context[0]), SURE), min(len(context[1]), SURE)
    both = [p for p in places if p.before >= need[0] and p.behind >= need[1]]
    # Where one side was edited, the other must agree here and nowhere else, and be long enough to tell.
    one = [p for p in places if p.before >= SURE or p.behind >= SURE]
    found = _best(both) if both else one[0] if len(one) == 1 else None
    if found is None:
        return None
    agrees = found.before + found.behind
    as_rival = [_place(flat, found.start, exact, _context(other)) for other in others]
    nearer = all(agrees > r.before + r.behind for r in as_rival)
    claimed = not both and any(r.before >= SURE or r.behind >= SURE for r in as_rival)
    return found if nearer and not claimed else None


def _best(places: Sequence[_Place]) -> _Place | None:
    """Of places whose context agrees as far as needed, the one that agrees further and on neither side less far."""
    if len(places) == 1:
        return places[0]
    first, second = sorted(places, key=lambda p: p.before + p.behind, reverse=True)[:2]
    wider = first.before >= second.before and first.behind >= second.behind
    return first if wider and first.before + first.behind > second.before + second.behind else None


def _context(wanted: TextQuoteSelector) -> tuple[str, str]:
    """The context with spaces as one and none next to the words, closed where the text ended."""
    prefix, suffix = (_SPACE.sub(" ", part) for part in (wanted.prefix, wanted.suffix))
    prefix = prefix.rstrip(" ")
    suffix = suffix.lstrip(" ")
    return (
        prefix if len(wanted.prefix) >= CONTEXT else _START + prefix.lstrip(" "),
        suffix if len(wanted.suffix) >= CONTEXT else suffix.rstrip(" ") + _END,
    )


def _place(flat: str, start: int, exact: str, context: tuple[str, str]) -> _Place:
    end = start + len(exact)
    before = flat[max(0, start - CONTEXT - SURE) : start].rstrip(" ")
    behind = flat[end : end + CONTEXT + SURE].lstrip(" ")
    return _Place(start, _shared(before[::-1], context[0][::-1]), _shared(behind, context[1]))


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _exact(words: str) -> str:
    return _SPACE.sub(" ", words).strip(" ")


def _occurrences(flat: str, exact: str) -> list[int]:
    """Where the words stand as whole words: *12 people* is not found in *112 people*."""
    out, start = [], flat.find(exact)
    while start >= 0:
        end = start + len(exact)
        glued = (flat[start - 1].isalnum() and exact[0].isalnum()) or (flat[end].isalnum() and exact[-1].isalnum())
        if not glued:
            out.append(start)
        start = flat.find(exact, start + 1)
    return out


@lru_cache(maxsize=8)
def _flat(text: str) -> tuple[str, tuple[int, ...]]:
    """The text between its end marks with each run of white space as one, and where each character stands in it."""
    parts, at, last = [_START], [0] * SURE, 0
    for run in _SPACE.finditer(text):
        if run.start() > 0 and run.end() < len(text):
            parts += [text[last : run.start()], " "]
            at += range(last, run.start() + 1)
        else:
            parts.append(text[last : run.start()])
            at += range(last, run.start())
        last = run.end()
    parts += [text[last:], _END]
    at += range(last, len(text) + 1)
    return "".join(parts), tuple(at)
