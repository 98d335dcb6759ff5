"""Ages: numbers that say how old somebody is, with their unit left out or beside a name."""

from __future__ import annotations

from claims.amounts import YEAR
from claims.counted import head_noun
from claims.drafts import Draft
from claims.figure_tokens import Tokens
from claims.lexicon import words

_PERSONS = ("er", "or", "ist", "ant", "ent", "man", "ian", "boy", "girl", "victim", "son")
_BESIDE = frozenset({(",", ","), (",", "."), ("(", ")"), (",", ";"), (",", "and"), (",", "who"), (",", "of"), (",", "from"), (",", ")")})
_BEING = (("was",), ("is",), ("be",), ("were",))
_CLOSED = frozenset((",", ".", ";", "and", "but", "or", "when", "in", "at", "on", "–", "—", "-", "”", '"', "then", "now", "years", "while", "as", ")", "who"))


def of_age(toks: Tokens, draft: Draft) -> bool:
    """Whether a bare number is an age."""
    return _ageing(toks, draft) or _over_age(toks, draft) or _grown(toks, draft)


def _grown(toks: Tokens, draft: Draft) -> bool:
    """*when she was 25, who will be 80, now 46 and retired*."""
    bare = draft.high is None and draft.measure is None and toks.numeric(draft.core) and draft.low.last == draft.core + 1
    if not bare or not 0 < draft.low.value < 120 or draft.low.step < 1 or toks.low(draft.last) not in _CLOSED:
        return False
    if toks.low(draft.last) == "-" and toks.touches(draft.last - 1):
        return False
    at = draft.first - 1
    if toks.low(at) == "now":
        return toks.low(draft.last) in (",", "and", ".", ";")
    if (toks.low(at),) not in _BEING:
        return False
    if "age" in toks.lows[max(0, at - 8) : at] and not {".", ";"} & set(toks.lows[max(0, at - 8) : at]):
        return True
    if toks.capital(at - 1) and toks.low(at - 1) not in words("figure_words", "openers") and toks.low(at - 2) not in (".", "!", "?", "") and draft.low.value > 15:
        return toks.low(draft.last) in (",", "and") and not toks.breaks(at - 2)
    return any(toks.low(i) in words("figure_words", "somebody") for i in range(at - 1, at - 3, -1))


def beside_name(toks: Tokens, draft: Draft) -> None:
    """*Maria Lopez, 34, said; 28-year-old Omar Reed*: an age that belongs to a name and to no claim."""
    first, last = draft.core, draft.last
    if draft.measure is None and draft.high is None and draft.low.last == first + 1 and toks.numeric(first):
        opened, closed = toks.low(first - 1), toks.low(last)
        junior = toks.low(first - 2) == "." and toks.low(first - 3) in ("jr", "sr")
        named = junior or (toks.capital(first - 2) and toks.low(first - 2)[0].isalpha() and len(toks.low(first)) < 4)
        named = named or (draft.low.value > 14 and toks.low(first - 2).endswith(_PERSONS))
        if named and draft.comparator is None and draft.low.value < 120 and (opened, closed) in _BESIDE:
            draft.measure, draft.of_claim = YEAR, False
    elif draft.measure is not None and draft.measure.dimension == "age" and toks.low(last - 1) in ("old", "olds"):
        draft.of_claim = not (toks.capital(last) and toks.gap(last - 1) == " ")


def _ageing(toks: Tokens, draft: Draft) -> bool:
    """*aged 34, at the age of 21, ages 5 to 11*."""
    before = draft.first - 1
    if toks.low(before) in words("figure_words", "turning"):
        bare = draft.high is None and draft.measure is None and draft.low.step >= 1 and 0 < draft.low.value < 120
        return bare and toks.low(draft.last) not in words("figure_words", "turned_away") and head_noun(toks, draft.last, one=False) is None
    if toks.low(before) in ("of", "between", "from"):
        before -= 1
    return toks.low(before) in words("figure_words", "aged") and not toks.breaks(before) and 0 <= draft.low.value < 130 and draft.low.scale == 1


def _over_age(toks: Tokens, draft: Draft) -> bool:
    """*women over 50 are called first, aged 24 and 31*: an age without its unit."""
    first = draft.core
    if draft.high is not None and draft.measure is None and toks.low(first - 1) in ("between", "from") and draft.high.value < 120:
        return toks.low(first - 2) in words("figure_words", "of_age") and head_noun(toks, draft.last, one=False) is None
    if draft.high is None and draft.measure is None and toks.lows[max(0, first - 2) : first] in (("older", "than"), ("younger", "than")):
        return 0 < draft.low.value < 120
    if draft.high is not None or not toks.numeric(first) or not 0 < draft.low.value < 120 or draft.low.step < 1 or (toks.low(draft.last)[:1].isalpha() and toks.low(draft.last) not in words("figure_words", "after_age")):
        return False
    if toks.low(first - 1) in ("over", "under") and draft.low.value > 4:
        return toks.low(first - 2) in words("figure_words", "of_age")
    and_ages = toks.low(first - 1) in ("and", "or") and toks.numeric(first - 2) and toks.low(first - 3) in words("figure_words", "aged")
    return and_ages and toks.low(draft.last)[:1] not in ("%", "-")
