"""What every format gives: a draft of an article, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its document gives it; ``key`` tells it from others in the same file."""

    text: str
    plain: str
    media_type: str
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


class Broken(Exception):
    """A document, or the part of it at ``place``, that cannot be read: a short code and an editor's words."""

    def __init__(self, check: str, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.check = check
        self.reason = reason
        self.place = place


Found = Draft | Broken

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


def day(value: object) -> date | None:
    """The date that an ISO 8601 string, or a number as YYYYMMDD, begins with; None where there is none."""
    found = _DAY.match(str(value).strip()) if isinstance(value, str | int) else None
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def word(value: object) -> str | None:
    """A non-empty string with its white space folded, or None."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def first_day(*values: object) -> date | None:
    """The first of the values that is a date."""
    return next((found for value in values if (found := day(value))), None)


def from_struct(value: object) -> date | None:
    """The date of a feed's parsed time."""
    try:
        return datetime(*value[:6]).date() if isinstance(value, tuple) else None  # noqa: DTZ001
    except (TypeError, ValueError):
        return None
