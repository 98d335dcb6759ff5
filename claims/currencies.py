"""Currencies: signs before a figure and names behind it, to ISO 4217 codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.figure_tokens import Tokens, tokens
from claims.lexicon import lexicon, table, words
from claims.units import Measure

DOLLAR, UNKNOWN = "$", "?"
_NO_CODE = "XXX"
"""ISO 4217's own code for no currency: a dollar whose letters are not known."""
_REACH = 1500
_LOWER_CODES = frozenset(("USD", "EUR", "GBP", "AUD", "CAD", "JPY", "CHF", "INR", "CNY", "SGD", "HKD", "NZD"))


@dataclass(frozen=True, slots=True)
class Currencies:
    """Signs by their last token, names with their adjectives, and the places that decide between like names."""

    signs: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    exact: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    touching: dict[str, str]
    codes: frozenset[str]
    nouns: dict[str, str]
    hundredths: dict[str, str]
    careful: frozenset[str]
    adjectives: dict[str, dict[tuple[str, ...], str]]
    places: dict[str, re.Pattern[str]]
    openers: frozenset[str]


@cache
def currencies() -> Currencies:
    """The currencies of the lexicon."""
    lists = lexicon("currencies")["lists"]
    by_noun = lexicon("currencies")["adjectives"]
    assert isinstance(lists, dict)
    assert isinstance(by_noun, dict)
    codes = frozenset(str(lists["codes"]).split())
    adjectives = {
        noun: {tuple(a.split()): code for code, names in rows.items() for a in str(names).split(",")}
        for noun, rows in by_noun.items()
    }
    places = {
        noun: re.compile(rf"\b(?:{'|'.join(re.escape(' '.join(a)) for a in sorted(rows, key=lambda r: -len(' '.join(r))))})\b", re.IGNORECASE)
        for noun, rows in adjectives.items()
    }
    openers = frozenset(a[0] for rows in adjectives.values() for a in rows)
    return Currencies(
        _by_last(table("currencies", "symbols"), lower=True), _by_last(table("currencies", "exact") | {c: c for c in codes}, lower=False),
        table("currencies", "touching"), codes, table("currencies", "nouns"), table("currencies", "hundredths"),
        frozenset(str(lists["careful"]).split()), adjectives, places, openers,
    )  # fmt: skip


def _by_last(signs: dict[str, str], lower: bool) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sign, code in signs.items():
        toks = tokens(sign)
        sign_tokens = toks.lows if lower else tuple(toks.word(i) for i in range(len(toks)))
        found.setdefault(sign_tokens[-1], []).append((sign_tokens, code))
    return {last: tuple(sorted(rest, key=lambda r: -len(r[0]))) for last, rest in found.items()}


def money(code: str) -> Measure:
    """The measure of a currency."""
    return Measure(code, "money", code)


def sign_before(toks: Tokens, at: int, default: str) -> tuple[Measure, int] | None:
    """The currency whose sign stands before a token, and where the sign begins; a bare $ is the default's."""
    known, last = currencies(), at - 1
    if toks.gap(last) not in ("", " "):
        return None
    for sign, code in known.signs.get(toks.low(last), ()):
        first = at - len(sign)
        if first >= 0 and toks.lows[first:at] == sign and _tight(toks, first, last):
            if sign == ("$",) and toks.touches(first - 1) and toks.word(first - 1).isupper() and len(toks.word(first - 1)) < 4:
                return money(_NO_CODE), first - 1
            return money(default if code == DOLLAR else code), first
    for sign, code in known.exact.get(toks.word(last), ()):
        first = at - len(sign)
        if first >= 0 and all(toks.word(first + i) == w for i, w in enumerate(sign)) and not toks.touches(first - 1):
            return money(code), first
    if toks.touches(last) and (code := known.touching.get(toks.word(last), "")) and not toks.touches(last - 1):
        return money(code), last
    return None


def _tight(toks: Tokens, first: int, last: int) -> bool:
    """Whether a sign's tokens hang together, and its letters do not continue a word."""
    if any(toks.gap(i) not in ("", " ") for i in range(first, last)):
        return False
    if toks.low(first) == "a" and first < last and not toks.touches(first):
        return False
    return not (toks.low(first)[0].isalpha() and toks.touches(first - 1) and toks.low(first - 1)[0].isalnum())


def name_at(toks: Tokens, at: int, default: str, scaled: bool, large: bool) -> tuple[Measure, int] | None:
    """The currency whose name or code begins at a token behind a figure, and where it ends."""
    known, low = currencies(), toks.low(at)
    if toks.word(at) in known.codes or toks.word(at) in ("RMB",):
        return money("CNY" if toks.word(at) == "RMB" else toks.word(at)), at + 1
    if low.upper() in _LOWER_CODES and not toks.breaks(at - 1):
        return money(low.upper()), at + 1
    if low in known.signs and not (low.isascii() and low[0].isalnum()) and not toks.numeric(at + 1):
        return money(_sign(known.signs[low][-1][1], default)), at + 1
    if low in known.openers:
        for noun, rows in known.adjectives.items():
            for name, code in rows.items():
                end = at + len(name)
                if toks.lows[at:end] == name and _singular(toks.low(end)) == noun:
                    return money(code), end + 1
    if toks.word(at) == "p" and toks.touches(at - 1) and not (toks.touches(at) and toks.low(at + 1)[0].isalnum()):
        return Measure("penny", "money", "GBP", Decimal("0.01")), at + 1
    if (noun := _singular(low)) in known.hundredths:
        code = _sign(known.hundredths[noun], default)
        return Measure(noun if noun != "pence" else "penny", "money", code, Decimal("0.01")), at + 1
    if noun not in known.nouns or not _is_money(toks, at, noun, scaled, large):
        return None
    code = _of_place(toks, at, noun, default)
    return None if code == UNKNOWN else (money(code), at + 1)


def millions_code(toks: Tokens, at: int) -> Measure | None:
    """*120 MEUR*: a code behind an M for millions."""
    word = toks.word(at)
    return money(word[1:]) if len(word) == 4 and word[0] == "M" and word[1:] in currencies().codes else None


def _sign(code: str, default: str) -> str:
    return default if code == DOLLAR else code


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word not in ("reais",) else word


def _is_money(toks: Tokens, at: int, noun: str, scaled: bool, large: bool) -> bool:
    """Whether a name that is another word too means money here: *pounds* of weight, *won* a prize, *marks* at school."""
    known, behind = currencies(), toks.low(at + 1)
    if noun == "pound":
        before = toks.lows[max(0, at - 9) : at]
        if behind == "of" or words("figure_words", "weighed") & set(before) or toks.low(at - 1) == "-":
            return scaled
        return scaled or bool(words("figure_words", "spent") & set(before)) or "£" in toks.plain or "sterling" in toks.plain
    return noun not in known.careful or scaled or large or behind in ("", ".", ",", ")", "(")


def _of_place(toks: Tokens, at: int, noun: str, default: str) -> str:
    """Whose currency a bare name is: that of the country named last before it, or first behind it."""
    known = currencies()
    code = known.nouns[noun]
    if code == DOLLAR:
        return default
    pattern = known.places.get(noun)
    if pattern is None or code in ("GBP", "EUR"):
        return code
    here = toks.starts[at]
    before = list(pattern.finditer(toks.plain, max(0, here - _REACH), here))
    place = before[-1] if before else pattern.search(toks.plain, here, here + _REACH)
    return code if place is None else known.adjectives[noun][tuple(place[0].lower().split())]


def default_currency(publisher: str | None) -> str:
    """What a bare dollar sign means to a publisher: the dollar of its country, else the US dollar."""
    codes = table("currencies", "publishers")
    return next((codes[word] for word in re.findall(r"\w+", publisher or "") if word in codes), "USD")
