"""What the digest of a period shows, as frozen values: a page and the same as Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the digest: what it is about, the words, and what there is to say of them; ``href`` is its page."""

    head: str
    words: str
    detail: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one kind; ``none`` is said where there are none, ``more`` counts those left out."""

    ident: str
    title: str
    why: str
    none: str
    items: tuple[Item, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DigestPage:
    """The digest of a period, from ``since`` until, not including, ``until``."""

    file: str
    since: str
    until: str
    as_of: str
    counts: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
