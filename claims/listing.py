"""The list that may lie beside articles, INDEX.jsonl: what it says of a file fills what the file itself leaves open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claims.formats.days import stated_day
from claims.formats.draft import UnreadableError, word
from claims.model import Rejected

_NAMES = ("INDEX.jsonl", "index.jsonl")
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list says of one file."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    section: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of a folder: its own path, its entries by file name, and the lines that say something impossible."""

    path: str
    entries: Mapping[str, Listed]
    flaws: tuple[Rejected, ...] = ()


def listing_of(folder: Path) -> Listing | None:
    """The list of a folder, where it has one: JSON Lines, each an object with ``file`` and without ``text``."""
    for name in _NAMES:
        path = folder / name
        try:
            if path.is_file() and path.stat().st_size <= _MAX_BYTES:
                return _listing(path, path.read_text("utf-8").split("\n"))
        except (OSError, UnicodeDecodeError):
            continue
    return None


def _listing(path: Path, lines: list[str]) -> Listing | None:
    entries: dict[str, Listed] = {}
    flaws: list[Rejected] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(item, dict) or not isinstance(item.get("file"), str) or "text" in item:
            return None
        try:
            entries[item["file"]] = _listed(item)
        except UnreadableError as error:
            flaws.append(Rejected(f"{path}:{number}", error.check, error.reason))
    return Listing(str(path), entries, tuple(flaws)) if entries or flaws else None


def _listed(item: Mapping[str, object]) -> Listed:
    return Listed(
        title=word(item.get("title")),
        publisher=word(item.get("publisher")),
        author=word(item.get("author")),
        published=stated_day(item.get("published")),
        section=word(item.get("section")),
        url=word(item.get("url")),
    )
