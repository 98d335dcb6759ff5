"""JSON: a ninjs item, an object with a text, a list of either, and JSON Lines with one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from claims.clean import scrub
from claims.decode import decode
from claims.formats import ninjs
from claims.formats.days import stated_day
from claims.formats.draft import Draft, Found, Hint, UnreadableError, word

_SHAPE = 'an object with "text", or an IPTC ninjs item'
_GIVE_UP = 20


def parse(data: bytes, hint: Hint) -> Iterator[Found]:
    """The articles of a JSON document; items of a list that are none are unreadable, the others go on."""
    value = _loaded(decode(data, hint.charset).lstrip("\ufeff"), "the file")
    listed = isinstance(value, list)
    if listed and not value:
        raise UnreadableError("empty", f"the list is empty; give {_SHAPE}")
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            yield _draft(item, str(number) if listed else None)
        except UnreadableError as error:
            yield UnreadableError(error.check, error.reason, f"item {number}" if listed else None)


def parse_lines(lines: Iterable[bytes | UnreadableError], first: int = 1) -> Iterator[Found]:
    """The articles of the lines of a JSON Lines file, counted from ``first``; a bad line is unreadable, others go on.

    Where the first twenty are all bad, the file is something else, and that is said once.
    """
    bad: list[UnreadableError] = []
    good = first > 1
    for number, line in enumerate(lines, first):
        if isinstance(line, bytes) and not line.strip():
            continue
        try:
            if isinstance(line, UnreadableError):
                raise line
            found = _draft(_loaded(_utf8(line), "the line"), f"line {number}")
        except UnreadableError as error:
            flaw = UnreadableError(error.check, error.reason, f"line {number}")
            if good:
                yield flaw
            else:
                bad.append(flaw)
            if len(bad) >= _GIVE_UP:
                raise UnreadableError(
                    bad[0].check, f"none of its first {_GIVE_UP} lines is an article; at line 1, {bad[0].reason}"
                ) from error
            continue
        yield from bad
        bad, good = [], True
        yield found
    yield from bad


def lines_of(data: bytes) -> Iterator[bytes]:
    """The lines of a whole JSON Lines file, as UTF-8 whatever its byte order mark says."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    whole = decode(data).lstrip("\ufeff").encode("utf-8", "surrogatepass") if wide else data
    yield from whole.split(b"\n")


def _utf8(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableError("encoding", "the line is no UTF-8; export it again as UTF-8") from error


def _loaded(text: str, what: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError("json", f"{what} is no valid JSON ({error.msg} at character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "json", f"{what} is no JSON that can be read: nested too deep or a number too long"
        ) from error
    return value


def _draft(item: object, place: str | None) -> Draft:
    if not isinstance(item, Mapping):
        raise UnreadableError("json shape", f"it is no article; give {_SHAPE}")
    text = item.get("text")
    if not isinstance(text, str):
        if ninjs.is_ninjs(item):
            news = ninjs.draft_of(item)
            return replace(news, key=news.identity or place) if place else news
        raise UnreadableError("json shape", f"its shape is not known; give {_SHAPE}")
    if not text.strip():
        raise UnreadableError("empty", 'its "text" is empty; give the article\'s text')
    own = item.get("id")
    name = str(own) if isinstance(own, str | int) and str(own).strip() else None
    return Draft(
        text=scrub(text),
        media_type="application/json",
        title=word(item.get("title")),
        publisher=word(item.get("publisher")),
        author=word(item.get("author")),
        published=stated_day(item.get("published"), item.get("reference_date")),
        section=word(item.get("section")),
        url=word(item.get("url")),
        language=word(item.get("language")),
        key=name or place,
        name=name,
    )
