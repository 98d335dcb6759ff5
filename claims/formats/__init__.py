"""Tells what kind of document some bytes are, by content first and name second, and reads it with its own module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from claims.decode import decode
from claims.formats.common import Found


def parse(data: bytes, name: str) -> Iterator[Found]:
    """The drafts of the articles in a document; raises Broken or Undecodable where it cannot be read at all."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF") or (suffix == ".pdf" and b"%PDF" in data[:1024]):
        from claims.formats import pdf  # noqa: PLC0415

        return pdf.parse(data)
    if data.startswith(b"PK\x03\x04"):
        from claims.formats import docx  # noqa: PLC0415

        return docx.parse(data)
    text = decode(data)
    head = text[:2000].lstrip().lower()
    if suffix in (".jsonl", ".ndjson"):
        from claims.formats import json_text  # noqa: PLC0415

        return json_text.parse_lines(text)
    if suffix == ".json" or (head.startswith("{") and suffix not in (".txt", ".md")):
        from claims.formats import json_text  # noqa: PLC0415

        return json_text.parse(text)
    if any(mark in head for mark in ("<rss", "<feed", "<rdf:rdf")):
        from claims.formats import feed  # noqa: PLC0415

        return feed.parse(data)
    if suffix in (".html", ".htm", ".xhtml") or head.startswith(("<!doctype html", "<html")) or "<body" in head:
        from claims.formats import html  # noqa: PLC0415

        return html.parse(text)
    from claims.formats import prose  # noqa: PLC0415

    return prose.parse(text, markdown=suffix in (".md", ".markdown"))
