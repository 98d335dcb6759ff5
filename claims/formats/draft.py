"""What every format gives: a draft of an article, or the reason why there is none."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a document besides its bytes; the content decides where they disagree."""

    name: str
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot; empty where there is none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.lower()}" if dot and stem and ending.isalnum() else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its document gives it.

    ``identity`` is the document's own (a URI), ``key`` what tells it from others in the same file, ``plain`` the text
    with markup blanked where the format has any.
    """

    text: str
    media_type: str
    plain: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    identity: str | None = None
    key: str | None = None
    name: str | None = None


class UnreadableError(Exception):
    """A document, or the part of it at ``place``, that is no article: a short code, and the reason for an editor.

    Formats raise it for a whole document and yield it for one part of many.
    """

    def __init__(self, check: str, reason: str, place: str | None = None) -> None:
        super().__init__(reason)
        self.check = check
        self.reason = reason
        self.place = place


Found = Draft | UnreadableError


def word(value: object) -> str | None:
    """A string with its white space folded; None where it is empty or none."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def hush(library: str) -> None:
    """Keep a library's own warnings off the terminal: what they say is said by the rejection, in better words."""
    logging.getLogger(library).setLevel(logging.CRITICAL)
