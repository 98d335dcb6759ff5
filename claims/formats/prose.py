"""Plain text and Markdown: the text as given, its first line as title where it looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.clean import plain, plain_markdown
from claims.formats.common import Draft, Found, word

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def parse(text: str, markdown: bool = False) -> Iterator[Found]:
    """The one article of the text."""
    clean = plain_markdown(text) if markdown else plain(text)
    if markdown and (front := _FRONT.match(text)):
        clean = " " * front.end() + clean[front.end() :]
    yield Draft(text=text, plain=clean, media_type="text/markdown" if markdown else "text/plain", title=title_of(clean))


def title_of(clean: str) -> str | None:
    """The first line, where more follows and it is short and ends like no sentence."""
    first, _, rest = clean.strip().partition("\n")
    line = word(first)
    return line if line and rest.strip() and len(line) <= 150 and line[-1] not in ".,;:" else None
