"""Which matches of the grammar are kept as time expressions, and which of them belong together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.model import Span
from claims.tense import Cues, direction
from claims.time_forms import Grammar, Match, grammar
from claims.time_strays import Place, stray
from claims.time_tokens import Tokens
from claims.time_vague import VAGUE_STRAYS

DAYS = frozenset({"iso", "slashed", "day", "day_number", "weekday", "deictic", "holiday", "day_before", "named"})
CLOCKS = frozenset({"clock", "zone_first"})
WHOLE = frozenset({"for_units", "past_times", "soon", "through_day", "first_minutes", "running"})
"""Forms that have their preposition in them."""
WIDE = frozenset({"unit", "year", "the_unit"})


@dataclass(slots=True)
class Expression:
    """Matches that make one expression: *from 3 May* with *to 9 June*, *4 pm* with *on Tuesday*.

    ``lead`` is the preposition's name in the grammar, ``join`` how the second match belongs to the first; ``room`` are
    the tokens between the expressions on both sides.
    """

    matches: list[Match]
    lead: str
    start: int
    end: int
    join: str = ""
    tail: str = ""
    room: tuple[int, int] = (0, 0)


@cache
def cues() -> Cues:
    """The words that tell direction, in the grammar's codes."""
    return Cues.of(grammar().alphabet)


class Bounds:
    """Sentences as stretches of tokens."""

    def __init__(self, tokens: Tokens, sentences: Sequence[Span]) -> None:
        self._firsts = [bisect_left(tokens.starts, s.start) for s in sentences]
        self._lasts = [bisect_right(tokens.starts, s.end - 1) for s in sentences]
        self._size = len(tokens.starts)

    def sentence(self, at: int) -> int:
        """The number of the sentence that a token lies in."""
        return bisect_right(self._firsts, at) - 1

    def around(self, at: int) -> tuple[int, int]:
        """The tokens of the sentence that a token lies in."""
        found = self.sentence(at)
        if found < 0:
            return 0, self._size
        return self._firsts[found], max(self._lasts[found], at + 1)


def expressions(rules: Grammar, tokens: Tokens, bounds: Bounds) -> list[Expression]:
    """The matches that are kept, with their prepositions, those that belong together joined."""
    found = _chosen(rules.matches(tokens), tokens, bounds)
    out: list[Expression] = []
    for match in found:
        floor = out[-1].end if out else 0
        before = out[-1] if out else None
        if before is not None and (join := _join(rules, before, match, tokens)):
            before.matches.append(match)
            before.join, before.end = join, match.end
            continue
        room = max(floor, bounds.around(match.start)[0])
        lead, start = ("", match.start) if match.form in WHOLE else rules.lead(tokens.codes, match.start, room)
        inner = match.parts.words("lead") + match.parts.words("lead2")
        if lead == "since_told":
            lead, start = ("since", start) if _told_since(match, tokens, start) else ("", match.start)
        if match.form == "recently" and lead in ("after", "before", "since", "from", "by"):
            lead, start = "", match.start  # *after recently accusing him*
        if inner:
            lead = {"till": "until"}.get(inner[0], inner[0])
        out.append(Expression([match], lead, start, match.end))
    floor = 0
    for at, expression in enumerate(out):
        ceiling = out[at + 1].start if at + 1 < len(out) else len(tokens.codes)
        tail, end = rules.tail(tokens.codes, expression.end)
        if tail and end <= ceiling:
            expression.tail, expression.end = tail, end
        expression.room, floor = (floor, ceiling), expression.end
    return out


def _told_since(match: Match, tokens: Tokens, start: int) -> bool:
    """*since his surgery was announced last Monday*: the day is told by the clause that *since* begins."""
    counted = match.form in ("deictic", "ago") or (match.form in ("weekday", "unit", "month") and "which" in match.parts)
    between = range(start, match.start)
    return counted and not {"has", "have", "had", "will", "would"} & {tokens.word(i) for i in between}


def _chosen(matches: list[Match], tokens: Tokens, bounds: Bounds) -> list[Match]:
    """The longest matches first, then the earlier forms of the grammar; strays are left out."""
    held = bytearray(len(tokens.codes))
    kept = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.rank, m.start)):
        if any(held[match.start : match.end]):
            continue
        told = lambda m=match: direction(tokens, cues(), m.start, m.end, bounds.around(m.start))  # noqa: E731
        place = Place(match, tokens, told)
        if stray(place) or (match.form in VAGUE_STRAYS and VAGUE_STRAYS[match.form](place)):
            continue
        held[match.start : match.end] = b"\x01" * (match.end - match.start)
        kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def _join(rules: Grammar, before: Expression, match: Match, tokens: Tokens) -> str:
    """How a match belongs to the expression before it: as its other end, or as a finer or coarser telling."""
    last = before.matches[-1]
    start, end = last.end, match.start
    if end - start > 4 or len(before.matches) > 2:
        return ""
    codes, pair = tokens.codes, (last.form, match.form)
    if rules.joins("range", codes, start, end) and not before.join and _comparable(last, match):
        return "range"
    if rules.joins("and", codes, start, end) and not before.join:
        word = tokens.word(start)
        if before.lead == "between" and word == "and":
            return "range"
        if word == "or" and (_comparable(last, match) or pair == ("ago", "ago")):
            return "range"
        bare = end - start == 1 and not match.wrappers
        if bare and pair == ("year", "year") and before.lead in ("", "at") and _year_of(match) - _year_of(last) == 1:
            return "range"
        if bare and pair in (("month", "month"), ("weekday", "weekday")) and _adjacent(last, match):
            return "range"
    apart = "deictic" in pair and any(tokens.word(i) in ("on", "in") for i in range(start, end))
    return "absorb" if not apart and rules.joins("absorb", codes, start, end) and _refines(pair, before) else ""


def _comparable(one: Match, other: Match) -> bool:
    """Whether two matches can be the ends of one range."""
    kinds = [0 if m.form in CLOCKS else 1 for m in (one, other)]
    return kinds[0] == kinds[1] and not {one.form, other.form} & {"window", "vague_window", "recently", "within", "event"}


def _adjacent(one: Match, other: Match) -> bool:
    """Whether a month or weekday follows another at once: *September and October*."""
    table, size = ("months", 12) if one.form == "month" else ("weekdays", 7)
    part = table.removesuffix("s")
    return (other.parts.entry(part, table) - one.parts.entry(part, table)) % size == 1


def _year_of(match: Match) -> int:
    """The year that a match is, in digits."""
    return match.parts.number("year") or 0


def _refines(pair: tuple[str, str], before: Expression) -> bool:
    one, other = pair
    if one in CLOCKS or other in CLOCKS:
        rest = other if one in CLOCKS else one
        return rest in DAYS or (rest in ("unit", "anchored") and rest != one) or (one in CLOCKS and other in CLOCKS)
    if one == "through_day" and other in DAYS:
        return True
    if one in WIDE and other in ("day", "weekday", "holiday"):
        return True
    if other in WIDE and one in ("day", "holiday", "weekday"):
        return other != "year"
    return one in DAYS and other in DAYS and one != other
