"""Parts of a whole, multiples and vague numbers: *two-thirds of, one in five, threefold, tens of thousands*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from claims.bounds import bound_before, bounds
from claims.figure_tokens import Tokens
from claims.lexicon import words
from claims.numerals import Lexicon, Numeral, number_words, value_of_words
from claims.units import unit_at

_ENDS = frozenset((".", ",", ";", ":", ")", "(", "–", "—", "!", "?", ""))
_MULTIPLIED: dict[str, int | str] = {
    "doubled": 2, "doubling": 2, "doubles": 2, "tripled": 3, "tripling": 3, "triples": 3, "trebled": 3, "trebling": 3, "trebles": 3,
    "quadrupled": 4, "quadrupling": 4, "quadruples": 4, "quintupled": 5, "halved": "0.5", "halving": "0.5", "halves": "0.5",
}  # fmt: skip
_TIMES = {"twice": 2, "thrice": 3}
_TENS = {"tens": Decimal(10), "dozens": Decimal(12), "hundreds": Decimal(100), "thousands": Decimal(1000), "scores": Decimal(20)}
_DECIMALS = Decimal("1e-9")


class Kind(StrEnum):
    """What sort of number a phrase is."""

    SHARE = "fraction"
    MULTIPLE = "multiple"
    VAGUE = "vague"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Share:
    """A number that is no plain numeral: of a vague one ``high`` is the most that it stands for."""

    numeral: Numeral
    kind: Kind
    high: Decimal | None = None


def shares(toks: Tokens) -> Iterator[Share]:
    """The fractions, multiples and vague numbers of a text in order, without overlaps."""
    lexicon = number_words()
    triggers = {"a", "an"} | lexicon.fractions.keys() | lexicon.vague.keys() | _MULTIPLIED.keys() | _TIMES.keys() | {"tens", "fold"}
    until = 0
    for at, low in enumerate(toks.lows):
        if at < until or not (low in triggers or low.endswith("fold")):
            continue
        found = _share(toks, at, low, lexicon)
        if found is not None and found.numeral.first >= until:
            yield found
            until = found.numeral.last


def _share(toks: Tokens, at: int, low: str, lexicon: Lexicon) -> Share | None:
    if low in ("a", "an"):
        return _single(toks, at)
    if low in lexicon.vague or low == "tens":
        return _vague(toks, at, low, lexicon)
    if low in _MULTIPLIED:
        return None if _level_follows(toks, at + 1) else _multiple(at, at + 1, Decimal(_MULTIPLIED[low]))
    if low in _TIMES:
        return _multiple(at, at + 1, Decimal(_TIMES[low]))
    if low.endswith("fold"):
        return _fold(toks, at, low)
    if low == "half":
        return _half(toks, at)
    return _part(toks, at, low, lexicon)


def _single(toks: Tokens, at: int) -> Share | None:
    """*under a hectare, more than a mile, a single vote, may take a year*: one, where something says that it is a figure."""
    if toks.low(at + 1) == "single":
        barred = toks.low(at + 2) in words("figure_words", "not_single") or toks.low(at + 2) == "-"
        return None if barred else Share(Numeral(at, at + 2, Decimal(1), Decimal(1), spelled=True), Kind.SINGLE)
    sign, first = bound_before(toks, at) if toks.low(at - 1) in bounds().ends else (None, at)
    lasting = toks.low(first - 1) in words("figure_words", "lasting")
    if sign is None and not lasting:
        return None
    unit = unit_at(toks, at + 1, touches=False, abbreviated=False)
    if unit is None or unit[0].dimension in ("percentage", "magnitude"):
        return None
    if unit[0].dimension == "time" and (not lasting or unit[0].unit in ("second", "minute", "quarter") or toks.low(unit[1]) in words("figure_words", "elsewhen")):
        return None
    return Share(Numeral(at, at + 1, Decimal(1), Decimal("0.1"), spelled=True), Kind.SINGLE)


def _multiple(first: int, last: int, value: Decimal) -> Share:
    return Share(Numeral(first, last, value, value / 10, spelled=True), Kind.MULTIPLE)


def _level_follows(toks: Tokens, at: int) -> bool:
    """*doubled to 3.2m*: where the new level is stated the verb adds no figure."""
    return any(toks.low(i) in ("to", "from") for i in range(at, at + 3)) or toks.low(at) in ("down", "back", "up")


def _fold(toks: Tokens, at: int, low: str) -> Share | None:
    if low == "fold":
        before = at - 2 if toks.low(at - 1) == "-" else at - 1
        number = toks.low(before)
        if number.isdecimal() and len(number) < 7:
            return _multiple(before, at + 1, Decimal(number))
    else:
        before, number = at, low.removesuffix("fold")
    value = value_of_words(number) if number.isalpha() else None
    return None if value is None or value < 2 else _multiple(before, at + 1, value)


def _half(toks: Tokens, at: int) -> Share | None:
    behind, before = toks.low(at + 1), toks.low(at - 1)
    if before in words("figure_words", "not_half") or (before in ("-", "/") and toks.touches(at - 1)) or (toks.touches(at) and behind == "-"):
        return None
    first = at
    if before in ("one", "a") and not toks.breaks(at - 1) and behind in ("of", *_ENDS):
        first = at - 1
    elif before in ("a", "an", "and", "in", "the") and behind != "of":
        return None
    if behind not in words("figure_words", "wholes") and behind not in _ENDS and behind not in words("figure_words", "compared"):
        return None
    return _fraction(first, at + 1, Decimal("0.5"), Decimal(2))


def _fraction(first: int, last: int, value: Decimal, parts: Decimal) -> Share:
    return Share(Numeral(first, last, value.quantize(_DECIMALS).normalize(), 1 / parts / 10, spelled=True), Kind.SHARE)


def _part(toks: Tokens, at: int, low: str, lexicon: Lexicon) -> Share | None:
    """*a third of, two-thirds, three quarters, one-fifth*; an ordinal before a noun is none."""
    joined = toks.low(at - 1) == "-" and toks.touches(at - 1) and toks.touches(at - 2)
    before = at - 2 if joined else at - 1
    number, behind = toks.low(before), toks.low(at + 1)
    if toks.breaks(before) or (toks.touches(at) and behind == "-" and not joined):
        return None
    times = Decimal(1) if number in ("a", "one") else lexicon.units.get(number)
    if number.isdecimal() and len(number) < 3:
        times = Decimal(number)
    if times is None or times < 1:
        return None
    many, of = low.endswith("s"), behind == "of"
    if (times > 1) != many and not (joined and times > 1):
        return None
    if low.startswith(("quarter", "second")) and not (of or joined or behind in ("the", "its")):
        return None
    if not many and not of and not (joined and number == "one"):
        measured = low in ("third", "quarter") or toks.low(before - 1) in words("figure_words", "measuring")
        known = _ENDS | words("figure_words", "more") if measured else frozenset({"part"})
        if toks.low(before - 1) == "by":
            known |= {"to", "from"}
        if (number == "a" and behind not in known | {"part"}) or number not in ("a", "one"):
            return None
    worth = lexicon.fractions[low]
    parts = (1 / worth).to_integral_value()
    return None if times >= parts else _fraction(before, at + 1, times / parts, parts)


def _vague(toks: Tokens, at: int, low: str, lexicon: Lexicon) -> Share | None:
    """*dozens, tens of thousands, hundreds of millions*: no value of their own, but bounds."""
    if low in _TENS and toks.low(at + 1) == "of" and (scale := lexicon.vague.get(toks.low(at + 2))) is not None and scale[0] > _TENS[low]:
        least = _TENS[low] * scale[0]
        return Share(Numeral(at, at + 3, least, least, spelled=True), Kind.VAGUE, least * 10)
    if low in ("tens", "scores"):
        return None
    if toks.low(at - 1) in ("the",) and low not in ("hundreds", "thousands", "millions", "dozens"):
        return None
    least, most = lexicon.vague[low]
    return Share(Numeral(at, at + 1, least, least, spelled=True), Kind.VAGUE, most)


def ratio(one: Numeral, other: Numeral, joint: tuple[str, ...]) -> Share | None:
    """*one in five, eight out of ten*: a share in two numbers; *17 out of 18* and *two in 2019* stay two figures."""
    link = joint[:-1] if joint[-1:] == ("every",) else joint
    if link not in (("in",), ("out", "of")) or one.value < 1 or one.value >= other.value or one.scale != 1:
        return None
    if one.value > 10 and not (other.value == 100 and link == ("out", "of")):
        return None
    whole = other.value == other.value.to_integral_value() and not 1800 <= other.value <= 2100
    even = other.value <= 12 or len(other.value.normalize().as_tuple().digits) <= (2 if link == ("in",) else 1)
    if link != ("in",) and not one.spelled and other.value not in (10, 100, 1000):
        return None
    if not whole or not even:
        return None
    value = (one.value / other.value).quantize(_DECIMALS).normalize()
    return Share(Numeral(one.first, other.last, value, value / 10, spelled=True), Kind.SHARE)
