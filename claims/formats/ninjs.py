"""IPTC ninjs, the agencies' news in JSON: versions 1 (``body_text``), 2 (``bodies``) and 3 (camel case)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claims.clean import scrub
from claims.formats.days import stated_day
from claims.formats.draft import Draft, UnreadableError, word
from claims.formats.fragment import text_of

Fields = Mapping[str, object]
_OWN = ("headline", "headlines", "bodies", "versioncreated", "pubstatus", "representationtype", "type", "profile")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def is_ninjs(item: Fields) -> bool:
    """Whether an object looks like a ninjs news item."""
    fields = _lower(item)
    return any(name.startswith("body_") for name in fields) or ("uri" in fields and any(n in fields for n in _OWN))


def draft_of(item: Fields) -> Draft:
    """The article of a ninjs item, its main or longest body; raises UnreadableError for a picture or cancelled item."""
    fields = _lower(item)
    if fields.get("pubstatus") in ("canceled", "cancelled"):
        raise UnreadableError("cancelled", "the agency has cancelled this item; do not use it")
    text = _body(fields)
    if not text:
        kind = word(fields.get("type")) or "news"
        raise UnreadableError("no text", f"the {kind} item has no body text; give the story that it belongs to")
    uri = word(fields.get("uri"))
    return Draft(
        text=text,
        media_type="application/ninjs+json",
        title=_text(fields, "headline") or word(fields.get("title")),
        publisher=_named(fields, "provider") or _named(fields, "infosource") or word(fields.get("copyrightholder")),
        author=word(fields.get("byline")) or word(fields.get("by")) or _named(fields, "byline"),
        published=stated_day(fields.get("versioncreated"), fields.get("contentcreated"), fields.get("firstcreated")),
        section=_named(fields, "subject") or word(fields.get("section")),
        url=uri if uri and uri.startswith(("http://", "https://")) else None,
        language=word(fields.get("language")),
        identity=uri,
    )


def _lower(item: Fields) -> dict[str, object]:
    return {name.lower(): value for name, value in item.items()}


def _body(fields: Fields) -> str:
    """The first non-empty body: those with markup first, since they alone keep the paragraphs."""
    ranked = sorted(_bodies(fields), key=lambda body: body[0])
    return next((text for _, body, rich in ranked if (text := text_of(body) if rich else scrub(body)).strip()), "")


def _bodies(fields: Fields) -> Iterator[tuple[int, str, bool]]:
    for name, value in fields.items():
        if name.startswith("body_") and isinstance(value, str):
            rich = "html" in name or (not name.endswith("text") and bool(_TAG.search(value)))
            yield (0 if rich else 1), value, rich
    for body in _items(fields, "bodies"):
        value, kind, role = body.get("value"), str(body.get("contenttype") or ""), str(body.get("role") or "")
        if isinstance(value, str):
            rich = "html" in kind or (not kind and bool(_TAG.search(value)))
            minor = any(part in role for part in ("caption", "teaser", "summary", "lead", "short"))
            yield (2 if minor else 0 if rich else 1), value, rich


def _text(fields: Fields, name: str) -> str | None:
    """A property of version 1, or the main one of the list that later versions have in its place."""
    several = _items(fields, f"{name}s")
    main = next((item for item in several if item.get("role") == "main"), several[0] if several else None)
    return word(fields.get(name)) or (word(main.get("value")) if main else None)


def _named(fields: Fields, name: str) -> str | None:
    value = fields.get(name)
    if isinstance(value, str):
        return word(value)
    several = [_lower(value)] if isinstance(value, Mapping) else [*_items(fields, name), *_items(fields, f"{name}s")]
    return next((found for item in several if (found := word(item.get("name")) or word(item.get("value")))), None)


def _items(fields: Fields, name: str) -> list[dict[str, object]]:
    value = fields.get(name)
    return [_lower(item) for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
