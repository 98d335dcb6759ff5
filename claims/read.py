"""Reads articles out of files, folders, feeds, URLs and standard input; the rest is rejected with a reason."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from claims.clean import plain
from claims.fetch import Page, TransientError, fetch
from claims.formats.draft import Draft, Found, Hint, UnreadableError
from claims.formats.sniff import Kind, is_json_lines, kind_of, magic
from claims.inputs import Input, Part, inputs, is_url, shown, trouble
from claims.language import language_of, name_of
from claims.listing import Listed
from claims.model import Article, Rejected, fingerprint

__all__ = ["Input", "Page", "ReadOptions", "TransientError", "fetch", "inputs", "read", "read_input"]

DEFAULT_MAX_BYTES = 10 * 1024 * 1024
_NOTHING_LISTED = Listed()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What fills gaps that documents leave, the size in bytes above which one is not read, and how URLs are fetched.

    ``fetch`` takes a URL and the limit in bytes, and raises TransientError or UnreadableError.
    """

    published: date | None = None
    publisher: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    fetch: Callable[[str, int], Page] = fetch


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document was found: as shown, its short name, and what makes it the same document another time."""

    origin: str
    name: str
    identity: str
    listed: Listed = _NOTHING_LISTED


def read(target: str, options: ReadOptions) -> Iterator[Article | Rejected]:
    """Every article behind one target, in order, or the reason why there is none; never raises for bad input."""
    for one in inputs([target]):
        try:
            yield from read_input(one, options)
        except TransientError as error:
            yield Rejected(one.target, "unreachable", f"{error.reason}; try again later")


def read_input(one: Input, options: ReadOptions) -> Iterator[Article | Rejected]:
    """The articles of one leaf input; raises TransientError where a URL may answer another time."""
    if one.problem is not None:
        yield one.problem
    elif one.is_url:
        yield from _read_url(one.target, options)
    elif one.target == "-":
        yield from _read_stdin(options)
    else:
        yield from _read_file(one, options)


def _read_file(one: Input, options: ReadOptions) -> Iterator[Article | Rejected]:
    path = one.target
    origin = shown(path)
    listed = one.listed or _NOTHING_LISTED
    place = _Place(origin, shown(os.path.basename(path)), Path(os.path.realpath(path)).as_uri(), listed)
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if one.part is not None or (is_json_lines(path) and size > options.max_bytes):
                found = _lines(file, one.part or Part(0, size, 1), options.max_bytes)
                yield from _articles(found, place, options)
                return
            if size > options.max_bytes:
                yield _too_large(origin, size, options.max_bytes)
                return
            data = file.read(options.max_bytes + 1)
    except (OSError, ValueError) as error:
        yield trouble(path, error)
        return
    yield from _read_bytes(data, Hint(place.name), place, options)


def _read_stdin(options: ReadOptions) -> Iterator[Article | Rejected]:
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        yield Rejected("-", "too large", f"standard input gives more than {_size(options.max_bytes)}; give less of it")
        return
    place = _Place("-", "standard input", f"stdin:{fingerprint(data.hex())}")
    yield from _read_bytes(data, Hint(""), place, options)


def _read_url(url: str, options: ReadOptions) -> Iterator[Article | Rejected]:
    try:
        page = options.fetch(url, options.max_bytes)
    except UnreadableError as error:
        yield Rejected(url, error.check, error.reason)
        return
    parts = urlsplit(page.url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    hint = Hint(last, page.media_type, page.charset, page.url)
    name = re.sub(r"\.(?:x?html?|php|aspx?)$", "", last) or parts.netloc
    yield from _read_bytes(page.data, hint, _Place(url, name, page.url), options)


def _lines(file: BinaryIO, part: Part, max_bytes: int) -> Iterator[Found]:
    """The articles of a part of a JSON Lines file, read line by line; a line above the limit is skipped over."""
    from claims.formats import objects

    def lines() -> Iterator[bytes | UnreadableError]:
        file.seek(part.start)
        left = part.length
        while left > 0 and (line := file.readline(min(left, max_bytes + 1))):
            left -= len(line)
            if len(line) <= max_bytes:
                yield line
                continue
            while left > 0 and not line.endswith(b"\n") and (line := file.readline(min(left, max_bytes))):
                left -= len(line)
            yield UnreadableError("too large", f"the line is longer than {_size(max_bytes)}; split it")

    if part.start == 0 and (known := magic(file.read(512))) is not None:
        raise known
    yield from objects.parse_lines(lines(), part.line)


def _read_bytes(data: bytes, hint: Hint, place: _Place, options: ReadOptions) -> Iterator[Article | Rejected]:
    yield from _articles(_found(data, hint), place, options)


def _found(data: bytes, hint: Hint) -> Iterator[Found]:
    yield from _parser(kind_of(data, hint))(data, hint)


def _parser(kind: Kind) -> Callable[[bytes, Hint], Iterator[Found]]:
    """The reader of a kind of document; each loads its libraries when it is first used."""
    from claims.formats import docx, feed, html, objects, pdf, prose

    return {
        Kind.TEXT: prose.parse_text,
        Kind.MARKDOWN: prose.parse_markdown,
        Kind.HTML: html.parse,
        Kind.PDF: pdf.parse,
        Kind.DOCX: docx.parse,
        Kind.JSON: objects.parse,
        Kind.JSON_LINES: lambda data, _: objects.parse_lines(objects.lines_of(data)),
        Kind.FEED: feed.parse,
    }[kind]


def _articles(found: Iterable[Found], place: _Place, options: ReadOptions) -> Iterator[Article | Rejected]:
    try:
        for one in found:
            if isinstance(one, UnreadableError):
                yield _rejected(one, place)
            else:
                yield _article(one, place, options)
    except UnreadableError as error:
        yield _rejected(error, place)


def _rejected(flaw: UnreadableError, place: _Place) -> Rejected:
    line = re.fullmatch(r"line (\d+)", flaw.place or "")
    where = f"{place.origin}:{line[1]}" if line else f"{place.origin}#{flaw.place}" if flaw.place else place.origin
    return Rejected(where, flaw.check, flaw.reason)


def _article(draft: Draft, place: _Place, options: ReadOptions) -> Article | Rejected:
    """The draft as an article; the document's own word goes before its folder's list, and that before the options."""
    origin = f"{place.origin}#{draft.key}" if draft.key else place.origin
    clean = draft.plain if draft.plain is not None else plain(draft.text)
    if not clean.strip():
        return Rejected(origin, "empty", "there is no text in it; give one that holds the article's text")
    if len(draft.text) > options.max_bytes:
        return _too_large(origin, len(draft.text), options.max_bytes)
    language = language_of(clean, draft.language)
    if language != "en":
        reason = f"it is written in {name_of(language)}; only English is read for now, give a translation"
        return Rejected(origin, "language", reason)
    listed = place.listed
    fetched = place.identity if is_url(place.identity) and draft.key is None else None
    return Article(
        identity=draft.identity or (f"{place.identity}#{draft.key}" if draft.key else place.identity),
        origin=origin,
        name=draft.name or (f"{place.name}#{draft.key}" if draft.key else place.name),
        text=draft.text,
        plain=clean,
        title=draft.title or listed.title,
        publisher=draft.publisher or listed.publisher or options.publisher,
        author=draft.author or listed.author,
        published=draft.published or listed.published or options.published,
        section=draft.section or listed.section,
        url=draft.url or listed.url or fetched,
        language=language,
        media_type=draft.media_type,
    )


def _too_large(origin: str, size: int, limit: int) -> Rejected:
    reason = f"its {_size(size)} are above the limit of {_size(limit)}; split it, or raise max_article_bytes"
    return Rejected(origin, "too large", reason)


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 100_000 else f"{count:,} bytes"
