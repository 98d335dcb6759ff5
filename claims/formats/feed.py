"""RSS and Atom feeds: each entry is an article."""

from __future__ import annotations

from collections.abc import Iterator

from claims.clean import plain
from claims.formats.common import Broken, Draft, Found, from_struct, word
from claims.formats.html import text_of


def parse(data: bytes) -> Iterator[Found]:
    """The articles of a feed, in its order; an entry without text is Broken at its link."""
    import feedparser  # noqa: PLC0415

    feed = feedparser.parse(data)
    if not feed.entries:
        raise Broken("feed", "the feed cannot be read or has no entries")
    publisher = word(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        bodies = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
        text = text_of("\n".join(bodies))
        link, title = word(entry.get("link")), word(entry.get("title"))
        key = word(entry.get("id")) or link or str(number)
        if not text:
            yield Broken("empty", "the entry has no text", place=key)
            continue
        yield Draft(
            text=text,
            plain=plain(text),
            media_type="application/feed+xml",
            title=title,
            publisher=publisher,
            author=word(entry.get("author")),
            published=from_struct(entry.get("published_parsed") or entry.get("updated_parsed")),
            url=link,
            section=word("; ".join(tag.get("term") or "" for tag in entry.get("tags", []))),
            language=word(feed.feed.get("language")),
            identity=link or word(entry.get("id")),
            key=key,
            name=title or key,
        )
