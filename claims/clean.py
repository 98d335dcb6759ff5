"""Blanks what is not prose, one space for one code point, so that offsets into the text stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = "\u034f\u115f\u1160\u2800\u3164\uffa0"
"""Characters without ink that Unicode files under letters, marks and symbols."""

_FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,60}?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})[^\n]*\n?")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t])?)*(?:#{1,6}(?=[ \t]|$))?", re.MULTILINE)
_TRAILING_HASHES = re.compile(r"[ \t]#+[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*\S[^\n]*", re.MULTILINE)
_INLINE = re.compile(
    r"""
      (?<!\\)!\[[^\[\]]{0,1000}\] (?: \([^()\n]{0,2000}\) | \[[^\[\]\n]{0,200}\] )?   # an image with its words
    | (?<!\\)\[\^[^\[\]\s]{1,50}\]:?                                                # a footnote's mark
    | </?[A-Za-z][^<>\n]{0,1000}>                                                   # a tag or an address in brackets
    | &nbsp; | &\#160; | &\#xa0;
    """,
    re.VERBOSE,
)
_LINK = re.compile(
    r"(?<!\\)(\[)[^\[\]]{1,1000}(\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]\n]{0,200}\]))"
)
_EMPHASIS = re.compile(
    r"(?<![\\\s*])\*{1,3}(?![\w*])|(?<![\\\w*])\*{1,3}(?![\s*])|(?<=[^\W\d_])\*{1,3}(?=[^\W\d_])"
    r"|(?<![\\\s_])_{1,3}(?![\w])|(?<![\\\w])_{1,3}(?![\s_])|(?<!\\)`+|(?<![\\~])~~(?!~)"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~\n])")


class _Blanks(dict[int, str]):
    """What each code point becomes in ``plain``, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character == "\n" or category in ("Zl", "Zp") or character == "\x85":
            found = "\n"
        elif category in ("Cc", "Cf", "Cs", "Co", "Zs") or character in _INVISIBLE:
            found = " "
        else:
            found = character
        self[code] = found
        return found


_BLANKS = _Blanks()


def plain(text: str) -> str:
    """The text with control, formatting and odd white-space characters blanked; same length.

    Line ends stay line ends: of a carriage return and line feed the first becomes a space; a carriage return that
    stands alone, and Unicode's line and paragraph separators, become line feeds.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    return text.translate(_BLANKS)


def plain_markdown(text: str) -> str:
    """The text of a Markdown document with its markup blanked as well; same length.

    Blanked are front matter, code blocks, HTML, images, link targets and the marks of headings, lists, quotations,
    tables and emphasis (CommonMark with tables, footnotes and task lists); the words of links stay.
    """
    clean = plain(text)
    front = front_matter(clean)
    body = _blank(clean[:front]) + clean[front:]
    body = "".join(_lines(body))
    for start, end in reversed(list(_comments(body))):
        body = body[:start] + _blank(body[start:end]) + body[end:]
    body = _INLINE.sub(lambda m: _blank(m[0]), body)
    body = _LINK.sub(lambda m: " " + m[0][1 : m.start(2) - m.start()] + _blank(m[2]), body)
    body = _EMPHASIS.sub(lambda m: " " * len(m[0]), body)
    return _ESCAPE.sub(" ", body)


def front_matter(text: str) -> int:
    """Where the metadata block ends that a Markdown document may begin with; 0 where there is none."""
    found = _FRONT_MATTER.match(text)
    return found.end() if found and re.search(r"^[\w-]+[ \t]*[:=]", found[0], re.MULTILINE) else 0


def scrub(text: str) -> str:
    """The text with lone surrogates and null characters, which databases refuse, as U+FFFD; same length."""
    if text.isascii():
        return text.replace("\x00", "\ufffd")
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def tidy(text: str) -> str:
    """Text that a reader composed itself, without the characters that print nothing; the length changes."""
    kept = scrub(text).translate({0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None, 0x0D: None})
    return re.sub(r"[ \t]*\n(?:[ \t]*\n)+[ \t]*", "\n\n", kept).strip()


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _lines(text: str) -> Iterator[str]:
    """The lines with what marks them as a whole blanked; a code block that never ends loses its first line only."""
    lines = text.splitlines(keepends=True)
    fences = [(number, found[1][0] * 3) for number, line in enumerate(lines) if (found := _FENCE.fullmatch(line))]
    closing: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for number, mark in fences:
        if opened is None:
            opened = (number, mark)
        elif opened[1] == mark and not lines[number].strip().strip(mark[0]):
            closing[opened[0]] = number
            opened = None
    end = -1
    starts = {number for number, _ in fences}
    for number, line in enumerate(lines):
        end = closing.get(number, end)
        yield _blank(line) if number <= end or number in starts else _line(line)


def _line(line: str) -> str:
    bare = line.strip()
    signs = set(bare) - {" ", "\t"}
    rule = len(signs) == 1 and signs <= set("-=*_") and (len(bare) >= 3 or signs == {"="})
    if rule or ("|" in signs and "-" in signs and signs <= set("|-:")) or _DEFINITION.match(line):
        return _blank(line)
    line = _PREFIX.sub(lambda m: _blank(m[0]), line, count=1)
    if bare.startswith("#"):
        line = _TRAILING_HASHES.sub(lambda m: _blank(m[0]), line)
    if bare.startswith("|") or bare.endswith("|"):
        line = line.replace("|", " ")
    return line


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)
