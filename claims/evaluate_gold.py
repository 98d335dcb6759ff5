"""Reads articles marked by hand, and puts what was read out of a text into the same form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from claims.errors import NothingToRead
from claims.model import Claim, Extraction

DEV_EVERY = 3
"""Every third article by name is kept apart as dev; the others are there to tune on."""


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """One link of a chain, as marked."""

    mention: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure of a claim and its place in the article."""

    start: int
    end: int
    surface: str
    value: Decimal | None
    value2: Decimal | None
    unit: str
    comparator: str


@dataclass(frozen=True, slots=True)
class MarkedPeriod:
    """A time expression of a claim, its place in the article, and the days that it stands for."""

    start: int
    end: int
    surface: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """One claim, marked by hand or read by the program; only the latter has a confidence."""

    start: int
    end: int
    text: str
    label: str | None
    sources: tuple[MarkedSource, ...]
    modality: str | None
    checkable: bool
    figures: tuple[MarkedFigure, ...]
    periods: tuple[MarkedPeriod, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its claims; where it is not ``complete``, what is not marked is not known to be no claim.

    ``retracted`` are stretches that are known to hold no claim.
    """

    name: str
    path: Path
    text: str
    published: date | None
    publisher: str | None
    claims: tuple[Marked, ...]
    complete: bool
    retracted: tuple[tuple[int, int], ...]


def gold_articles(folder: Path, only: str | None = None, every: int = DEV_EVERY) -> tuple[GoldArticle, ...]:
    """The marked articles of a folder by name; ``only`` is dev (every third, or so) or tune (the others).

    The texts lie in the folder's folder articles, beside the marks, or in articles beside the folder. Raises
    NothingToRead where there are none, or where a file is not in the format.
    """
    paths = sorted(folder.glob("*.json"))
    if only is not None:
        paths = [p for n, p in enumerate(paths) if (n % every == 0) == (only == "dev")]
    if not paths:
        raise NothingToRead(f"{folder}: no articles marked by hand (NAME.json) are there")
    return tuple(_article(path, folder) for path in paths)


def _article(path: Path, folder: Path) -> GoldArticle:
    try:
        data = json.loads(path.read_text("utf-8"))
        name = Path(data["article"]).name
        places = [d / name for d in (folder / "articles", folder, folder.parent / "articles", folder.parent / "examples")]
        text_path = next((p for p in places if p.is_file()), None)
        if text_path is None:
            raise NothingToRead(f"{path}: the text {name} is neither in {folder / 'articles'} nor beside the marks")
        published = data.get("published")
        return GoldArticle(
            name=name, path=text_path, text=text_path.read_text("utf-8"),
            published=date.fromisoformat(published) if published else None, publisher=data.get("publisher"),
            claims=tuple(_marked(c) for c in data["claims"]), complete=bool(data.get("complete", True)),
            retracted=tuple((int(s), int(e)) for s, e in data.get("retracted", ())),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NothingToRead(f"{path} is no article marked by hand: {type(error).__name__}: {error}") from error


def _marked(c: Mapping[str, object]) -> Marked:
    start, text = _whole(c["start"]), str(c["text"])
    return Marked(
        start=start, end=_whole(c["end"]), text=text, label=_optional(c.get("label")),
        sources=tuple(
            MarkedSource(str(s.get("mention", "")), str(s.get("name", "")), str(s.get("kind", "")))
            for s in _items(c.get("sources"))
        ),
        modality=_optional(c.get("modality")), checkable=bool(c.get("checkable", True)),
        figures=tuple(_figure(q, start, text) for q in _items(c.get("quantities"))),
        periods=tuple(_period(p, start, text) for p in _items(c.get("periods"))),
    )  # fmt: skip


def _items(value: object) -> Iterator[Mapping[str, object]]:
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, dict):
            raise TypeError(f"{item!r} is no object")
        yield item


def _place(item: Mapping[str, object], start: int, text: str) -> tuple[int, int]:
    """Where an item stands: its own offset, else the first occurrence of its words in the claim."""
    surface = str(item["surface"])
    offset = item.get("offset")
    if offset is not None:
        return _whole(offset), _whole(offset) + len(surface)
    at = text.find(surface)
    return (start + at, start + at + len(surface)) if at >= 0 else (start, start)


def _figure(q: Mapping[str, object], start: int, text: str) -> MarkedFigure:
    begin, end = _place(q, start, text)
    return MarkedFigure(
        begin, end, str(q["surface"]), number(q.get("value")), number(q.get("value2")), str(q.get("unit") or ""),
        str(q.get("comparator", "=")),
    )  # fmt: skip


def _period(p: Mapping[str, object], start: int, text: str) -> MarkedPeriod:
    begin, end = _place(p, start, text)
    return MarkedPeriod(begin, end, str(p["surface"]), _optional(p.get("start")), _optional(p.get("end")))


def number(value: object) -> Decimal | None:
    """A printed value as a number; None where it is none."""
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no place in a text")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def read_claims(extraction: Extraction) -> tuple[Marked, ...]:
    """The claims of an extraction in the form of marked ones."""
    return tuple(_read(c) for c in extraction.claims)


def _read(c: Claim) -> Marked:
    return Marked(
        start=c.start, end=c.end, text=c.exact, label=str(c.voice),
        sources=tuple(MarkedSource(s.mention, s.name, str(s.kind)) for s in c.sources), modality=str(c.modality),
        checkable=c.checkable,
        figures=tuple(
            MarkedFigure(q.start, q.start + len(q.surface), q.surface, number(q.value), number(q.value2), q.unit,
                         str(q.comparator)) for q in c.quantities
        ),
        periods=tuple(
            MarkedPeriod(p.start, p.start + len(p.surface), p.surface, _day(p.first), _day(p.last)) for p in c.periods
        ),
        confidence=c.confidence,
    )  # fmt: skip


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
