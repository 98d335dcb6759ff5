"""Bytes to text: by byte order mark, as UTF-8, or as the old encoding that they look most like."""

from __future__ import annotations

import codecs
import re

from claims.clean import scrub

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "an audio, video or WebP file"),
    (b"BM", "a bitmap image"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (save it as DOCX or text)"),
    (b"{\\rtf", "an RTF document (save it as DOCX or text)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NEWLINES = re.compile(r"\r\n?")


class Undecodable(Exception):
    """The bytes are no text in any encoding that is known."""


def foreign(data: bytes) -> str | None:
    """What the bytes are where they are plainly no document of ours, in words; None where they may be one."""
    for magic, kind in _FOREIGN:
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:64]):
            return kind
    return None


def decode(data: bytes) -> str:
    """The text of the bytes, with line ends as ``\\n``; raises Undecodable."""
    text = _decode(data)
    return scrub(_NEWLINES.sub("\n", text))


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Undecodable(f"it is marked as {encoding.upper()}, but is not; save it as UTF-8") from error
    head = data[:4096]
    zeros = head.count(0)
    if zeros:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if zeros > len(head) // 4 and min(even, odd) * 8 < max(even, odd):
            try:
                return data.decode("utf-16-be" if even > odd else "utf-16-le")
            except UnicodeDecodeError as error:
                raise Undecodable("it looks like UTF-16, but is damaged; save it as UTF-8") from error
        raise Undecodable("it holds binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _old(data)


def _old(data: bytes) -> str:
    if len(_CONTROL.findall(data[:65536])) * 50 > min(len(data), 65536):
        raise Undecodable("it holds binary data, not text")
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(
        data[:200_000], cp_isolation=["cp1252", "latin_1", "cp1250", "cp1251", "mac_roman", "shift_jis", "gb18030"]
    ).best()
    encoding = best.encoding if best is not None else "cp1252"
    try:
        return data.decode("cp1252" if encoding == "latin_1" else encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1")
