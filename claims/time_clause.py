"""On which side of the publication the clause puts an expression, and whether the expression describes a noun."""

from __future__ import annotations

from datetime import date

from claims.tense import Direction, direction
from claims.time_expressions import Expression, cues
from claims.time_tokens import Tokens, words_of


def side(expression: Expression, tokens: Tokens, around: tuple[int, int], published: date | None) -> Direction:
    """Of the clause; a date that stands before a noun (*the 3 June hearing*) is on either side."""
    found = direction(tokens, cues(), expression.start, expression.end, around)
    last = expression.matches[-1]
    if expression.lead == "since" and found in (Direction.FUTURE, Direction.LIKELY) and not attributive(expression, tokens):
        return Direction.PAST  # what has lasted since then has begun
    said = expression.start > around[0] and tokens.word(expression.start - 1) in words_of("statement")
    if said and found is not Direction.PAST and last.form == "weekday" and expression.lead == "":
        return Direction.PAST  # *his statement Tuesday*
    if found is Direction.FUTURE and _outcome(expression, tokens, around):
        found = Direction.PAST
    if last.form in ("month", "day") and attributive(expression, tokens) and _scheduled(expression, tokens):
        return Direction.LIKELY
    if attributive(expression, tokens) and last.form in ("day", "month", "holiday", "season"):
        return Direction.OPEN
    if expression.lead == "until" and _over(expression, tokens, around):
        return Direction.PAST
    if expression.lead == "until" and last.form == "weekday":
        return _until_weekday(expression, tokens, around, found)
    if expression.lead == "before" and found is Direction.LIKELY:
        return Direction.FUTURE
    alone = len(expression.matches) == 1
    if expression.lead == "before" and alone and last.form == "weekday" and "which" not in last.parts and published is not None:
        ahead = (last.parts.entry("weekday", "weekdays") - published.weekday()) % 7
        return Direction.FUTURE if ahead < 4 else found
    if expression.lead in ("until", "by"):
        if found is Direction.OPEN:
            return Direction.FUTURE
        return Direction.OPEN if last.form in ("day", "month") else found
    return found


def _until_weekday(expression: Expression, tokens: Tokens, around: tuple[int, int], found: Direction) -> Direction:
    """*Until Friday's news it was cheap, it was shut until Friday*: behind; *put off until Friday, were given until Friday*: ahead."""
    if expression.start == around[0] and found is Direction.PAST:
        return found
    before = range(max(around[0], expression.start - 8), expression.start)
    if {"given", "gave", "give"} & set(tokens.words(max(around[0], expression.start - 6), expression.start)):
        return Direction.FUTURE
    lasted = any(tokens.codes[i] in cues().then for i in before)
    put_off = any(tokens.word(i) in words_of("extended") - {"open", "ran", "running", "run", "runs"} for i in before)
    return Direction.PAST if lasted and found is Direction.PAST and not put_off else Direction.FUTURE


def _over(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> bool:
    """Whether *until* names an end that has come: *who was envoy until December, had given them until Thursday*."""
    before = tokens.words(max(around[0], expression.start - 16), expression.start)
    return "had" in before[-6:] or ("who" in before and bool({"was", "were", "served", "led", "ran", "headed"} & set(before)))


def attributive(expression: Expression, tokens: Tokens) -> bool:
    """Whether the expression stands before a noun that it describes."""
    at = expression.end
    if expression.lead not in ("", "of", "after", "before", "since", "from") or at >= len(tokens.codes):
        return False
    follower = tokens.raw(at, at + 1)
    if follower in ("'s", "’s"):
        return True
    before = tokens.word(expression.matches[0].start - 1) if expression.matches[0].start else ""
    determined = expression.lead == "of" or before in ("a", "an", "the", "its", "his", "her", "their", "our") or tokens.word(expression.matches[0].start) == "the"
    return determined and follower[:1].isalpha() and follower.lower() not in words_of("function_word")


def _outcome(expression: Expression, tokens: Tokens, around: tuple[int, int]) -> bool:
    """Whether a subject that has come about holds the date: *the results of Tuesday's vote will be read*."""
    before = direction(tokens, cues(), expression.start, expression.end, (around[0], expression.end))
    words = tokens.words(max(around[0], expression.start - 10), expression.start)
    return before is not Direction.FUTURE and bool(words_of("outcome") & set(words))


def _scheduled(expression: Expression, tokens: Tokens) -> bool:
    """Whether the noun that the date describes is one that a calendar announces: *the November election*."""
    words = tokens.words(expression.end, min(expression.end + 3, len(tokens.codes)))
    return bool(words_of("scheduled_event") & set(words))
