"""Clock times against the same moment in universal time beside them: *5 p.m. local time (2100 UTC)*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.lexicon import lexicon
from claims.model import Finding, FindingKind, Span

_DAY = 24 * 60
_STEP = 15
"""Zones of the world differ from universal time by whole quarters of an hour."""
_PAIR = re.compile(
    r"(?<![\d:.,$€£])(?P<time>(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.? ?m\b\.?)?)(?![\d%])"
    r"(?P<words>[^\d()\n;]{0,50})\((?P<universal>(?P<hour2>[01]?\d|2[0-4]):?(?P<minute2>[0-5]\d)) ?(?P<between>[^\d()]{0,30}?)\b(?:UTC|GMT)\b[^\d()]{0,12}\)"
)
_ZONE = re.compile(r"\b[A-Z]{3,4}\b")


def clocks(plain: str) -> Iterator[Finding]:
    """Pairs of clock times that no zone, or not the zone that the text names, brings together."""
    for match in _PAIR.finditer(plain) if "UTC" in plain or "GMT" in plain else ():
        if match["half"] is None and match["minute"] is None:
            continue
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"] == "p" else 0)
        apart = hour * 60 + int(match["minute"] or 0) - int(match["hour2"]) * 60 - int(match["minute2"])
        yield _judged(match, apart)


def _judged(match: re.Match[str], apart: int) -> Finding:
    zone = _ZONE.search(match["words"])
    known = _zones().get(zone[0]) if zone else None
    off = min(_round(apart - step) for step in known) if known else min(apart % _STEP, -apart % _STEP)
    hours, minutes = divmod(_round(apart), 60)
    held = f"{zone[0]} is not that far from universal time" if zone and known else "no zone is that far from universal time"
    return Finding(
        FindingKind.CONVERSION, (Span(*match.span("time")), Span(*match.span("universal"))), ("", ""),
        f"“{match['time']}” and “{match['universal']}” are {hours} h {minutes} min apart, but {held}.", Decimal(off), "minute",
    )  # fmt: skip


def _round(minutes: int) -> int:
    """How far two clock times are apart, around the clock."""
    return min(minutes % _DAY, -minutes % _DAY)


def _zones() -> dict[str, list[int]]:
    """What the names of zones stand for, in minutes before universal time; some names have several."""
    found = lexicon("arithmetic")["zones"]
    assert isinstance(found, dict)
    return {name: [int(step) for step in steps] for name, steps in found.items()}
