"""RSS and Atom feeds: each entry is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from claims.formats.days import day
from claims.formats.draft import Draft, Found, Hint, UnreadableError, hush, word
from claims.formats.fragment import text_of

_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)>", re.I)
_SCHEME = re.compile(r"(?:https?://|urn:|tag:)", re.I)
Fields = Mapping[str, object]


def parse(data: bytes, hint: Hint) -> Iterator[Found]:
    """The articles of a feed, in its order; an entry without text is unreadable, and so is the end of a cut feed."""
    import feedparser

    hush("feedparser")
    headers = {"content-type": f"application/xml; charset={hint.charset}"} if hint.charset else {}
    if hint.url:
        headers["content-location"] = hint.url
    try:
        found = feedparser.parse(io.BytesIO(data), response_headers=headers)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RuntimeError) as error:
        raise UnreadableError("feed", "the feed is damaged; check its address or export it again") from error
    entries = found.entries
    kind = "application/atom+xml" if str(found.get("version")).startswith("atom") else "application/rss+xml"
    cut = not _CLOSED.search(data)
    if not entries:
        reason = "the feed is damaged; check its address" if cut or found.bozo else "the feed has no entries yet"
        raise UnreadableError("feed", reason)
    for number, entry in enumerate(entries[:-1] if cut else entries, 1):
        yield _draft(entry, found.feed, number, kind)
    if cut:
        yield UnreadableError("feed", "the feed is cut off; its last entry and what follows could not be read", "end")


def _draft(entry: Fields, feed: Fields, number: int, media_type: str) -> Found:
    link, own, title = _link(entry), word(entry.get("id")), word(entry.get("title"))
    place = link or own or f"entry {number}"
    text = _body(entry)
    if not text:
        return UnreadableError(
            "no text", "the entry has no text of its own, only a link; give the page's address", place
        )
    return Draft(
        text=text,
        media_type=media_type,
        title=title,
        publisher=_publisher(entry, feed),
        author=word(entry.get("author")) or word(feed.get("author")),
        published=_published(entry),
        section=_section(entry),
        url=link,
        language=_language(entry, feed),
        identity=own if own and _SCHEME.match(own) else link,
        key=own or link or f"entry {number}",
        name=_name(title) or place,
    )


def _body(entry: Fields) -> str:
    """The longest of the entry's contents, else its summary."""
    texts = [_text(part) for part in _list(entry.get("content"))]
    longest = max(texts, key=len, default="")
    return longest or _text(entry.get("summary_detail")) or text_of(str(entry.get("summary") or ""))


def _text(part: object) -> str:
    return text_of(str(part.get("value") or "")) if isinstance(part, Mapping) else ""


def _published(entry: Fields) -> date | None:
    """As written, in the publisher's time zone; feedparser's own parsing moves it to UTC, at times to another day."""
    for name in ("published", "issued", "created", "updated"):
        if found := day(entry.get(name)):
            return found
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, tuple) and (found := day("{:04}-{:02}-{:02}".format(*parsed[:3]))):
            return found
    return None


def _publisher(entry: Fields, feed: Fields) -> str | None:
    source = entry.get("source")
    named = word(source.get("title")) if isinstance(source, Mapping) else None
    return named or word(entry.get("publisher")) or word(feed.get("publisher")) or word(feed.get("title"))


def _section(entry: Fields) -> str | None:
    tags = (tag for tag in _list(entry.get("tags")) if isinstance(tag, Mapping))
    return next((found for tag in tags if (found := word(tag.get("label")) or word(tag.get("term")))), None)


def _language(entry: Fields, feed: Fields) -> str | None:
    detail = next(iter(_list(entry.get("content"))), entry.get("summary_detail"))
    own = word(detail.get("language")) if isinstance(detail, Mapping) else None
    return own or word(feed.get("language"))


def _link(entry: Fields) -> str | None:
    link = word(entry.get("link"))
    return link if link and link.startswith(("http://", "https://")) else None


def _name(title: str | None) -> str | None:
    """A short readable name out of the title."""
    words = re.findall(r"[^\W_]+", title.lower()) if title else []
    while len("-".join(words)) > 60:
        words.pop()
    return "-".join(words) or None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
