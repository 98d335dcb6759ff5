"""Figures whose noun is left out: whether such a number is a figure at all, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claims.counted import adjective, casualty, function_word
from claims.currencies import name_at
from claims.drafts import Draft
from claims.figure_tokens import Tokens
from claims.lexicon import words
from claims.numerals import Numeral
from claims.plurals import is_plural
from claims.units import Measure, counted

MAGNITUDE = Measure("magnitude", "magnitude", "magnitude")
_LINKS = (("and",), ("or",), ("to",), (",",), (",", "and"), ("-", "to", "-"), ("–",), ("-",), ("versus",), ("against",), ("out", "of"))
_AGAINST = frozenset({("dollar",), ("euro",), ("pound",), ("greenback",)})
_QUOTES = frozenset(("“", "”", '"', "‘", "’", "'"))
_PLACES = frozenset(("over", "above", "past", "below", "under", "beyond"))
_MILLION = 1000000
_BACK = 60
_CLAUSE = 24


def scored(toks: Tokens, one: Numeral, other: Numeral) -> bool:
    """*3–1, 52-48*: two small numbers whose first is not the smaller one make no range."""
    if other.first != one.last + 1 or toks.low(one.last) not in ("-", "–") or one.spelled or other.spelled:
        return False
    tight = toks.touches(one.last - 1) and toks.touches(one.last)
    small = 1000 > one.value >= other.value and one.step >= 1 and other.step >= 1
    return tight and small and one.scale == other.scale == 1 and toks.low(other.last)[:1] not in ("%", "$")


def pronoun(toks: Tokens, draft: Draft) -> bool:
    """Whether *one* stands for a thing instead of counting it: *no one, this one, one of the best, one another*."""
    if not (draft.one and draft.low.spelled and toks.low(draft.low.first) == "one") or draft.none:
        return False
    if toks.lows[max(0, draft.core - 2) : draft.core] == ("all", "but"):
        return False
    before, behind = toks.low(draft.core - 1), toks.low(draft.last)
    if before in words("figure_words", "pointing") and toks.gap(draft.core - 1) == " ":
        return True
    if behind == "-" and toks.low(draft.last + 1) in ("on", "to", "by"):
        return True
    return behind in ("of", "another", "day", "side", "or", "thing", "such", "time")


def stands_alone(toks: Tokens, draft: Draft) -> bool:
    """Whether a number without a unit is a figure: no label behind a name, no bare year, no lone *one*."""
    first = draft.core
    if draft.high is None and _odds(toks, draft) and not _voted(toks, draft):
        return False
    if draft.comparator is not None and draft.high is None:
        return draft.low.value != 1 or not draft.low.spelled or _hurt(toks, draft)
    if draft.one and draft.low.spelled:
        if toks.low(draft.last) == "per":
            return True
        elsewhere = toks.low(draft.last) in ("in", "from") and toks.low(draft.first - 1) in (",", "and")
        return not pronoun(toks, draft) and (_hurt(toks, draft) or elsewhere)
    before = toks.low(first - 1)
    if before == "or" and draft.low.value == 2 and toks.low(first - 3) in ("a", "an") and not is_plural(toks.low(first - 2)):
        return False
    if toks.capital(draft.last) and toks.gap(draft.last - 1) == " " and not draft.low.spelled and not _hurt(toks, draft):
        return False
    if before in ("top", "bottom", "last", "first", "next", "number", "no", "nos", "#", "vs", "v"):
        return False
    if labelled(toks, draft):
        return False
    if (toks.numeric(first) and before in _QUOTES and toks.low(draft.last) in _QUOTES) or _numbering(toks, draft):
        return False
    if draft.high is not None and _dashed(toks, draft) and before not in ("between", "of", "from", "about", "to", "at"):
        return False
    return not _yearly(toks, draft)


def labelled(toks: Tokens, draft: Draft) -> bool:
    """Whether a number stands right behind a name, as its number: *the Merval 25 index*."""
    at = draft.core - 1
    named = toks.capital(at) and toks.low(at) not in words("figure_words", "openers") and toks.gap(at) in ("", " ")
    return named and not _sentence_opens(toks, at)


def _numbering(toks: Tokens, draft: Draft) -> bool:
    """*at posts 542 and 543*: one number and the next behind a plural are what the things are called."""
    for first, behind in ((draft.core, draft.core + 2), (draft.core - 2, draft.core)):
        lows = toks.lows[max(0, first) : behind + 1]
        if len(lows) == 3 and lows[1] == "and" and lows[0].isdecimal() and lows[2].isdecimal() and 3 <= len(lows[0]) <= 6 and int(lows[2]) == int(lows[0]) + 1:
            return is_plural(toks.low(first - 1)) and not function_word(toks.low(first - 1))
    return False


def _odds(toks: Tokens, draft: Draft) -> bool:
    """*by nearly 3-to-1*."""
    joint = ("-", "to", "-")
    return toks.lows[draft.last : draft.last + 3] == joint or toks.lows[max(0, draft.core - 3) : draft.core] == joint


def _sentence_opens(toks: Tokens, at: int) -> bool:
    return at == 0 or toks.breaks(at - 1) or toks.low(at - 1) in (".", "!", "?", "“", '"')


def _dashed(toks: Tokens, draft: Draft) -> bool:
    assert draft.high is not None
    return toks.low(draft.high.first - 1) in ("-", "–", "—")


def _yearly(toks: Tokens, draft: Draft) -> bool:
    """Whether digits read like a year that the dates left."""
    word = toks.low(draft.low.first)
    if len(word) == 2 and toks.low(draft.low.first - 1) in ("’", "'", "‘") and toks.touches(draft.low.first - 1) and not toks.touches(draft.low.first - 2):
        return True
    return draft.low.last == draft.low.first + 1 and word.isdecimal() and len(word) == 4 and 1800 <= draft.low.value <= 2100


def _hurt(toks: Tokens, draft: Draft) -> bool:
    """Whether a word beside a number says what happened to people."""
    behind = draft.last + 1 if toks.low(draft.last).endswith("ly") else draft.last
    if any(casualty(toks.low(i)) for i in (draft.first - 1, behind)):
        return True
    if toks.low(draft.last) in ("were", "was", "are", "is", "have", "had", "has", "others", "more", "other", "people"):
        return any(casualty(toks.low(i)) for i in range(draft.last + 1, draft.last + 5))
    return casualty(toks.low(draft.first - 2)) and toks.low(draft.first - 1) in ("another", "of", "the", "all", "some")


def name_elided(toks: Tokens, drafts: Sequence[Draft]) -> list[Draft]:
    """The figures, each without a unit given the one that the text lets it share."""
    kept: list[Draft] = []
    for at, draft in enumerate(drafts):
        if kept and toks.lows[kept[-1].last : draft.first] == ("per",) and _per_head(toks, kept[-1], draft):
            continue
        if draft.measure is None:
            draft.measure, draft.elided = _shared(toks, drafts, at), True
        kept.append(draft)
    return kept


def _per_head(toks: Tokens, rate: Draft, base: Draft) -> bool:
    """*four deaths per 100,000 people*: the second number is part of the first one's unit."""
    if rate.measure is None or rate.measure.dimension != "count" or base.comparator is not None or base.low.value < 10:
        return False
    printed = toks.plain[toks.starts[base.low.first] : toks.ends[base.low.last - 1]]
    noun = toks.plain[toks.ends[base.low.last - 1] : toks.ends[base.last - 1]].strip() or "people"
    rate.measure, rate.last = rate.measure.per(f"{printed} {noun}"), base.last
    return True


def _shared(toks: Tokens, drafts: Sequence[Draft], at: int) -> Measure:
    draft = drafts[at]
    opened = _sentence_start(toks, draft.first)
    before = [d for d in drafts[max(0, at - 5) : at] if draft.first - d.last < _BACK and d.measure is not None and d.kind is None]
    near = [d.measure for d in before if d.measure is not None and d.last > opened]
    if near and before[-1].count and toks.lows[before[-1].last : draft.first] == ("to",):
        return near[-1]
    if _voted(toks, draft):
        return counted("votes")
    if (money := _exchanged(toks, draft)) is not None:
        return money
    if _quake(toks, draft) or (before and before[-1].measure == MAGNITUDE and draft.low.value < 10 and draft.low.step < 1):
        return MAGNITUDE
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    found = _at_level(toks, draft, before, near) or _of_next(toks, draft, after) or _of_subject(toks, draft)
    if found is not None:
        return found
    if toks.low(draft.last) == "per":
        return _rated(drafts[max(0, at - 16) : at])
    rest = toks.low(draft.first - 1) in ("remaining", "rest")
    if (draft.one and draft.low.spelled) or (toks.low(draft.last) in ("were", "was", "are") and not near and not rest):
        return counted("people")
    sums = [d.measure for d in before if d.last > opened and d.measure is not None and toks.low(d.first - 1) != "("]
    if sums and sums[-1].dimension == "money" and draft.low.scale >= _MILLION and not _hurt(toks, draft):
        return sums[-1]
    again = toks.low(draft.last) in ("more", "others", "other") or toks.low(draft.first - 1) in ("other", "others")
    nouns = [d.measure for d in before if d.measure is not None and (d.measure.dimension == "count" or d.measure.unit == "percentage point")]
    if _hurt(toks, draft) and not (again and nouns):
        return counted("people")
    if _level(toks, draft, before):
        return counted("points")
    if toks.low(draft.first - 1) == "from" and toks.low(draft.first - 2) in ("up", "down") and near:
        outer = [d.measure for d in before if d.measure is not None and toks.low(d.first - 1) not in ("(", ";")]
        return outer[-1] if outer else near[-1]
    if nouns:
        return nouns[-1]
    return counted("people") if draft.low.value == draft.low.value.to_integral_value() else counted("points")


def _exchanged(toks: Tokens, draft: Draft) -> Measure | None:
    """*the rouble fell to 100 per dollar, the naira to 1,600 to the dollar*: so much of the currency named before."""
    ahead = toks.lows[draft.last : draft.last + 3]
    if not (ahead[:1] == ("per",) and ahead[1:2] in _AGAINST) and not (ahead[:2] in (("to", "the"), ("against", "the")) and ahead[2:] in _AGAINST):
        return None
    for at in range(draft.first - 1, max(-1, draft.first - 10), -1):
        if toks.low(at) in (".", ";"):
            return None
        found = name_at(toks, at, "USD", scaled=True, large=True) if toks.low(at)[:1].isalpha() else None
        if found is not None and found[0].unit != "USD":
            return found[0]
    return None


def _voted(toks: Tokens, draft: Draft) -> bool:
    """*passed by 312 to 290, 230-to-197*: the ayes and the noes."""
    ahead, behind = toks.lows[draft.last : draft.last + 3], toks.lows[max(0, draft.first - 3) : draft.first]
    told = toks.lows[draft.last : draft.last + 5] if "-" in (toks.low(draft.last), toks.low(draft.first - 1)) else ()
    paired = (ahead[:1] == ("to",) and toks.numeric(draft.last + 1)) or ahead == ("-", "to", "-")
    paired = paired or (behind[-1:] == ("to",) and toks.numeric(draft.first - 2)) or behind == ("-", "to", "-")
    return paired and bool(words("figure_words", "voted") & {*toks.lows[max(0, draft.first - 14) : draft.first], *told})


def _rated(before: Sequence[Draft]) -> Measure:
    """What *seven per 100,000* counts: that of which the text speaks most."""
    nouns = Counter(d.measure.unit.partition(" per ")[0] for d in before if d.measure is not None and d.measure.dimension.startswith("count"))
    del nouns["person"]
    return counted(nouns.most_common(1)[0][0]) if nouns else counted("people")


def _sentence_start(toks: Tokens, at: int) -> int:
    """The last token before a place that ends a sentence, no further back than figures are looked for."""
    for here in range(at - 1, max(-1, at - _BACK), -1):
        if toks.lows[here] in (".", "!", "?"):
            return here
    return at - _BACK


def _of_next(toks: Tokens, draft: Draft, after: Draft | None) -> Measure | None:
    """*102 and 21 people, 17 out of 18 districts, over 4,200 of the nation's 200,000 residents*."""
    if after is None or after.measure is None or after.measure.dimension in ("fraction", "multiple"):
        return None
    between = toks.lows[draft.last : after.first]
    if after.measure.dimension == "percentage":
        return after.measure if between in (("or",), ("to",)) and draft.low.value < 100 else None
    if between in _LINKS:
        return after.measure
    if between[-1:] in (("and",), ("or",)) and 1 < len(between) < 4 and after.measure.dimension == "count" and _described(toks, draft.last, len(between) - 1):
        return after.measure
    if between[:1] == ("of",) and len(between) < 7 and after.measure.dimension == "count":
        return after.measure
    return None


def _described(toks: Tokens, at: int, length: int) -> bool:
    """*2,000 Thai and 74 Malaysian shops*: adjectives that stand without the noun that comes later."""
    return all((toks.capital(i) or adjective(toks, i)) and not is_plural(toks.low(i)) and toks.gap(i - 1) == " " for i in range(at, at + length))


def _of_subject(toks: Tokens, draft: Draft) -> Measure | None:
    """*The number of cases rose to 58, the death toll from 14 to 31, casualties increased to 167, cases, including 165*."""
    before = toks.low(draft.first - 1)
    verbs = words("figure_words", "change")
    if before in ("votes", "vote") or (before == "of" and toks.low(draft.first - 2) in ("votes", "vote")):
        return counted("votes")
    if before in ("numbered", "totalled", "totaled") and is_plural(toks.low(draft.first - 2)) and not function_word(toks.low(draft.first - 2)):
        return counted(_plainly(toks, draft.first - 2))
    placed = toks.low(draft.first) in _PLACES
    if placed and is_plural(before) and not function_word(before) and before not in verbs:
        return counted(_plainly(toks, draft.first - 1))
    stated = (placed and before in verbs) or before in ("to", "at", "from", "by", "reached", "was", "is", "including", "of") or bool(words("figure_words", "reached") & set(toks.lows[draft.first : draft.core]))
    if not stated:
        return None
    for at in range(draft.first - 1, max(-1, draft.first - _CLAUSE), -1):
        word = toks.low(at)
        if word in (".", ";", "!", "?") or toks.breaks(at):
            return None
        if word in ("toll", "tolls") and toks.low(at - 1) == "death":
            return counted("deaths")
        if word == "of" and toks.low(at - 1) in ("number", "numbers", "tally", "count") and (noun := _plural_behind(toks, at + 1)):
            return counted(noun)
        if word == "including" and before == "including":
            return _plural_before(toks, at)
        if word in verbs and toks.low(at - 1) == "numbers" and toks.low(at - 2)[:1].isalpha() and not function_word(toks.low(at - 2)):
            return counted(_plainly(toks, at - 2))
        if word in verbs and is_plural(toks.low(at - 1)) and not function_word(toks.low(at - 1)) and toks.low(at - 1) not in verbs:
            return counted(_plainly(toks, at - 1))
    return None


def _plainly(toks: Tokens, at: int) -> str:
    """A noun without the capital of a sentence's first word."""
    return toks.low(at) if _sentence_opens(toks, at) else toks.word(at)


def _plural_behind(toks: Tokens, at: int) -> str | None:
    for here in range(at, at + 5):
        word = toks.low(here)
        if not word[:1].isalpha() or (function_word(word) and here > at):
            return None
        if is_plural(word) and not function_word(word):
            return _plainly(toks, here)
    return None


def _plural_before(toks: Tokens, at: int) -> Measure | None:
    for here in range(at - 1, max(-1, at - 12), -1):
        word = toks.low(here)
        if word in (".", ";", "!", "?"):
            return None
        if is_plural(word) and not function_word(word):
            return counted(_plainly(toks, here))
    return None


def magnitude_before(toks: Tokens, draft: Draft) -> int | None:
    """Where *magnitude* stands before a number: *magnitude 5.2, a magnitude of 4.0*."""
    before = draft.first - 2 if toks.low(draft.first - 1) in ("of", "was", "is", "at") else draft.first - 1
    return before if toks.low(before) in ("magnitude", "magnitudes") and draft.low.value < 11 else None


def _quake(toks: Tokens, draft: Draft) -> bool:
    if draft.low.value >= 11 or draft.low.spelled:
        return False
    near = toks.lows[max(0, draft.first - 8) : draft.first]
    if "magnitude" in near[-4:] or ("magnitude" in near and draft.low.step < 1) or "richter" in toks.lows[draft.last : draft.last + 4]:
        return True
    return bool(words("figure_words", "quakes") & set(toks.lows[draft.last : draft.last + 2]))


def _at_level(toks: Tokens, draft: Draft, before: Sequence[Draft], near: Sequence[Measure]) -> Measure | None:
    """*shares fell 250 points to 34,915*: the level of an index, whatever noun stands before the verb."""
    moved = toks.low(draft.first - 1) in ("to", "at", "of") and any(m.unit == "point" for m in near)
    return counted("points") if moved and _level(toks, draft, before) else None


def _level(toks: Tokens, draft: Draft, before: Sequence[Draft]) -> bool:
    """*fell 250 points to 34,915.2*: the level of an index."""
    if draft.low.value < 100 or draft.low.scale != 1:
        return False
    pointed = any(d.measure is not None and d.measure.unit == "point" for d in before)
    decimals = draft.low.step < 1
    moved = any(d.measure is not None and d.measure.dimension == "percentage" for d in before)
    return ((pointed or decimals or moved) and toks.low(draft.first - 1) in words("figure_words", "levels") | {"(", "the"}) or (pointed and decimals)
