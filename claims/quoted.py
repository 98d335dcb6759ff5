"""Long quotations and who speaks in them: the frame where they open or close answers for every sentence between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.chains import Spoken
from claims.frames import before_colon, framed
from claims.model import Span
from claims.relations import Related
from claims.sources import Names
from claims.tree import Range, Tree

_LONG = 8
_SIGNED = re.compile(r"\s{0,2}(―|—|–|--)[^\S\n]?((?:[^\W\d_][\w.’'-]*[^\S\n]){0,4}[^\W\d_a-z][\w.’'-]*)(?:,[^\n]{0,60})?[^\S\n]*(?=\n|$)")
"""A dash and a name of up to five words, with what is said of its bearer behind a comma, at the end of a line."""
_TURN = re.compile(r"^[\"“]?([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,2})(:)[^\S\n]*([^\n]+)$", re.MULTILINE)
_FEWEST_TURNS = 4
"""How many lines that begin with a name and a colon make a transcript, of at least two speakers."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of more than eight words, and the frame that names its speaker."""

    words: Range
    speaker: Spoken


def quoted(tree: Tree, said: Sequence[Spoken], quotes: Sequence[Span], names: Names) -> tuple[Quoted, ...]:
    """The long quotations whose speaker the article shows, in order; one without a frame goes on from the one before."""
    out: list[Quoted] = []
    for quote in quotes:
        first, end = (int(np.searchsorted(tree.starts, at)) for at in (quote.start, quote.end))
        if first < end and _begins_line(tree, quote.start) and (signer := _signer(tree, quote.end, names)) is not None:
            out.append(Quoted((first, end), signer))
            continue
        if end - first <= _LONG:
            continue
        speaker = _speaker(tree, said, (first, end), names)
        if speaker is None and out and _same_paragraph(tree, out[-1].words[1], first):
            speaker = out[-1].speaker
        if speaker is not None:
            out.append(Quoted((first, end), speaker))
    turns = tuple(_turns(tree, names))
    return (*turns, *(q for q in out if not any(t.words[0] <= q.words[0] < t.words[1] for t in turns)))


def _begins_line(tree: Tree, at: int) -> bool:
    """Whether nothing but marks of a list comes before a quotation in its line; one within a paragraph has its frame there."""
    return not any(c.isalnum() for c in tree.text[tree.text.rfind("\n", 0, at) + 1 : at])


def _signer(tree: Tree, at: int, names: Names) -> Spoken | None:
    """Whose name signs a quotation behind a dash: *“…” — Ann Lee* at the end of a line."""
    match = _SIGNED.match(tree.text, at)
    return None if match is None or not match[2][0].isupper() else _named(tree, match.span(1), match.span(2), names)


def _turns(tree: Tree, names: Names) -> Iterator[Quoted]:
    """What is said in a transcript: behind a name in capitals and a colon, up to the end of the line."""
    found = list(_TURN.finditer(tree.text))
    if len(found) < _FEWEST_TURNS or len({m[1] for m in found}) < 2:
        return
    for match in found:
        first, end = (int(np.searchsorted(tree.starts, at)) for at in match.span(3))
        if first < end and (speaker := _named(tree, match.span(2), match.span(1), names)) is not None:
            yield Quoted((first, end), speaker)


def _named(tree: Tree, cue: Range, name: Range, names: Names) -> Spoken | None:
    """Who is named in some characters, by the mark that others are."""
    ranges = [(int(np.searchsorted(tree.starts, a, side="right")) - 1, int(np.searchsorted(tree.starts, b))) for a, b in (cue, name)]
    if any(not 0 <= a < b for a, b in ranges):
        return None
    marked = Related((ranges[1],), (ranges[0],), (), 1.0)
    return Spoken(marked, (names.source(ranges[1]),), ranges[0], False)


def _speaker(tree: Tree, said: Sequence[Spoken], quote: Range, names: Names) -> Spoken | None:
    first, end = quote
    opening, closing = tree.sentences[tree.sentence_of[first]], tree.sentences[tree.sentence_of[end - 1]]
    outside = [(opening[0], first), (end, closing[1])]
    if end == closing[1] and end < len(tree.words) and (tree.words[end][:1].islower() or _called(tree, end)):
        outside.append((end, tree.sentences[tree.sentence_of[end]][1]))
    frames = [s for s in said if any(a <= s.cue[0] < b for a, b in outside)]
    about = [s for s in frames if any(a < end and first < b for a, b in s.words.content)]
    colon = first > 0 and ":" in tree.words[max(0, first - 2) : first + 1]
    if about and colon and all(set(tree.words[a:b]) == {":"} for s in about for a, b in s.words.cue):
        return before_colon(tree, said, outside[0], names) or about[0]
    found = None if about else framed(tree, said, outside, names, colon=colon)
    if found is not None or not frames:
        return found

    def far(one: Spoken) -> tuple[bool, int]:
        held = sum(max(0, min(end, b) - max(first, a)) for a, b in one.words.content)
        return (held * 2 < end - first, min(abs(first - one.cue[1]), abs(one.cue[0] - end)))

    return min(about or frames, key=far)


def _called(tree: Tree, end: int) -> bool:
    """Whether a frame may stand in a sentence of its own behind a quotation that ends in a call or a question: *“… now!” Lee said*."""
    if not any(w in ("!", "?") for w in tree.words[end - 2 : end]):
        return False
    return "\n" not in tree.text[tree.spans[end - 1][1] : tree.spans[end][0]]


def _same_paragraph(tree: Tree, first: int, end: int) -> bool:
    between = tree.text[tree.spans[first - 1][1] : tree.spans[end][0]]
    return end - first < 30 and "\n" not in between


def holder(quotations: Sequence[Quoted], claim: Range) -> Quoted | None:
    """The long quotation that holds at least seven tenths of a claim."""
    first, end = claim
    for one in quotations:
        shared = min(end, one.words[1]) - max(first, one.words[0])
        if shared * 10 >= 7 * (end - first):
            return one
    return None


def inside(quotations: Sequence[Quoted], claims: Sequence[Range]) -> NDArray[np.bool_]:
    """Which claims stand in a long quotation whose speaker is known."""
    return np.array([holder(quotations, c) is not None for c in claims], dtype=bool)
