"""What each page of the report shows, and how it becomes HTML."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

Row = Mapping[str, object]

_INVISIBLE = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article's text under the same claims; ``opens`` are the claims that begin with it."""

    text: str
    claims: tuple[int, ...]
    opens: tuple[int, ...]
    voice: str


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """One claim as the page shows it; ``number`` counts from 1 in text order."""

    number: int
    start: int
    end: int
    exact: str
    voice: str
    cue: str | None
    chain: tuple[Row, ...]
    quotation: str | None
    modality: str
    checkable: bool
    check_worthiness: float
    confidence: float
    figures: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at first: what it is, and the claim's number (0 where there is none)."""

    kind: str
    text: str
    claim: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything on the page of one article; ``as_of`` is when the ledger was published."""

    file: str
    title: str
    name: str
    publisher: str | None
    author: str | None
    published: str | None
    origin: str
    as_of: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    claims: tuple[ClaimNote, ...]
    alerts: tuple[Alert, ...]
    sources: tuple[Row, ...]
    numbers: tuple[Row, ...]
    excluded: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The run's summary, its articles, what was quarantined, and what the checks found."""

    file: str
    as_of: str
    run: Row
    articles: tuple[Row, ...]
    quarantine: tuple[Row, ...]
    checks: tuple[Row, ...]


def render(page: ArticlePage | IndexPage) -> str:
    """The page as one self-contained HTML document."""
    template = "article.html" if isinstance(page, ArticlePage) else "index.html"
    style, script = _asset("report.css"), _asset("report.js")
    return _environment().get_template(template).render(
        page=page, style=Markup(style), script=Markup(script), style_hash=_hash(style),  # noqa: S704
        script_hash=_hash(script),
    )  # fmt: skip


def write(pages: Sequence[ArticlePage | IndexPage], folder: Path) -> None:
    """Write each page under its file name; a page is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        handle, draft = tempfile.mkstemp(dir=folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(render(page))
            Path(draft).chmod(0o644)
            Path(draft).replace(folder / page.file)
        finally:
            Path(draft).unlink(missing_ok=True)


def paragraphs(text: str, claims: Sequence[ClaimNote]) -> tuple[tuple[Piece, ...], ...]:
    """The text cut at every claim's edge and at line ends; each piece knows the claims that it lies in."""
    edges = sorted({0, len(text), *(c.start for c in claims), *(c.end for c in claims)})
    out: list[list[Piece]] = [[]]
    open_now: list[ClaimNote] = []
    waiting = sorted(claims, key=lambda c: c.start)
    for start, end in pairwise(edges):
        open_now = [c for c in open_now if c.end > start]
        opened = []
        while waiting and waiting[0].start <= start:
            opened.append(waiting.pop(0))
        open_now += opened
        inner = min(open_now, key=lambda c: c.end - c.start, default=None)
        for at, line in enumerate(text[start:end].split("\n")):
            if at:
                out.append([])
            if line:
                out[-1].append(Piece(
                    visible(line), tuple(c.number for c in open_now),
                    tuple(c.number for c in opened) if not at else (), inner.voice if inner else "",
                ))  # fmt: skip
    return tuple(tuple(p) for p in out if any(piece.text.strip() for piece in p))


def visible(text: str) -> str:
    """The text with invisible and direction-changing characters written out."""
    return _INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def slug(name: str, ident: str) -> str:
    """A readable file name that differs between articles and stays between runs."""
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return f"{words or 'article'}-{ident[:8]}.html"


def _hash(asset: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(asset.encode("utf-8")).digest()).decode("ascii")


def _asset(name: str) -> str:
    return (files("validations.report") / "assets" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(loader=PackageLoader("validations.report"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    environment.filters["visible"] = lambda value: visible(str(value))
    return environment
