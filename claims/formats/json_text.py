"""JSON: IPTC ninjs documents, and JSON Lines with one text a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claims.clean import plain, scrub
from claims.formats.common import Broken, Draft, Found, first_day, word
from claims.formats.html import text_of


def parse(text: str) -> Iterator[Found]:
    """The article of a ninjs document, of an object with "text", or those of a list of either."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n{" in text.strip():
            yield from parse_lines(text)
            return
        raise Broken("json", f"it is no valid JSON ({error})") from error
    many = isinstance(value, list)
    for number, item in enumerate(value if many else [value], 1):
        yield _draft(item, str(number) if many else None)


def parse_lines(text: str) -> Iterator[Found]:
    """The articles of a JSON Lines file; a line that cannot be read is Broken, the others go on."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Broken("json", f"line {number} is no valid JSON ({error})", place=f"line {number}")
            continue
        yield _draft(item, f"line {number}")


def _draft(item: object, key: str | None) -> Found:
    if not isinstance(item, dict):
        return Broken("json", "it is no object with a text", place=key or "")
    body = item.get("text")
    if isinstance(body, str):
        own = item.get("id")
        text = scrub(body)
        name = str(own) if isinstance(own, str | int) else None
        return Draft(
            text=text,
            plain=plain(text),
            media_type="application/json",
            title=word(item.get("title")),
            publisher=word(item.get("publisher")),
            author=word(item.get("author")),
            published=first_day(item.get("published"), item.get("reference_date")),
            section=word(item.get("section")),
            url=word(item.get("url")),
            language=word(item.get("language")),
            key=name or key,
            name=name,
        )
    return _ninjs(item, key)


def _ninjs(item: dict[str, object], key: str | None) -> Found:
    text = ""
    for candidate in _bodies(item):
        text = scrub(candidate)
        if text.strip():
            break
    if not text.strip():
        return Broken("json", 'it has neither "text" nor the body of an IPTC ninjs document', place=key or "")
    provider = item.get("provider")
    uri = word(item.get("uri"))
    return Draft(
        text=text,
        plain=plain(text),
        media_type="application/ninjs+json",
        title=word(item.get("headline")) or _first_value(item.get("headlines")) or word(item.get("title")),
        publisher=_first_value(item.get("organisations"))
        or word(provider if isinstance(provider, str) else None)
        or _first_value([provider] if isinstance(provider, dict) else None)
        or word(item.get("copyrightholder")),
        author=word(item.get("byline")) or _first_value(item.get("people")),
        published=first_day(
            item.get("firstcreated"),
            item.get("firstCreated"),
            item.get("versioncreated"),
            item.get("versionCreated"),
            item.get("contentcreated"),
        ),
        section=_first_value(item.get("subject")) or _first_value(item.get("subjects")),
        url=uri if uri and uri.startswith(("http:", "https:")) else None,
        language=word(item.get("language")),
        identity=uri,
        key=key,
        name=None,
    )


def _bodies(item: dict[str, object]) -> Iterator[str]:
    for field in ("body_text", "bodytext"):
        if isinstance(value := item.get(field), str):
            yield value
    for field in ("body_xhtml", "body_html"):
        if isinstance(value := item.get(field), str):
            yield text_of(value)
    bodies = item.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        value = body.get("value") if isinstance(body, dict) else None
        if isinstance(value, str):
            yield text_of(value) if "html" in str(body.get("contenttype", body.get("contentType", ""))) else value


def _first_value(items: object) -> str | None:
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and (found := word(item.get("name")) or word(item.get("value"))):
            return found
    return None
