"""Stretches that nobody wrote: one piece over and over, or long runs of digits and marks; they hold no figures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from claims.model import Span

_WINDOW = 2048
_SQUEEZED = 102
"""To how many bytes deflate brings a window of one piece over and over; prose keeps about a thousand."""
LONG = 600
"""From how many characters on a stretch that is set apart is not looked at again, token by token."""
_PIECE = 96
"""Of how many characters a piece at the edge of a stretch must come again within it."""
_WORDLESS = re.compile(r"[\d\s.,;:|/()$%€£¥+–-]{600,}")


class Stretch(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def repeats(plain: str) -> tuple[Span, ...]:
    """The stretches of repeated pieces and of digits without words, in order, without overlaps; blank ones are left out."""
    if len(plain) < LONG:
        return ()
    squeezed = [_again(plain, s) for s in _joined(_squeezed(plain))]
    every = _joined(sorted([*squeezed, *_wordless(plain)], key=lambda s: s.start))
    return tuple(s for s in (_in_words(plain, s) for s in every) if s.end - s.start >= LONG)


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _again(plain: str, span: Span) -> Span:
    """The stretch without the words of an article that share its first and last window."""
    start, end = span.start, span.end
    while start + _PIECE < end and plain[start : start + _PIECE] not in plain[start + 1 : start + _WINDOW]:
        start += 1
    while start + _PIECE < end and plain[end - _PIECE : end] not in plain[max(start, end - _WINDOW) : end - 1]:
        end -= 1
    return Span(start, end)


def _squeezed(plain: str) -> Iterator[Span]:
    for start in range(0, len(plain), _WINDOW):
        window = plain[start : start + _WINDOW]
        size = len(window)
        if size >= LONG and len(zlib.compress(window.encode("utf-8", "surrogatepass"), 1)) < _SQUEEZED and not window.isspace():
            yield Span(start, start + size)


def _wordless(plain: str) -> Iterator[Span]:
    for match in _WORDLESS.finditer(plain):
        if not match[0].isspace():
            yield Span(*match.span())


def _in_words(plain: str, span: Span) -> Span:
    """The stretch without the pieces of words at its ends, where white space is near."""
    start, end = span.start, span.end
    if start and not plain[start - 1].isspace() and (first := re.compile(r"\s").search(plain, start, start + 80)):
        start = first.end()
    if end < len(plain) and not plain[end].isspace():
        last = max(plain.rfind(mark, end - 80, end) for mark in " \n\t")
        end = last if last > start else end
    return Span(start, end)


def blanked(plain: str, stretches: Sequence[Stretch]) -> str:
    """The text with spaces in place of long stretches, every other character where it was."""
    long = [s for s in stretches if s.end - s.start >= LONG]
    if not long:
        return plain
    pieces, here = [], 0
    for stretch in sorted(long, key=lambda s: s.start):
        start = max(here, stretch.start)
        pieces += [plain[here:start], " " * max(0, stretch.end - start)]
        here = max(here, stretch.end)
    return "".join([*pieces, plain[here:]])


def between(size: int, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """What lies before, between and behind long stretches that are in order."""
    here = 0
    for stretch in stretches:
        if stretch.end - stretch.start >= LONG:
            if here < stretch.start:
                yield here, stretch.start
            here = max(here, stretch.end)
    if here < size:
        yield here, size
