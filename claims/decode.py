"""Bytes to text: by byte order mark, as UTF-8, or in the old encoding that they are most likely in."""

from __future__ import annotations

import codecs
import re

from claims.formats.draft import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x19\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MAC_APOSTROPHE = re.compile(rb"[a-z]\xd5(?:s|t|re|ve|ll|d|m)\b")
_SAMPLE = 65_536
_RESAVE = "open it in the program that wrote it and save it as UTF-8"


def decode(data: bytes, stated: str | None = None) -> str:
    """The text of the bytes; ``stated`` is the encoding that came with them, believed where they are not UTF-8.

    A UTF-8 byte order mark stays, as a character, so that offsets equal those of a plain UTF-8 reading; that of
    UTF-16 and UTF-32 goes. Bytes that cannot be decoded within a UTF-8 text become U+FFFD. Raises UnreadableError
    (``encoding`` or ``binary``).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, encoding.upper())
    head = data[:_SAMPLE]
    if (wide := _wide(head)) is not None:
        return _strict(data[: len(data) // 2 * 2], wide, "UTF-16")
    if len(_CONTROL.findall(head)) * 50 > len(head):
        raise UnreadableError("binary", "it holds binary data, not text; give the article as text, PDF or DOCX")
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return _other(data, stated)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableError("encoding", f"it is {name} text, but damaged; {_RESAVE}") from error


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows in zeros at every other byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 > len(head) and min(even, odd) * 16 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _other(data: bytes, stated: str | None) -> str:
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    if bad * 10 <= sum(not c.isascii() for c in mended[:_SAMPLE]) - min(bad, _SAMPLE):
        return mended
    sample = data[:_SAMPLE]
    foreign = len(_HIGH.findall(sample)) * 10 > len(sample)
    for encoding in (stated, "mac_roman" if _MAC_APOSTROPHE.search(data) else None, None if foreign else "cp1252"):
        if encoding is not None:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    try:
        return data.decode(best.encoding if best is not None else "cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableError("encoding", f"its characters cannot be told from each other; {_RESAVE}") from error
