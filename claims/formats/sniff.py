"""Tells what kind of document some bytes are: by their content, with the name and the server's word as hints."""

from __future__ import annotations

import io
import json
import re
import zipfile
from enum import Enum, auto
from functools import cache

from claims.decode import decode
from claims.formats.draft import Hint, UnreadableError
from claims.lexicon import lexicon, table

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
_LEAD = re.compile(r"(?:\s|\ufeff|<\?.{0,500}?\?>|<!--.{0,5000}?-->|<!DOCTYPE(?![^>]*\bhtml\b)[^>\[]*>)*", re.S | re.I)
_ROOT = re.compile(r"<(?:!doctype\s+)?([A-Za-z][\w:.-]*)", re.I)
_TAGS = re.compile(r"<(?:html|head|body|article|main|div|p|h1|table|section|span|title|meta)\b[^>]*>", re.I)
_HEAD = 20_000


class Kind(Enum):
    """The kinds of document that are read."""

    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()
    PDF = auto()
    DOCX = auto()
    JSON = auto()
    JSON_LINES = auto()
    FEED = auto()


def kind_of(data: bytes, hint: Hint) -> Kind:
    """What the bytes are; raises UnreadableError where they hold no article (an image, an archive, a style sheet…)."""
    if not data:
        raise UnreadableError("empty", "the file is empty; give one that holds the article's text")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data, hint)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole(data)
    if (known := magic(data)) is not None:
        raise known
    if hint.suffix in _JSON_LINES:
        return Kind.JSON_LINES
    return _of_text(decode(data, hint.charset), hint)


def magic(data: bytes) -> UnreadableError | None:
    """The rejection of bytes that begin like a kind of file without text."""
    for place, mark, group, what in _marks():
        if data.startswith(mark, place):
            return _rejection(group, what)
    return None


def is_json_lines(name: str) -> bool:
    """Whether a file's name says that it holds one JSON object a line."""
    return name.lower().endswith(_JSON_LINES)


@cache
def _marks() -> tuple[tuple[int, bytes, str, str], ...]:
    rows = lexicon("file_kinds")["magic"]
    assert isinstance(rows, list)
    return tuple(
        (row.get("at", 0), bytes.fromhex(row["hex"]) if "hex" in row else row["text"].encode(), row["group"], row["is"])
        for row in rows
    )


def _rejection(group: str, what: str) -> UnreadableError:
    check = "format" if group == "data" else group
    return UnreadableError(check, f"it is {what}, not an article; {table('file_kinds', 'advice')[group]}")


def _in_zip(data: bytes, hint: Hint) -> Kind:
    known = table("file_kinds", "zip")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        if hint.suffix == ".docx" or b"word/" in data:
            return Kind.DOCX
        raise UnreadableError("archive", "it is a damaged ZIP archive; get a complete copy and unpack it") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return Kind.DOCX
    what = next((said for mark, said in known.items() if mark in names or mark.encode() in data[30:120]), None)
    raise _rejection("old office file", what) if what else _rejection("archive", "a ZIP archive")


def _ole(data: bytes) -> UnreadableError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError("encrypted", "the document is protected by a password; save it without one")
    return _rejection("old office file", "a document of an old Office program")


def _of_text(text: str, hint: Hint) -> Kind:
    if not text.strip("\ufeff \t\r\n\f\v\x00\xa0\u200b\u2028"):
        raise UnreadableError("empty", "there is only white space in it; give a file that holds the article's text")
    lead = _LEAD.match(text, 0, _HEAD)
    start = text[lead.end() if lead else 0 :][:_HEAD]
    stated = (hint.media_type or "").lower()
    if start.startswith("<") and (root := _ROOT.match(start)) and hint.suffix not in _MARKDOWN:
        return _of_markup(root[1].lower(), start, stated)
    if start.startswith(("{", "[")) and (found := _of_json(text, hint, stated)) is not None:
        return found
    if hint.suffix in _MARKDOWN or stated == "text/markdown":
        return Kind.MARKDOWN
    if (hint.suffix in (".html", ".htm", ".xhtml") or "html" in stated) and _TAGS.search(text[:_HEAD]):
        return Kind.HTML
    if hint.suffix == ".json" or stated.endswith("json"):
        raise UnreadableError("json", "it is no JSON: it does not begin with a brace or a bracket; export it again")
    if (what := table("file_kinds", "suffixes").get(hint.suffix)) is not None:
        raise _rejection("data", what)
    return Kind.TEXT


def _of_markup(root: str, start: str, stated: str) -> Kind:
    local = root.rpartition(":")[2]
    if local in ("rss", "feed", "rdf") or (local == "channel" and "<item" in start):
        return Kind.FEED
    if local == "svg":
        raise _rejection("image", "a drawing")
    if local == "html" or "html" in stated or _TAGS.search(start[:2000]):
        return Kind.HTML
    if start.lower().startswith("<!doctype") or "</" in start or start.rstrip().endswith("/>"):
        raise UnreadableError("format", f"it is XML of a kind that is not read (<{root}>); give HTML, text or a feed")
    return Kind.TEXT


def _of_json(text: str, hint: Hint, stated: str) -> Kind | None:
    """JSON, or None where prose only begins with a brace or a bracket, as an editor's note does."""
    first, _, rest = text.strip().partition("\n")
    if rest.lstrip().startswith("{") and _loads(first):
        return Kind.JSON_LINES
    if hint.suffix == ".json" or "json" in stated or _loads(text):
        return Kind.JSON
    return Kind.JSON if re.match(r"\{\s*\"[^\"\n]{1,60}\"\s*:", text.lstrip("\ufeff \t\r\n")) else None


def _loads(text: str) -> bool:
    try:
        return isinstance(json.loads(text.lstrip("\ufeff")), dict | list)
    except (ValueError, RecursionError):
        return False
