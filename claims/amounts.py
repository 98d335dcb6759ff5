"""Amounts: a number with the sign before it and the unit, rate or age behind it, and ranges of two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from claims.counted import function_word
from claims.currencies import millions_code, name_at, sign_before
from claims.figure_tokens import Tokens
from claims.lexicon import words
from claims.numerals import Numeral, number_words
from claims.plurals import is_plural, singular
from claims.units import Measure, measure_named, unit_at

_DASHES = ("-", "–", "—", "--", "−")
_LARGE = Decimal(1000)
_RACES = frozenset(Decimal(n) for n in (50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10000))
_CHANGE_REACH = 40
YEAR = Measure("year", "age", "month", Decimal(12))
_AGES = {
    "year": YEAR, "month": Measure("month", "age", "month"), "week": Measure("week", "age", "day", Decimal(7)), "day": Measure("day", "age", "day"),
}  # fmt: skip
_ENDS = frozenset((".", ",", ";", ")", "!", "?", ""))
_CENT = Decimal("0.01")
_MILLION = Decimal(1000000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: tokens ``first`` up to ``last``, exclusive; ``signed`` by a currency's sign."""

    first: int
    last: int
    numeral: Numeral
    measure: Measure | None
    signed: bool = False


def amount(toks: Tokens, numeral: Numeral, default: str, like: Measure | None = None) -> Amount:
    """What a number amounts to; ``like`` is the money of the figure before it, where the two may be a range."""
    sign = sign_before(toks, numeral.first, default)
    first = sign[1] if sign else numeral.first
    if _negative(toks, first):
        numeral, first = replace(numeral, value=-numeral.value), first - 1
    elif toks.low(first - 1) == "+" and toks.touches(first - 1) and not toks.touches(first - 2):
        first -= 1
    if sign or (like is not None and like.dimension == "money"):
        numeral = _with_letter(toks, numeral)
        found = Amount(first, numeral.last, numeral, sign[0] if sign else None, signed=sign is not None)
        found = _named_too(toks, found, default)
        if found.measure is None:
            found = _with_unit(toks, found, default)
    else:
        found = _with_unit(toks, Amount(first, numeral.last, numeral, None), default)
    if found.measure is None:
        return found
    return _rated(toks, _aged(toks, _restated(toks, found)))


def _negative(toks: Tokens, first: int) -> bool:
    """Whether a minus touches the figure and stands free of what is before it."""
    mark = toks.low(first - 1)
    if mark not in ("-", "−", "–") or not toks.touches(first - 1) or toks.touches(first - 2):
        return mark == "minus" and toks.low(first - 2) not in ("", "a") and not toks.numeric(first - 2)
    return mark == "−" or not (toks.numeric(first - 2) or toks.breaks(first - 2))


def _with_letter(toks: Tokens, numeral: Numeral) -> Numeral:
    """Money with one letter that touches it: *£5m, $6.6t, $25k*."""
    scale = number_words().letters.get(toks.low(numeral.last))
    if scale is None or numeral.scale != 1 or not toks.touches(numeral.last - 1) or _runs_on(toks, numeral.last):
        return numeral
    return _times(numeral, scale, numeral.last + 1)


def _times(numeral: Numeral, scale: Decimal, last: int) -> Numeral:
    return replace(numeral, last=last, value=numeral.value * scale, step=numeral.step * scale, scale=scale)


def _runs_on(toks: Tokens, at: int) -> bool:
    return toks.touches(at) and (toks.low(at + 1)[0].isalnum() or toks.low(at + 1) in ("²", "³", "/"))


def _named_too(toks: Tokens, found: Amount, default: str) -> Amount:
    """*$5 million Canadian dollars, $40 USD*: the name behind the figure, where there is one, decides."""
    if toks.gap(found.last - 1) != " " or found.measure is None:
        return found
    named = name_at(toks, found.last, default, scaled=True, large=True)
    if named is None or named[0].unit == "cent" or toks.low(found.last) == "$":
        return found
    bare = named[1] == found.last + 1 and toks.low(found.last) in ("dollars", "dollar", "pounds", "bucks")
    return replace(found, last=named[1], measure=found.measure if bare else named[0])


def _with_unit(toks: Tokens, found: Amount, default: str) -> Amount:
    last = found.last
    if toks.breaks(last - 1) or toks.gap(last - 1) not in ("", " "):
        return found
    joined = toks.low(last) == "-" and toks.touches(last - 1) and toks.touches(last) and toks.low(last + 1)[:1].isalpha()
    at = last + 1 if joined else last
    touches = joined or toks.touches(last - 1)
    lettered = _letter(toks, found, at, touches, joined)
    if lettered is not None:
        return lettered
    unit = unit_at(toks, at, touches, abbreviated=not found.numeral.spelled or found.numeral.scale > 1)
    if unit is not None and not (unit[0].unit == "magnitude" and found.numeral.value > 10):
        return replace(found, measure=unit[0], last=unit[1])
    numeral = found.numeral
    if (code := millions_code(toks, at)) is not None:
        return replace(found, numeral=_times(numeral, _MILLION, numeral.last), measure=code, last=at + 1)
    named = name_at(toks, at, default, numeral.scale > 1, abs(numeral.value) >= _LARGE)
    if named is not None:
        scale = number_words().scales.get(toks.low(named[1])) if numeral.scale == 1 and toks.word(at).isupper() else None
        if scale is not None:
            return replace(found, measure=named[0], numeral=_times(numeral, scale, numeral.last), last=named[1] + 1)
        return replace(found, measure=named[0], last=named[1])
    if toks.low(at) in ("pound", "pounds") and (pound := measure_named("pound")) is not None:
        return replace(found, measure=pound, last=at + 1)
    return found


def _letter(toks: Tokens, found: Amount, at: int, touches: bool, joined: bool) -> Amount | None:
    """*m, k, b* behind digits: metres or a scale; None where no such letter stands there or it is no unit."""
    letter, numeral = toks.low(at), found.numeral
    if letter not in ("m", "k", "b") or numeral.spelled or numeral.scale != 1 or _runs_on(toks, at):
        return None
    if letter == "m" and toks.word(at) == "m" and _metres(toks, numeral, at, touches, joined):
        metre = measure_named("metre")
        return replace(found, measure=metre, last=at + 1)
    if not touches or joined:
        return None
    scaled = _times(numeral, number_words().letters[letter], at + 1)
    return _with_unit(toks, Amount(found.first, at + 1, scaled, None), "USD")


def _metres(toks: Tokens, numeral: Numeral, at: int, touches: bool, joined: bool) -> bool:
    """Whether *m* means metres: millions count something, or stand without a unit behind *to* or *of*."""
    behind = toks.low(at + 1)
    if joined or behind in _tall() or (behind == "-" and toks.touches(at)):
        return True
    if behind[:1].isalpha() and not toks.breaks(at) and (is_plural(behind) or _noun_phrase(toks, at + 1)):
        return behind in ("sprint", "freestyle", "hurdles", "relay", "final", "finals", "butterfly", "backstroke", "breaststroke", "race", "title", "champion")
    if not touches:
        return True
    if numeral.value in _RACES and toks.low(numeral.first - 1) in ("the", "men’s", "women’s", "men's", "women's", "a"):
        return True
    near = toks.lows[max(0, numeral.first - 6) : numeral.first]
    return bool(_tall() & set(near)) and not {"population", "audience", "people", "users", "sales"} & set(near)


def _noun_phrase(toks: Tokens, at: int) -> bool:
    """Whether a plural closes the words behind a figure: *2m registered users*."""
    for ahead in range(at, at + 4):
        word = toks.low(ahead)
        if not word[:1].isalpha() or function_word(word) or toks.breaks(ahead - 1):
            return False
        if is_plural(word):
            return True
    return False


def _tall() -> frozenset[str]:
    return words("figure_words", "metres")


def _restated(toks: Tokens, found: Amount) -> Amount:
    """*118 tonnes (t)*: the unit again in brackets."""
    at = found.last
    if toks.low(at) != "(" or (toks.low(at + 2) != ")" and toks.low(at + 4) != ")"):
        return found
    unit = unit_at(toks, at + 1, touches=True)
    if unit is None or toks.low(unit[1]) != ")":
        return found
    same = unit[0].unit == found.measure.unit if found.measure else False
    return replace(found, last=unit[1] + 1) if same else found


def _aged(toks: Tokens, found: Amount) -> Amount:
    """*34-year-old, six months old, 18 years of age*."""
    measure, at = found.measure, found.last
    if measure is None or measure.unit not in _AGES:
        return found
    if toks.low(at) == "-" and toks.touches(at - 1):
        at += 1
    if toks.low(at) in ("old", "olds") and not toks.breaks(at - 1):
        return replace(found, measure=_AGES[measure.unit], last=at + 1)
    if toks.low(at) == "of" and toks.low(at + 1) == "age":
        return replace(found, measure=_AGES[measure.unit], last=at + 2)
    return found


def _rated(toks: Tokens, found: Amount) -> Amount:
    measure = found.measure
    if measure is None or measure.dimension in ("age", "percentage points"):
        return found
    paid = measure.dimension == "money"
    rate = rate_at(toks, found.last, paid)
    if rate is None and not paid and toks.low(found.last) == "of" and measure.dimension != "time":
        # What is measured stands between the unit and its rate: *barrels of crude oil a day*.
        rate = next((r for n in (2, 3, 4) if (r := rate_at(toks, found.last + n, paid)) is not None), None)
    if rate is None or " per " in measure.unit or "/" in measure.unit:
        return found
    return replace(found, measure=measure.per(rate[0], "/" if paid and rate[0] in words("figure_words", "pay_times") else " per "), last=rate[1])


def rate_at(toks: Tokens, at: int, paid: bool) -> tuple[str, int] | None:
    """*per day, a month, an hour, /kg, -a-month* from a token on: by what, and where it ends."""
    low = toks.low(at)
    if toks.breaks(at - 1):
        return None
    if low == "-" and toks.low(at + 1) in ("a", "an", "per") and toks.low(at + 2) == "-":
        return _by(toks, at + 3, time_only=toks.low(at + 1) != "per" and not paid, paid=paid)
    if low in ("per", "/"):
        return _by(toks, at + 1, time_only=False, paid=paid or low == "per")
    if low in ("a", "an") and toks.low(at + 2) not in words("figure_words", "elsewhen"):
        return _by(toks, at + 1, time_only=not paid, paid=False)
    return None


def _by(toks: Tokens, at: int, time_only: bool, paid: bool) -> tuple[str, int] | None:
    unit = unit_at(toks, at, touches=True)
    if unit is not None and unit[0].dimension != "percentage":
        if unit[0].dimension == "time" or not time_only:
            return unit[0].unit, unit[1]
        return None
    word = toks.low(at)
    if time_only or not word[:1].isalpha() or function_word(word):
        return None
    if not paid and word not in words("figure_words", "per_money"):
        return None
    return singular(word), at + 1


def with_cents(toks: Tokens, one: Amount, numeral: Numeral, default: str) -> Amount | None:
    """*3 dollars 50 cents, fifteen pounds and twenty*: money with its hundredths, as one amount."""
    if one.measure is None or one.measure.dimension != "money" or one.signed or one.numeral.scale != 1 or one.measure.factor != 1:
        return None
    if toks.lows[one.last : numeral.first] not in ((), ("and",)) or not 0 < numeral.value < 100 or numeral.scale != 1:
        return None
    cents = amount(toks, numeral, default)
    hundredths = cents.measure is not None and cents.measure.factor == _CENT
    bare = cents.measure is None and toks.low(numeral.last) in _ENDS and numeral.value >= 10
    if not (hundredths or bare):
        return None
    value = one.numeral.value + numeral.value / 100
    return replace(one, last=cents.last, numeral=replace(one.numeral, value=value, step=_CENT))


def range_of(toks: Tokens, one: Amount, numeral: Numeral, default: str) -> tuple[Amount, Amount] | None:
    """The two ends of a range that begins with an amount, where the next number is its other end."""
    other = amount(toks, numeral, default, like=one.measure)
    joint = toks.lows[one.last : other.first] if other.first >= one.last else ()
    if other.first == one.last and other.numeral.value < 0 and not one.signed:
        other = replace(other, first=other.first + 1, numeral=replace(other.numeral, value=-other.numeral.value))
        joint = (toks.low(one.last),)
    if not _joins(toks, one, other, joint):
        return None
    one, other = _same_unit(one, other)
    if one.measure != other.measure or one.numeral.value >= other.numeral.value:
        return None
    return one, (other if other.measure is None else _rated(toks, other))


def _joins(toks: Tokens, one: Amount, other: Amount, joint: tuple[str, ...]) -> bool:
    if any(toks.breaks(i) for i in range(one.last - 1, other.first)):
        return False
    if len(joint) == 1 and joint[0] in _DASHES:
        return toks.gap(one.last - 1) == toks.gap(other.first - 1)
    if joint in (("-", "to", "-"), ("–", "to", "–")):
        return True
    before = toks.low(one.first - 1)
    if joint == ("and",):
        return before == "between" or toks.lows[max(0, one.first - 4) : one.first] == ("between", "the", "ages", "of") or (toks.low(one.first - 2) == "between" and before in ("about", "around", "roughly", "some", "approximately", "an"))
    if joint != ("to",):
        return False
    if before == "by" or before in words("figure_words", "change"):
        return one.measure is None and other.measure is not None
    return not (before == "from" and _changes(toks, one.first - 1))


def _changes(toks: Tokens, at: int) -> bool:
    """Whether something rose or fell *from* one level to another: two figures, not a range."""
    for back in range(at - 1, max(-1, at - _CHANGE_REACH), -1):
        word = toks.low(back)
        if word in (".", ";", "!", "?") or toks.breaks(back):
            return False
        if word in words("figure_words", "change"):
            return True
    return False


def _goes_on(one: Amount, other: Amount) -> bool:
    """Whether a bare number may be a percentage like the one before it: in *or 2.6% to 9,694.73* it is a level."""
    return one.measure is not None and one.measure.unit == "%" and (other.numeral.value <= 100 or one.numeral.value >= 100)


def _same_unit(one: Amount, other: Amount) -> tuple[Amount, Amount]:
    """The unit and the scale that only one end bears count for both."""
    scale = other.numeral.scale
    if scale > 1 and one.numeral.scale == 1 and one.numeral.value * scale < other.numeral.value:
        one = replace(one, numeral=replace(_times(one.numeral, scale, one.numeral.last)))
    if one.measure is None and other.measure is not None and not other.signed:
        one = replace(one, measure=other.measure)
    elif one.measure is not None and other.measure is None and (one.signed or _goes_on(one, other)):
        other = replace(other, measure=one.measure)
    elif one.measure is not None and other.measure is not None and other.measure.unit.startswith((one.measure.unit + " per ", one.measure.unit + "/")):
        one = replace(one, measure=other.measure)
    elif one.measure is not None and other.measure is not None and other.measure.dimension == "age":
        one = replace(one, measure=other.measure) if one.measure.unit == other.measure.unit else one
    return one, other


