"""The day that a document's date means, as written there: no time zone moves it to another."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from claims.formats.draft import UnreadableError

_ISO = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})(?!\d)")


def day(value: object) -> date | None:
    """The date that an ISO 8601 or RFC 5322 string begins with; None where it is no date between 1400 and 2200."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if not isinstance(value, str):
        return None
    if found := _ISO.match(value.strip()):
        year, month, number = int(found[1]), int(found[3]), int(found[4])
    elif parsed := parsedate(value[:100]):
        year, month, number = parsed[:3]
    else:
        return None
    try:
        return date(year, month, number) if 1400 <= year <= 2200 else None
    except ValueError:
        return None


def stated_day(*values: object) -> date | None:
    """The first value that is there; raises UnreadableError where it is no date, since a wrong one would be worse."""
    value = next((value for value in values if value not in (None, "")), None)
    if value is None:
        return None
    found = day(value)
    if found is None:
        raise UnreadableError("date", f"its date {str(value)[:40]!r} is no date; write it as 2026-02-05")
    return found
