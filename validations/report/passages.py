"""Cuts an article's text at the edges of everything that is marked in it, so that overlapping marks need no nesting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

_LONG_LINE = 100
"""A line longer than this is a paragraph of its own; shorter ones without a blank line between belong together."""


class Role(Enum):
    """What a marked stretch is, besides part of a claim."""

    SOURCE = "source"
    CUE = "cue"
    FIGURE = "figure"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that plays a role, for the claim of that number where it belongs to one."""

    start: int
    end: int
    role: Role
    claim: int | None = None


class Stretch(Protocol):
    """Anything that covers characters of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Marked(Stretch, Protocol):
    """A claim as this module sees it."""

    @property
    def number(self) -> int: ...
    @property
    def voice(self) -> str: ...


AnyStretch = TypeVar("AnyStretch", bound=Stretch)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text under the same marks.

    ``claims`` are the numbers of the claims that it lies in, the widest first; ``opens`` those that begin with it.
    ``voice`` is that of the narrowest claim, ``outer`` that of the one around it; both are empty where there is none.
    ``source_of`` and ``cue_of`` are the claims whose source or cue these words are.
    """

    text: str
    claims: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    voice: str = ""
    outer: str = ""
    source_of: tuple[int, ...] = ()
    cue_of: tuple[int, ...] = ()
    figure: bool = False
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article with the numbers of the claims that begin in it."""

    passages: tuple[Passage, ...]
    opens: tuple[int, ...]


def paragraphs(text: str, claims: Sequence[Marked], marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """The text as paragraphs of passages; every character but the breaks between paragraphs is kept, in order.

    A claim that begins in the white space between two paragraphs opens with the later one.
    """
    blocks = list(_blocks(text))
    cuts = sorted({edge for edges in blocks for edge in edges} | _edges(claims) | _edges(marks))
    near, inside = _Sweep(claims), _Sweep(marks)
    opened: set[int] = set()
    done: list[list[Passage]] = [[] for _ in blocks]
    at = 0
    for left, right in pairwise(cuts):
        while at < len(blocks) and blocks[at][1] <= left:
            at += 1
        if at < len(blocks) and blocks[at][0] <= left:
            over = near.over(left, right)
            new = tuple(claim.number for claim in over if claim.number not in opened)
            opened.update(new)
            done[at].append(_passage(text[left:right], over, new, inside.over(left, right)))
    return tuple(Paragraph(tuple(found), tuple(n for passage in found for n in passage.opens)) for found in done)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: stretches between blank lines, and lines of their own where one of them is long."""
    lines: list[tuple[int, int]] = []
    start = 0
    for line in [*text.split("\n"), ""]:
        end = start + len(line)
        if line.strip():
            lines.append((start, end))
        elif lines:
            long = any(right - left > _LONG_LINE for left, right in lines)
            yield from lines if long else [(lines[0][0], lines[-1][1])]
            lines = []
        start = end + 1


def _edges(stretches: Sequence[Stretch]) -> set[int]:
    return {edge for stretch in stretches for edge in (stretch.start, stretch.end)}


class _Sweep(Generic[AnyStretch]):
    """Answers which stretches lie over a cut, asked from left to right, without looking at all of them each time."""

    def __init__(self, stretches: Sequence[AnyStretch]) -> None:
        self._waiting = sorted(stretches, key=lambda s: (-s.start, s.end))
        self._open: list[AnyStretch] = []

    def over(self, left: int, right: int) -> list[AnyStretch]:
        while self._waiting and self._waiting[-1].start < right:
            self._open.append(self._waiting.pop())
        self._open = [stretch for stretch in self._open if stretch.end > left]
        return list(self._open)


def _passage(text: str, claims: Sequence[Marked], opens: tuple[int, ...], marks: Sequence[Mark]) -> Passage:
    nested = sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start, claim.number))
    voices = ["", "", *(claim.voice for claim in nested)]
    roles = {mark.role for mark in marks}
    return Passage(
        text, tuple(claim.number for claim in nested), opens, voices[-1], voices[-2],
        _numbers(marks, Role.SOURCE), _numbers(marks, Role.CUE), Role.FIGURE in roles, Role.UNREAD in roles,
    )  # fmt: skip


def _numbers(marks: Sequence[Mark], role: Role) -> tuple[int, ...]:
    return tuple(sorted({mark.claim for mark in marks if mark.role is role and mark.claim is not None}))
