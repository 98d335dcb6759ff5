"""Whether the words around a time expression place it before the publication or after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claims.time_tokens import Alphabet, Tokens


class Direction(Enum):
    """Where the clause lies, seen from the day of publication.

    ``LIKELY`` is what was to come when somebody spoke (*would, may, plans*); ``OPEN`` where no word tells.
    """

    PAST = "past"
    FUTURE = "future"
    LIKELY = "likely to come"
    OPEN = "open"


_REACH = 24
"""How many tokens to each side are looked at: a verb that is further away belongs to another clause."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The code characters of the words that tell direction."""

    future: frozenset[str]
    past: frozenset[str]
    plan: frozenset[str]
    now: frozenset[str]
    then: frozenset[str]
    to: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    will: frozenset[str]
    modal: frozenset[str]
    stop: frozenset[str]
    joint: frozenset[str]
    due: frozenset[str]
    cause: frozenset[str]
    pledged: frozenset[str]
    because: frozenset[str]
    contrast: frozenset[str]
    condition: frozenset[str]

    @classmethod
    def of(cls, alphabet: Alphabet) -> Cues:
        """The cues in the codes of an alphabet."""
        c = alphabet.codes_of
        return cls(
            future=c("future_cue"), past=c("past_cue"), plan=c("plan"), now=c("be_now"), then=c("be_then"), to=c("to"),
            be=c("be"), have=c("have"), will=c("will_word"), modal=c("modal"),
            stop=c("stop|quote|line|open|close"), joint=c("comma|clause_word|dash"), due=c("due"), cause=c("determiner|plural|capital"), pledged=c("pledged_past"), because=c("because"), contrast=c("contrast"), condition=c("condition"),
        )  # fmt: skip


def direction(tokens: Tokens, cues: Cues, start: int, end: int, bounds: tuple[int, int]) -> Direction:
    """The direction of the clause around the tokens from ``start`` to ``end``, within a sentence's token bounds.

    The nearest verb before the expression counts; where the expression opens its clause, the nearest one after it.
    """
    codes = tokens.codes
    low, high = max(bounds[0], start - _REACH), min(bounds[1], end + _REACH)
    before = _scan(codes, cues, range(start - 1, low - 1, -1), (low, start))
    opens = start == bounds[0] or codes[start - 1] in cues.stop or codes[start - 1] in cues.joint
    turn = start if opens or before is Direction.OPEN else _turn(codes, cues, low, start)
    if low < turn < start and _scan(codes, cues, range(start - 1, turn, -1), (turn, start)) is Direction.OPEN:
        opens = True  # *might be late, but those who drove on Friday paid*
    if before is Direction.OPEN or opens:
        after = _scan(codes, cues, range(end, high), (end, high))
        if after is not Direction.OPEN:
            return after
    return before


def _turn(codes: str, cues: Cues, low: int, start: int) -> int:
    """Where the last *but* or *while* before a token stands; ``low`` where none does."""
    return max((codes.rfind(code, low, start) for code in cues.contrast), default=low)


def _scan(codes: str, cues: Cues, places: range, bounds: tuple[int, int]) -> Direction:
    for at in places:
        if codes[at] in cues.stop:
            break
        if codes[at] in cues.because and places.step < 0:
            return Direction.PAST  # *will vote for him because of the killing on Friday*
        if codes[at] in cues.condition and places.step < 0:
            return Direction.FUTURE  # *if they take office in January*
        found = _reads(codes, cues, at, bounds)
        if found is not Direction.OPEN:
            return found
    return Direction.OPEN


def _reads(codes: str, cues: Cues, at: int, bounds: tuple[int, int]) -> Direction:
    """What one token says of direction, with its neighbours: *is to*, *was to*, *could have*, *set to*."""
    code = codes[at]
    before = codes[at - 1] if at > bounds[0] else ""
    follower = codes[at + 1] if at + 1 < bounds[1] else ""
    if code in cues.to:
        if before in cues.now and before:
            return Direction.FUTURE
        if before in cues.then and before:
            return Direction.PAST
        return Direction.FUTURE if follower in cues.be and follower else Direction.OPEN
    if code in cues.will:
        return Direction.FUTURE
    if code in cues.modal:
        return Direction.PAST if follower in cues.have and follower else Direction.LIKELY
    if code in cues.past and before and before in cues.be | cues.now | cues.modal | cues.will | cues.to:
        return Direction.OPEN  # *to be held, are split, could hit*
    if code in cues.due and follower in cues.to and follower:
        return Direction.OPEN if codes[at + 2 : at + 3] in cues.cause else Direction.FUTURE
    if code in cues.plan and follower in cues.to and follower:
        return Direction.LIKELY if before in cues.then and before else Direction.FUTURE
    if code in cues.pledged and follower not in cues.to:
        return Direction.PAST  # *vowed on Tuesday to stay*
    if code in cues.future:
        return Direction.LIKELY if before in cues.then and before else Direction.FUTURE
    return Direction.PAST if code in cues.past else Direction.OPEN
