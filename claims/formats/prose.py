"""Plain text and Markdown: the text as given, its first line as title where it looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.clean import front_matter, plain, plain_markdown, scrub
from claims.decode import decode
from claims.formats.days import stated_day
from claims.formats.draft import Draft, Found, Hint, word

_FIELD = re.compile(r"^([A-Za-z_-]+)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r" {0,3}#[ \t]+(.*?)[ \t#]*$|^(?=\S)(.*)\n=+[ \t]*$", re.MULTILINE)
_SENTENCE_END = (".", ",", ";", ":", "!", "?", ".”", '."', ".’", ".'", "…")


def parse_text(data: bytes, hint: Hint) -> Iterator[Found]:
    """The one article of a text file; line ends are read as Python reads them, as one line feed each."""
    text = _read(data, hint)
    yield Draft(text=text, media_type="text/plain", title=title_of(text))


def parse_markdown(data: bytes, hint: Hint) -> Iterator[Found]:
    """The one article of a Markdown file; its front matter gives title, author, date and the like."""
    text = _read(data, hint)
    fields = _fields(text[: front_matter(plain(text))])
    clean = plain_markdown(text)
    heading = _HEADING.search(text[:5000])
    yield Draft(
        text=text,
        plain=clean,
        media_type="text/markdown",
        title=fields.get("title") or (word(heading[1] or heading[2]) if heading else title_of(clean)),
        publisher=fields.get("publisher") or fields.get("source"),
        author=fields.get("author") or fields.get("byline"),
        published=stated_day(fields.get("published") or fields.get("date")),
        section=fields.get("section") or fields.get("category"),
        url=fields.get("url") or fields.get("canonical"),
        language=fields.get("language") or fields.get("lang"),
    )


def title_of(text: str) -> str | None:
    """The first line, where more follows and it is short and does not end like a sentence."""
    head = plain(text[:2000]).strip()
    first, _, rest = head.partition("\n")
    line = word(first)
    whole = line and rest.strip() and 3 <= len(line) <= 150 and not line.endswith(_SENTENCE_END)
    return line if whole else None


def _read(data: bytes, hint: Hint) -> str:
    return scrub(re.sub(r"\r\n?", "\n", decode(data, hint.charset)))


def _fields(block: str) -> dict[str, str]:
    """The plain scalars of a metadata block; lists and nested values are left alone."""
    found = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(block)}
    return {name: value for name, value in found.items() if value and value[0] not in "[{|>&*"}
