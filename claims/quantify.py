"""Figures: every number that counts or measures something, with its unit, its bound and its precision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.lexicon import alternation, words
from claims.model import Comparator, Quantity
from claims.numerals import (
    DIGITS,
    FRACTIONS,
    SCALES,
    SHORT,
    WORDS,
    rounding_half_width,
    value_of_digits,
    value_of_words,
)
from claims.period import Stretch
from claims.units import SYMBOLS, UNIT_PATTERN, currency_of, measure_of, singular

_BOUNDS: dict[str, Comparator] = {}
for _comparator, _phrases in {
    Comparator.MORE: "more than|over|above|greater than|in excess of|upwards of|exceeding|exceeded|just over|well over|surpassing|surpassed|higher than|larger than|topping|beyond|north of|slightly more than|a little over|slightly over",
    Comparator.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of|minimum of|as few as|as little as|from as little as",
    Comparator.LESS: "fewer than|less than|under|below|lower than|just under|well under|short of|slightly less than|smaller than|slightly under",
    Comparator.AT_MOST: "up to|at most|no more than|not more than|as many as|as much as|a maximum of|maximum of|within|as high as|upto",
    Comparator.ABOUT: "about|around|nearly|almost|approximately|roughly|some|close to|an estimated|estimated|circa|approx|approx.|nearing|approaching|virtually|more or less|or so|an average of|~|c.|about an estimated|something like|near",
}.items():
    for _phrase in _phrases.split("|"):
        _BOUNDS[_phrase] = _comparator
_BEFORE = rf"(?P<bound>(?i:{alternation(_BOUNDS)}) ?(?:the |a |an additional |another )?(?<=[ ~.]))?"
_AFTER = re.compile(
    r" ?(?:(?P<plus>\+)|(?P<more>(?:\w+ )?or more)|(?P<less>(?:\w+ )?or (?:less|fewer))|(?P<so>[- ]odd\b|(?: \w+)? or so\b))"
)
_SCALE = (
    rf"(?:[ -]?(?:{alternation(SCALES)})s?(?: (?:{alternation(SCALES)}))?\b|[ ]?(?:{alternation(SHORT)})(?![\w/²³]))"
)
_NUMBER = rf"(?:{DIGITS}|(?i:\b(?:{WORDS})\b))"
_CURRENCY = rf"(?:{SYMBOLS}|[A-Z]{{0,2}}\$)"
_MONEY = re.compile(
    rf"{_BEFORE}(?P<symbol>(?<![\w$]){_CURRENCY}) ?(?P<n1>{DIGITS})(?P<s1>{_SCALE})?"
    rf"(?:(?:[–—-]| [–—] | to | and )(?:{_CURRENCY})? ?(?P<n2>{DIGITS})(?P<s2>{_SCALE})?)?(?![\d.]\d)"
)
_FIGURE = re.compile(
    rf"(?<![\w$€£.,–-]){_BEFORE}(?P<n1>{_NUMBER})(?P<s1>{_SCALE})?"
    rf"(?:(?: ?[–—] ?|-| to | and (?=\d))(?P<n2>{_NUMBER})(?P<s2>{_SCALE})?(?!-?\w*-))?"
    rf"(?P<unit>[ -]?(?:{UNIT_PATTERN}))?(?![\d])"
)
_FRACTION = re.compile(
    rf"{_BEFORE}\b(?P<num>(?i:one|two|three|four|a|half a|nearly a)|\d)[ -](?P<frac>(?i:{alternation(FRACTIONS)}))\b(?= of\b|[ -]|[.,;])"
    rf"|{_BEFORE.replace('bound', 'bound2')}\b(?P<half>[Hh]alf)(?= (?:of|the|a|its|their|all)\b)"
    rf"|\b(?P<in1>(?i:one|two|three|four|\d)) (?:in|out of)(?: every)? (?P<in2>(?i:{WORDS})|\d+)\b"
)
_WORDS_AFTER = re.compile(r"[ ,]?(?:[ -](?P<w>[^\W\d_][\w’'-]*))")
_ADJECTIVE_END = (
    "ed",
    "al",
    "ic",
    "ive",
    "ous",
    "ful",
    "ary",
    "ish",
    "ese",
    "able",
    "ible",
    "ian",
    "can",
    "an",
    "ern",
    "less",
)
_STOP = words("nouns", "stop")
_PLURAL = words("nouns", "plural")
_AGE = re.compile(r"-(?P<unit>year|month|week|day)s?-old|[ ](?P<unit2>year|month|week|day)s?[ -](?:old|of age)\b")
_AGED = re.compile(r"\b(?:aged|age)(?: between)? $")


@dataclass(frozen=True, slots=True)
class _Numeric:
    printed: str
    value: Decimal
    half: Decimal


def quantities(plain: str, taken: Sequence[Stretch], currency: str) -> tuple[Quantity, ...]:
    """The figures of a text in order, without overlaps with each other or with what is taken already.

    ``currency`` is the ISO code that a bare dollar sign stands for.
    """
    held = bytearray(len(plain))
    for stretch in taken:
        held[stretch.start : stretch.end] = b"\x01" * (stretch.end - stretch.start)
    found: list[Quantity] = []
    for pattern, make in ((_MONEY, _money), (_FRACTION, _fraction), (_FIGURE, _figure)):
        for match in pattern.finditer(plain):
            core = match.start("n1") if "n1" in match.groupdict() and match["n1"] else match.start()
            if any(held[core : match.end()]):
                continue
            one = make(plain, match, held, currency)
            if one is not None:
                held[one.start : one.end] = b"\x01" * (one.end - one.start)
                found.append(one)
    return tuple(sorted(found, key=lambda q: q.start))


def _numeric(printed: str, scale: str | None) -> _Numeric | None:
    is_digits = printed[0].isdigit()
    value = value_of_digits(printed) if is_digits else value_of_words(printed)
    if value is None:
        return None
    factor = Decimal(1)
    for word in re.findall(r"[a-z]+", (scale or "").lower()):
        bare = word.rstrip("s") if word.rstrip("s") in SCALES else word
        factor *= SCALES.get(bare) or SHORT.get(bare) or Decimal(1)
    half = rounding_half_width(printed, factor) if is_digits else (factor / 2 if factor > 1 else Decimal(0))
    return _Numeric((printed + (scale or "")).strip(), value * factor, half)


def _pair(match: re.Match[str]) -> tuple[_Numeric, _Numeric | None] | None:
    """The figure, and a range's second one; a scale that only the second bears counts for both."""
    second = _numeric(match["n2"], match["s2"]) if match["n2"] else None
    first = _numeric(match["n1"], match["s1"] or (match["s2"] if second else None))
    if first is None or (match["n2"] and second is None):
        return None
    if second is not None and second.value <= first.value:
        return None
    return first, second


def _bound(plain: str, match: re.Match[str], end: int) -> tuple[Comparator, int]:
    phrase = next((g for name in ("bound", "bound2") if (g := match.groupdict().get(name))), "")
    words_of = re.sub(r" (?:the|a|an additional|another)$", "", phrase.strip().lower())
    comparator = _BOUNDS.get(words_of, Comparator.EQUAL)
    if after := _AFTER.match(plain, end):
        if after["plus"] or after["more"]:
            return Comparator.AT_LEAST, after.end()
        if after["less"]:
            return Comparator.AT_MOST, after.end()
        if after["so"]:
            return Comparator.ABOUT, after.end()
    return comparator, end


def _build(
    plain: str,
    start: int,
    end: int,
    numbers: tuple[_Numeric, _Numeric | None],
    unit: str,
    dimension: str,
    comparator: Comparator,
    base: tuple[str, Decimal] | None = None,
) -> Quantity:
    first, second = numbers
    base_unit, factor = base or (unit, Decimal(1))
    top = second or first
    if second is not None:
        comparator = Comparator.RANGE
    return Quantity(
        start=start, end=end, surface=plain[start:end], number=first.printed, value=first.value,
        value2=second.value if second else None, unit=unit, comparator=comparator, dimension=dimension,
        base_unit=base_unit, low=_fit((first.value - first.half) * factor), high=_fit((top.value + top.half) * factor),
    )  # fmt: skip


def _fit(value: Decimal) -> Decimal:
    """Nine decimals, as the warehouse keeps them."""
    return value.quantize(Decimal("1e-9")) if abs(value) < Decimal("1e18") else value


def _money(plain: str, match: re.Match[str], held: bytearray, currency: str) -> Quantity | None:
    numbers = _pair(match)
    if numbers is None and match["n2"]:
        first = _numeric(match["n1"], match["s1"])
        numbers, end = ((first, None) if first else None), match.end("s1") if match["s1"] else match.end("n1")
    else:
        end = match.end()
    if numbers is None:
        return None
    code = currency_of(match["symbol"], plain, match.start(), currency)
    comparator, end = _bound(plain, match, end)
    if named := re.match(r" (?:\w+ )?(?:dollars|pounds|euros)\b", plain[end : end + 30]):
        end += named.end()
    return _build(plain, match.start(), end, numbers, code, "money", comparator)


def _fraction(plain: str, match: re.Match[str], held: bytearray, currency: str) -> Quantity | None:
    if match["in1"]:
        one, two = _numeric(match["in1"], None), _numeric(match["in2"], None)
        if one is None or two is None or not two.value or one.value >= two.value:
            return None
        value = one.value / two.value * 100
    elif match["half"]:
        value = Decimal(50)
    else:
        times = {"a": Decimal(1), "nearly a": Decimal(1), "half a": Decimal(1)}.get(match["num"].lower())
        times = (
            times if times is not None else (_numeric(match["num"], None) or _Numeric("", Decimal(1), Decimal(0))).value
        )
        follows = plain[match.end() : match.end() + 14]
        if match["frac"].lower() in ("third", "quarter", "fifth", "tenth", "half") and not re.match(
            r" of\b|-", follows
        ):
            return None
        if match["frac"].lower() == "third" and times == 1:
            value = Decimal(100) / 3
        elif match["frac"].lower() == "thirds":
            value = times * 100 / 3
        else:
            value = times * FRACTIONS[match["frac"].lower()] * 100
    value = value.quantize(Decimal("0.0001")).normalize()
    number = _Numeric(match[0], value, Decimal(0))
    comparator, end = _bound(plain, match, match.end())
    return _build(plain, match.start(), end, (number, None), "%", "fraction", comparator)


def _figure(plain: str, match: re.Match[str], held: bytearray, currency: str) -> Quantity | None:
    numbers = _pair(match)
    end = match.end()
    if numbers is None:
        first = _numeric(match["n1"], match["s1"])
        if first is None:
            return None
        numbers, end = (first, None), match.end("s1") if match["s1"] else match.end("n1")
    start = match.start()
    if age := _AGE.match(plain, match.end("s1") if match["s1"] else match.end("n1")):
        return _build(
            plain,
            start,
            age.end(),
            (numbers[0], None),
            age["unit"] or age["unit2"],
            "age",
            _bound(plain, match, age.end())[0],
        )
    named = match["unit"].strip(" -") if match["unit"] and end == match.end() else ""
    if named and (measure := measure_of(named, plain, match, currency)):
        comparator, end = _bound(plain, match, end)
        return _build(
            plain, start, end, numbers, measure.unit, measure.dimension, comparator, (measure.base, measure.factor)
        )
    if named:
        end = match.start("unit")
    return _count(plain, match, numbers, start, end)


def _count(
    plain: str, match: re.Match[str], numbers: tuple[_Numeric, _Numeric | None], start: int, end: int
) -> Quantity | None:
    comparator, end = _bound(plain, match, end)
    if _AGED.search(plain[max(0, start - 14) : start]):
        return _build(plain, start, end, numbers, "year", "age", comparator)
    noun, noun_end = _head_noun(plain, end, plural=numbers[0].value != 1 or numbers[1] is not None)
    if noun is None:
        if numbers[0].value == 1 and numbers[1] is None and not match["n1"][0].isdigit():
            return None
        noun, noun_end = "person", end
    return _build(plain, start, max(end, noun_end), numbers, noun, "count", comparator)


def _head_noun(plain: str, end: int, plural: bool) -> tuple[str | None, int]:
    """The singular of the noun that a figure counts: the last plural of the phrase behind it, or its last word."""
    best: tuple[str, int] | None = None
    last: tuple[str, int] | None = None
    at = end
    if of := re.compile(r" of (?:the |its |his |her |their |those |these )?(?=[a-z])").match(plain, at):
        at = of.end() - 1
    for _ in range(5):
        word = _WORDS_AFTER.match(plain, at)
        if word is None or word["w"].lower() in _STOP or (plain[at : at + 1] == "," and last is None):
            break
        if plain[at : at + 1] == "," and best is not None:
            break
        text = word["w"].rstrip("’'").removesuffix("’s").removesuffix("'s")
        if text.lower().endswith("ly"):
            break
        is_plural = text.lower() in _PLURAL or (
            text.endswith("s") and not text.endswith(("ss", "us", "is")) and len(text) > 2
        )
        if best is not None and not is_plural:
            break
        last = (text, word.end())
        if is_plural:
            best = last
        elif not plural and not text.lower().endswith(_ADJECTIVE_END):
            return singular(text), word.end()
        at = word.end()
        if plain[at : at + 1] in '.;:!?)”"':
            break
    chosen = best or (last if not plural or (last and plain[end : end + 1] == "-") else None)
    return (singular(chosen[0]), chosen[1]) if chosen else (None, end)
