"""How a claim is found again in an edited text: W3C Web Annotation's TextQuoteSelector."""

from __future__ import annotations

from claims.model import Span

CONTEXT = 32


def selector(text: str, span: Span) -> tuple[str, str]:
    """The up to 32 characters before and behind a stretch."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
