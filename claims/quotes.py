"""Which stretches of a text stand in quotation marks."""

from __future__ import annotations

import re

from claims.model import Span

_MARK = re.compile(r"[“”\"«»„]|\n")


def quotations(plain: str) -> tuple[Span, ...]:
    """The quoted stretches with their marks; one that its paragraph does not close ends with the paragraph."""
    out: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(plain):
        mark, at = match[0], match.start()
        if mark == "\n":
            if opened is not None:
                out.append(Span(opened, at))
                opened = None
        elif opened is None:
            if mark in "“«„" or (mark == '"' and not (at and plain[at - 1].isdigit())):
                opened = at
        elif mark in '”»"' or (mark == "“" and plain[opened] == "„"):
            out.append(Span(opened, at + 1))
            opened = None
    if opened is not None:
        out.append(Span(opened, len(plain)))
    return tuple(span for span in out if span.end - span.start > 2)
