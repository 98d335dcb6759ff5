"""Reads articles out of files, folders, feeds, URLs and standard input; what cannot be read is rejected with a reason."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claims.decode import Undecodable, foreign
from claims.formats import parse
from claims.formats.common import Broken, Draft, Found
from claims.language import language_of
from claims.model import Article, Rejected, fingerprint

DEFAULT_MAX_BYTES = 10 * 1024 * 1024
_CONTAINERS = {".jsonl", ".ndjson", ".xml", ".rss", ".atom"}
_CONTAINER_FACTOR = 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What fills gaps that a document leaves, and the size in bytes above which one is not read."""

    published: date | None = None
    publisher: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES


@dataclass(frozen=True, slots=True)
class Input:
    """One leaf input: a file's path, a URL, or ``-``; ``problem`` where looking for it already failed."""

    target: str
    problem: Rejected | None = None

    @property
    def is_url(self) -> bool:
        """Whether reading it goes over the network."""
        return self.target.startswith(("http://", "https://"))


class TransientError(Exception):
    """A URL did not answer now, and may later."""


def inputs(targets: Iterable[str]) -> Iterator[Input]:
    """The leaf inputs behind the targets in order: folders are walked, sorted, without hidden files."""
    for target in targets:
        if target == "-" or target.startswith(("http://", "https://")):
            yield Input(target)
        else:
            yield from _walk(Path(target), top=True, above=frozenset())


def read(target: str, options: ReadOptions) -> Iterator[Article | Rejected]:
    """Every article behind one target, in order, or the reason why there is none."""
    for one in inputs([target]):
        try:
            yield from read_input(one, options)
        except TransientError as error:
            yield Rejected(one.target, "unreachable", f"{error}; try again later")


def read_input(one: Input, options: ReadOptions) -> Iterator[Article | Rejected]:
    """The articles of one leaf input; raises TransientError where only the network failed."""
    if one.problem is not None:
        yield one.problem
    elif one.is_url:
        yield from _read_url(one.target, options)
    elif one.target == "-":
        data = sys.stdin.buffer.read(options.max_bytes + 1)
        yield from _read_bytes(data, "-", "standard input", None, options)
    else:
        yield from _read_file(Path(one.target), options)


def _walk(path: Path, top: bool, above: frozenset[tuple[int, int]]) -> Iterator[Input]:
    """Folders on the way down are remembered, so that a link to one of them ends there."""
    name = str(path)
    try:
        found = path.stat()
        is_folder = path.is_dir()
        children = sorted(path.iterdir()) if is_folder else []
    except FileNotFoundError:
        why = "the symbolic link points to nothing" if path.is_symlink() else "there is no such file or folder"
        yield Input(name, Rejected(name, "missing", why))
        return
    except PermissionError:
        yield Input(
            name, Rejected(name, "permission", "no permission to read it; change its rights or run as its owner")
        )
        return
    except OSError as error:
        loop = "a loop of symbolic links" if error.errno in (40, 62) else f"it cannot be read ({error.strerror})"
        yield Input(name, Rejected(name, "link loop" if error.errno in (40, 62) else "unreadable", loop))
        return
    if not is_folder:
        if path.is_file():
            yield Input(name)
        else:
            yield Input(name, Rejected(name, "not a file", "it is neither a file nor a folder"))
        return
    key = (found.st_dev, found.st_ino)
    if key in above:
        yield Input(
            name, Rejected(name, "link loop", "a symbolic link leads back to a folder above it; it is not followed")
        )
        return
    if top and not children:
        yield Input(name, Rejected(name, "empty", "the folder is empty"))
    for child in children:
        if not child.name.startswith("."):
            yield from _walk(child, top=False, above=above | {key})


def _read_file(path: Path, options: ReadOptions) -> Iterator[Article | Rejected]:
    name = str(path)
    limit = options.max_bytes * (_CONTAINER_FACTOR if path.suffix.lower() in _CONTAINERS else 1)
    try:
        size = path.stat().st_size
        if size > limit:
            yield _too_large(name, size, limit)
            return
        data = path.read_bytes()
    except PermissionError:
        yield Rejected(name, "permission", "no permission to read it; change its rights or run as its owner")
        return
    except OSError as error:
        yield Rejected(name, "unreadable", f"it cannot be read ({error.strerror})")
        return
    yield from _read_bytes(data, name, path.name, path.resolve().as_uri(), options)


def _read_url(url: str, options: ReadOptions) -> Iterator[Article | Rejected]:
    import httpx  # noqa: PLC0415

    data = b""
    try:
        with httpx.stream(
            "GET", url, follow_redirects=True, timeout=20.0, headers={"User-Agent": "claims-pipeline"}
        ) as response:
            if response.status_code in (408, 425, 429) or response.status_code >= 500:
                raise TransientError(f"the server answered {response.status_code}")
            if response.status_code >= 400:
                yield Rejected(url, "not found", f"the server answered {response.status_code}; check the address")
                return
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > options.max_bytes:
                    yield _too_large(url, len(data), options.max_bytes)
                    return
            final = str(response.url)
    except (httpx.TransportError, httpx.TooManyRedirects) as error:
        raise TransientError(f"the server cannot be reached ({error or type(error).__name__})") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        yield Rejected(url, "bad address", f"it is no valid web address ({error})")
        return
    name = re.sub(r"^https?://(www\.)?", "", final).rstrip("/")
    yield from _read_bytes(data, url, name, final, options)


def _read_bytes(
    data: bytes, origin: str, name: str, identity: str | None, options: ReadOptions
) -> Iterator[Article | Rejected]:
    if len(data) > options.max_bytes * _CONTAINER_FACTOR:
        yield _too_large(origin, len(data), options.max_bytes)
        return
    if not data.strip():
        yield Rejected(origin, "empty", "the file is empty")
        return
    if (kind := foreign(data)) is not None:
        yield Rejected(origin, "not text", f"it is {kind}, not an article; give the text itself")
        return
    whole = identity or f"stdin:{fingerprint(data.hex())}"
    found: Iterator[Found] = parse(data, name)
    while True:
        try:
            one = next(found)
        except StopIteration:
            return
        except Broken as error:
            yield Rejected(origin, error.check, error.reason)
            return
        except Undecodable as error:
            yield Rejected(origin, "encoding", str(error))
            return
        if isinstance(one, Broken):
            yield Rejected(f"{origin}#{one.place}" if one.place else origin, one.check, one.reason)
        else:
            yield _article(one, origin, name, whole, options)


def _article(draft: Draft, origin: str, name: str, whole: str, options: ReadOptions) -> Article | Rejected:
    place = f"{origin}#{draft.key}" if draft.key else origin
    if not draft.plain.strip():
        return Rejected(place, "empty", "there is no text in it")
    if len(draft.text) > options.max_bytes:
        return _too_large(place, len(draft.text), options.max_bytes)
    language = language_of(draft.plain, draft.language)
    if language != "en":
        from claims.language import name_of  # noqa: PLC0415

        return Rejected(place, "language", f"it is written in {name_of(language)}; only English is read for now")
    identity = draft.identity or draft.url or (f"{whole}#{draft.key}" if draft.key else whole)
    return Article(
        identity=identity,
        origin=place,
        name=draft.name or name,
        text=draft.text,
        plain=draft.plain,
        title=draft.title,
        publisher=draft.publisher or options.publisher,
        author=draft.author,
        published=draft.published or options.published,
        section=draft.section,
        url=draft.url,
        language=language,
        media_type=draft.media_type,
    )


def _too_large(origin: str, size: int, limit: int) -> Rejected:
    return Rejected(
        origin,
        "too large",
        f"{size / 1e6:.1f} MB is above the limit of {limit / 1e6:.1f} MB; split it or raise max_article_bytes",
    )
