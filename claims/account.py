"""The ledger of numbers: what became of every token of the text that holds a digit or is a number word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from heapq import merge

from claims.lexicon import alternation, table
from claims.model import Claim, Number, Period, Quantity, Reason, Status
from claims.protect import Protected
from claims.repeats import LONG, between

_CHUNK = re.compile(r"\S+")
_NUMBER = re.compile(r"\d|[¹²³½⅓⅔¼¾]")
_TRIM = ".,;:!?()[]{}\"'“”‘’«»…—–-*_"
_LOOK_BACK = 40
_SCORE = re.compile(r"\d{1,3}(?:[-–:]\d{1,3})+")
_CODE = re.compile(r"[\d./:,()–-]*[-/(:][\d./:,()–-]*")
_MARK = re.compile(r"[¹²³⁰-⁹½⅓⅔¼¾]+")
_AGES = re.compile(r"\d0s")

Place = tuple[int, int, Status, Reason | None]


@cache
def _word() -> re.Pattern[str]:
    units, scales = table("numbers", "units"), table("numbers", "scales")
    words = alternation([*units, *scales, *(s + "s" for s in scales), "ones", *table("numbers", "vague")])
    return re.compile(rf"(?<![^\W_])(?i:{words})(?![^\W_])")


def ledger(
    plain: str,
    quantities: Sequence[Quantity],
    periods: Sequence[Period],
    protected: Sequence[Protected],
    claims: Sequence[Claim],
) -> tuple[Number, ...]:
    """Every number token once, in order: in a quantity, in a period, or excluded with a reason."""
    places: list[Place] = sorted(
        [(q.start, q.end, Status.QUANTITY, None) for q in quantities]
        + [(p.start, p.end, Status.PERIOD, None) for p in periods]
        + [(x.start, x.end, Status.EXCLUDED, x.reason) for x in protected],
        key=lambda p: p[0],
    )
    reach = max((p[1] - p[0] for p in places), default=0)
    starts = [p[0] for p in places]
    long = [x for x in protected if x.end - x.start >= LONG and x.reason is Reason.ROW]
    homes = sorted((c.start, c.end, i) for i, c in enumerate(claims))
    rows = [Number(x.start, x.end, plain[x.start : x.end], Status.EXCLUDED, x.reason, None) for x in long if _counts(plain, x)]
    read = (
        number
        for first, last in between(len(plain), long)
        for match in _tokens(plain, first, last)
        for number in _numbers(plain, match, _near(places, starts, reach, match), homes)
    )
    return tuple(merge(rows, read, key=lambda n: n.start))


def _counts(plain: str, row: Protected) -> bool:
    """Whether a stretch of one piece over and over holds a number; it has one entry, whatever its length."""
    return _NUMBER.search(plain, row.start, row.end) is not None or _word().search(plain, row.start, row.end) is not None


def _tokens(plain: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """The stretches between white space that hold a digit, and the number words of the others."""
    word = _word()
    for chunk in _CHUNK.finditer(plain, first, last):
        text = chunk[0]
        if text.isalpha() and len(text) > 2:
            if (found := word.fullmatch(plain, *chunk.span())) is not None:
                yield found
        elif any(c.isdigit() for c in text):
            yield chunk
        else:
            yield from word.finditer(plain, *chunk.span())


def _near(places: Sequence[Place], starts: Sequence[int], reach: int, match: re.Match[str]) -> list[Place]:
    """The places that share a character with a token."""
    start, end = match.span()
    first, last = bisect_right(starts, start - reach - 1), bisect_right(starts, end)
    return [p for p in places[max(first, last - _LOOK_BACK) : last] if p[0] < end and start < p[1]]


def _numbers(plain: str, match: re.Match[str], near: Sequence[Place], homes: Sequence[tuple[int, int, int]]) -> Iterator[Number]:
    """A token's entry, or one for each figure and date in it and for each other piece with a digit: *$5-a-day/2019*."""
    start, end = _trimmed(match)
    read = _apart([p for p in near if p[2] is not Status.EXCLUDED and p[0] < end and start < p[1]])
    if not read:
        reason = next((p[3] for p in near if p[3] is not None), None) or _leftover(plain, start, end)
        yield Number(start, end, plain[start:end], Status.EXCLUDED, reason, None)
        return
    here = start
    for place in read:
        yield from _rest(plain, here, place[0])
        first, last = max(here, place[0]), min(end, place[1])
        yield Number(first, last, plain[first:last], place[2], None, _home(homes, first, last))
        here = last
    yield from _rest(plain, here, end)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip(_TRIM))
    return start, max(start + 1, match.end() - (len(text) - len(text.rstrip(_TRIM))))


def _apart(places: Sequence[Place]) -> list[Place]:
    """Figures and dates in order, none that begins within the one before it; figures go first."""
    out: list[Place] = []
    for place in sorted(places, key=lambda p: (p[0], _RANK[p[2]])):
        if not out or place[0] >= out[-1][1]:
            out.append(place)
    return out


def _rest(plain: str, start: int, end: int) -> Iterator[Number]:
    """What a token holds beside its figures and dates, where that has digits."""
    piece = plain[start:end]
    if any(c.isdigit() for c in piece):
        first = start + len(piece) - len(piece.lstrip(_TRIM))
        last = max(first + 1, end - (len(piece) - len(piece.rstrip(_TRIM))))
        yield Number(first, last, plain[first:last], Status.EXCLUDED, _leftover(plain, first, last), None)


_RANK = {Status.QUANTITY: 0, Status.PERIOD: 1, Status.EXCLUDED: 2, Status.UNACCOUNTED: 3}


def _home(homes: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The shortest claim that a token lies in."""
    until = bisect_right(homes, (start, float("inf"), 0))
    inside = [h for h in homes[max(0, until - _LOOK_BACK) : until] if h[0] <= start and end <= h[1]]
    return min(inside, key=lambda h: h[1] - h[0])[2] if inside else None


def _leftover(plain: str, start: int, end: int) -> Reason:
    """Why a number that no stage read is no figure, told from its form and its neighbours."""
    surface = plain[start:end]
    low = surface.lower()
    if not any(c.isdigit() for c in surface):
        if low in ("one", "ones"):
            return Reason.PRONOUN
        if low.endswith("s") or low in table("numbers", "scales"):
            return Reason.VAGUE
        return Reason.IDIOM
    if _MARK.search(surface) and not any(c.isdecimal() for c in surface):
        return Reason.FOOTNOTE
    if _SCORE.fullmatch(surface):
        return Reason.SCORE
    if _AGES.fullmatch(surface):
        return Reason.AGE
    if any(c.isalpha() for c in surface):
        return Reason.NAME
    if _CODE.fullmatch(surface):
        return Reason.REFERENCE_CODE
    before, behind = plain[max(0, start - 40) : start].split(), plain[end : end + 40].split()
    if before and behind and before[-1][-1:].isdecimal() and behind[0][:1].isdecimal():
        return Reason.ROW
    if (before and before[-1][:1].isupper()) or (behind and behind[0][:1].isupper()):
        return Reason.NAME
    return Reason.IDENTIFIER
