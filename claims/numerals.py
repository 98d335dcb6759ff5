"""Digits and number words to Decimal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from claims.figure_tokens import Tokens, tokens
from claims.lexicon import table

MAX_DIGITS = 24
"""More digits than this count nothing: they identify."""
_LARGEST = Decimal(10) ** MAX_DIGITS
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2})*(?:,\d{3})+(?:\.\d+)?")
_POINTS_GROUP = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d|\.\d{1,2}(?![\d.,]?\d))")
_CONTINENTAL = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d|,\d{1,2}(?![\d.,]?\d))")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: tokens ``first`` up to ``last``, exclusive.

    ``step`` is the worth of its last significant digit; ``spelled`` says that it is in words; ``scale`` is the worth of
    the word or abbreviation, such as *million*, at its end, or 1.
    """

    first: int
    last: int
    value: Decimal
    step: Decimal
    spelled: bool
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words, each with its worth."""

    units: dict[str, Decimal]
    scales: dict[str, Decimal]
    short: dict[str, Decimal]
    letters: dict[str, Decimal]
    fractions: dict[str, Decimal]
    vulgar: dict[str, Decimal]
    ordinals: frozenset[str]
    vague: dict[str, tuple[Decimal, Decimal]]


@cache
def number_words() -> Lexicon:
    """The number words of the lexicon."""

    def worth(key: str) -> dict[str, Decimal]:
        return {word: Decimal(value) for word, value in table("numbers", key).items()}

    vague = {w: (Decimal(v.split()[0]), Decimal(v.split()[1])) for w, v in table("numbers", "vague").items()}
    return Lexicon(
        worth("units"), worth("scales"), worth("short_scales"), worth("letter_scales"), worth("fractions"),
        worth("vulgar"), frozenset(table("numbers", "ordinals")), vague,
    )  # fmt: skip


@cache
def decimal_comma(plain: str) -> bool:
    """Whether a text writes 1.200,50 and not 1,200.50: what more of its unambiguous figures say; English by default."""
    return "," in plain and len(_CONTINENTAL.findall(plain)) > 2 * len(_ENGLISH.findall(plain))


def is_number(toks: Tokens, at: int) -> bool:
    """Whether a token is digits or a number word."""
    return toks.numeric(at) or toks.low(at) in number_words().units or toks.low(at) in number_words().scales


def value_of_words(text: str) -> Decimal | None:
    """The value of number words such as *two hundred and six*; None where the text is not one number in words."""
    toks = tokens(text)
    found = _spelled(toks, 0, number_words()) if len(toks) else None
    return found.value if found is not None and found.last == len(toks) else None


def value_of_digits(text: str, comma_decimal: bool = False) -> Decimal | None:
    """The value of digits with points and commas; None where they are too many or do not make a number."""
    if len(text) > 2 * MAX_DIGITS or sum(c.isdecimal() for c in text) > MAX_DIGITS:
        return None
    if _POINTS_GROUP.fullmatch(text) or (comma_decimal and not _GROUPED.fullmatch(text)):
        bare = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", text):
        bare = text.replace(",", ".")
    else:
        bare = text.replace(",", "")
    return Decimal(bare) if bare.count(".") <= 1 else None


def last_digit(value: Decimal) -> Decimal:
    """The worth of a number's last significant digit: *118* 1, *1.20* 0.01, *1,200* 100, *5,000* 100.

    Zeros at the end of a whole number are taken as rounded away, but two digits at least as meant.
    """
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(1).scaleb(max(0, min(zeros, len(digits) - 2)))


def numerals(toks: Tokens) -> Iterator[Numeral]:
    """Every number of a text in order: digits and words, with *million* and the like, without overlaps."""
    lexicon, comma = number_words(), decimal_comma(toks.plain)
    starters = lexicon.units.keys() | lexicon.scales.keys() | lexicon.vulgar.keys()
    lows, at, n = toks.lows, 0, len(toks)
    kept: Numeral | None = None
    while at < n:
        low = lows[at]
        found = None
        if low[0].isdecimal():
            found = _digits(toks, at, lexicon, comma)
        elif low in starters:
            found = _spelled(toks, at, lexicon)
        if found is None:
            at += 1
            continue
        # *three* of *three quarters of a million* was read before the scale word told that it is a part.
        if kept is not None and found.first >= kept.last:
            yield kept
        kept, at = found, found.last
    if kept is not None:
        yield kept


def _digits(toks: Tokens, at: int, lexicon: Lexicon, comma: bool) -> Numeral | None:
    value = value_of_digits(toks.lows[at], comma)
    if value is None:
        return None
    first, last = at, at + 1
    if toks.low(at - 1) == "." and toks.touches(at - 1) and not toks.touches(at - 2) and toks.lows[at].isdecimal():
        first, value = at - 1, Decimal("0." + toks.lows[at])
    step = last_digit(value)
    whole, parts = _fraction_behind(toks, last, lexicon)
    if parts is not None and value == value.to_integral_value():
        if whole:
            value, last, step = value + parts, last + whole, Decimal("0.1")
    elif toks.low(last) == "/" and (quotient := _quotient(toks, at)) is not None:
        return Numeral(first, at + 3, quotient, Decimal("0.01"), spelled=False)
    return _scaled(toks, Numeral(first, last, value, step, spelled=False), lexicon)


def _quotient(toks: Tokens, at: int) -> Decimal | None:
    """*3/4*: a small fraction in digits; other slashes divide nothing."""
    above, below = toks.low(at), toks.low(at + 2)
    touching = toks.touches(at) and toks.touches(at + 1) and toks.low(at + 1) == "/"
    if not (touching and above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 4):
        return None
    if (above, below) == ("9", "11"):
        return None
    if not 0 < int(above) < int(below) or toks.low(at + 3) == "/" or toks.low(at - 1) == "/":
        return None
    return (Decimal(int(above)) / Decimal(int(below))).quantize(Decimal("1e-9")).normalize()


def _fraction_behind(toks: Tokens, at: int, lexicon: Lexicon) -> tuple[int, Decimal | None]:
    """A fraction that belongs to the whole number before it, and how many tokens it takes."""
    if (vulgar := lexicon.vulgar.get(toks.low(at))) is not None:
        return 1, vulgar
    if toks.gap(at - 1) in (" ", "-") and (quotient := _quotient(toks, at)) is not None and int(toks.low(at + 2)) < 33:
        return 3, quotient
    if toks.plain.startswith("-and-a-", toks.ends[at - 1]) and toks.low(at + 5) in ("half", "third", "quarter"):
        return 6, lexicon.fractions[toks.low(at + 5)]
    if toks.low(at) != "and" or toks.breaks(at - 1) or toks.breaks(at):
        return 0, None
    if toks.low(at + 1) in ("a", "one") and toks.low(at + 2) in ("half", "third", "quarter"):
        return 3, lexicon.fractions[toks.low(at + 2)]
    times, part = lexicon.units.get(toks.low(at + 1)), lexicon.fractions.get(toks.low(at + 2))
    if times is not None and part is not None and toks.low(at + 2).endswith("s"):
        return 3, times * part
    return 0, None


def _scaled(toks: Tokens, numeral: Numeral, lexicon: Lexicon) -> Numeral:
    """The number with the scale words behind it: *1.2 million*, *3 hundred thousand*, *230bn*, *five dozen*."""
    for _ in range(2):
        gap, word = toks.gap(numeral.last - 1), toks.low(numeral.last)
        if gap not in ("", " ", "-") and not _joined(toks, numeral.last - 1):
            break
        at = numeral.last + (1 if word == "-" else 0)
        word = toks.low(at)
        scale = lexicon.scales.get(word) or lexicon.scales.get(word.removesuffix("s"))
        if scale is None and not numeral.spelled:
            scale = lexicon.short.get(word)
        if scale is None or numeral.value * scale > _LARGEST:
            break
        spelled = numeral.spelled
        numeral = Numeral(numeral.first, at + 1, numeral.value * scale, numeral.step * scale, spelled, scale)
        whole, parts = _fraction_behind(toks, numeral.last, lexicon)
        if parts is not None and whole == 3 and toks.low(numeral.last) == "and":
            value = numeral.value + parts * scale
            numeral = replace(numeral, last=numeral.last + whole, value=value, step=scale / 10)
            break
    return numeral


def _joined(toks: Tokens, at: int) -> bool:
    """Whether a single hyphen and nothing else stands between two tokens."""
    return toks.low(at + 1) == "-" and toks.touches(at) and toks.touches(at + 1)


def _spelled(toks: Tokens, at: int, lexicon: Lexicon) -> Numeral | None:
    """A number in words from a token on; *a hundred* and *half a million* begin before the scale word."""
    word = toks.lows[at]
    if (vulgar := lexicon.vulgar.get(word)) is not None:
        found = Numeral(at, at + 1, vulgar, Decimal("0.1"), spelled=False)
        return _scaled(toks, found, lexicon)
    first, times = at, Decimal(1)
    if word in lexicon.scales:
        first, times = _before_scale(toks, at, lexicon)
        if times <= 0:
            return None
        if times != 1:
            value = times * lexicon.scales[word]
            return _scaled(toks, Numeral(first, at + 1, value, value / 10, True, lexicon.scales[word]), lexicon)
    value, last = _read_words(toks, at, lexicon)
    small = value < 1000
    found = Numeral(first, last, value, last_digit(value), spelled=True)
    whole, parts = _fraction_behind(toks, last, lexicon)
    if parts is not None and small:
        found = replace(found, last=last + whole, value=value + parts, step=Decimal("0.1"))
    if toks.low(found.last) == "point" and toks.low(found.last + 1) in lexicon.units and parts is None:
        found = _pointed(toks, found, lexicon)
    if value >= 1000:
        mantissa = value.normalize()
        step = Decimal(1).scaleb(mantissa.as_tuple().exponent) if mantissa == value else Decimal(1)  # type: ignore[arg-type]
        return replace(found, step=step, scale=_closing_scale(toks, last, lexicon))
    return _scaled(toks, found, lexicon)


def _closing_scale(toks: Tokens, last: int, lexicon: Lexicon) -> Decimal:
    scale = lexicon.scales.get(toks.low(last - 1), Decimal(1))
    return scale if scale >= 1000 else Decimal(1)


def _pointed(toks: Tokens, found: Numeral, lexicon: Lexicon) -> Numeral:
    """*two point five*: each digit behind the point in a word of its own."""
    digits, last = "", found.last + 1
    while (digit := lexicon.units.get(toks.low(last))) is not None and digit < 10 and len(digits) < 9:
        digits += str(digit)
        last += 1
    if not digits:
        return found
    value = found.value + Decimal("0." + digits)
    return replace(found, last=last, value=value, step=last_digit(value))


def _before_scale(toks: Tokens, at: int, lexicon: Lexicon) -> tuple[int, Decimal]:
    """Where a number begins whose first numeral is a scale word, and by what the scale is taken; 0 for vague ones."""
    first, before = at, toks.low(at - 1)
    if before == "-" and toks.touches(at - 1):
        first, before = at - 1, toks.low(at - 2)
    if before in ("half", "quarter"):
        opened = toks.low(first - 2) in ("a", "an") and not toks.breaks(first - 2)
        return first - (2 if opened else 1), lexicon.fractions[before]
    if before == "quarters" and (parts := lexicon.units.get(toks.low(first - 2))) is not None:
        return first - 2, parts * lexicon.fractions[before]
    if before in ("several", "few", "couple", "many", "multi", "some-odd"):
        return at, Decimal(0)
    if before not in ("a", "an") or toks.breaks(at - 2):
        return at, Decimal(1)
    first -= 1
    above = first - 1
    if toks.low(above) == "-":
        above -= 1
    if toks.low(above) == "half":
        return above, _HALF
    if toks.low(above) == "of" and (part := lexicon.fractions.get(toks.low(above - 1))) is not None:
        return _parts_before(toks, above - 1, part, lexicon)
    return first, Decimal(1)


def _parts_before(toks: Tokens, at: int, part: Decimal, lexicon: Lexicon) -> tuple[int, Decimal]:
    """*(three) quarters of a million*: how many parts are taken, read leftwards from the part's name."""
    before = at - 2 if toks.low(at - 1) == "-" else at - 1
    times = lexicon.units.get(toks.low(before))
    if times is not None:
        return before, times * part
    return (before if toks.low(before) in ("a", "an") else at), part


def _read_words(toks: Tokens, at: int, lexicon: Lexicon) -> tuple[Decimal, int]:
    """The value of the longest run of words that is one number, and where it ends."""
    total, current = Decimal(0), Decimal(0)
    ceiling = _LARGEST
    last, here, room = at, at, Decimal(10) ** 9
    while here < len(toks):
        word = toks.lows[here]
        unit, scale = lexicon.units.get(word), lexicon.scales.get(word)
        if unit is not None:
            if unit >= room or (unit == 0 and here > at):
                break
            current += unit
            room = Decimal(10) if unit >= 20 and unit % 10 == 0 else Decimal(0)
        elif scale is not None:
            if scale == 100 and 0 < current < 100:
                current, room = current * 100, Decimal(100)
            elif scale == 100 and here == at:
                current, room = Decimal(100), Decimal(100)
            elif scale > 100 and scale < ceiling and (current or here == at):
                total, current = total + (current or Decimal(1)) * scale, Decimal(0)
                ceiling, room = scale, Decimal(10) ** 9
            elif scale == 12 and here in (at, last) and not total:
                return (current or Decimal(1)) * 12, here + 1
            elif scale > 100 and not current and here == last and total * scale <= _LARGEST:
                total, ceiling, room = total * scale, scale, Decimal(0)
            else:
                break
        else:
            break
        last = here = here + 1
        here = _next_word(toks, last, room, lexicon, ceiling)
        if here < 0:
            break
    return total + current, last


def _next_word(toks: Tokens, at: int, room: Decimal, lexicon: Lexicon, ceiling: Decimal) -> int:
    """The place of the number word that goes on with a number, behind a space, a hyphen or *and*; -1 where none does."""
    gap = toks.gap(at - 1)
    if gap == " ":
        word = toks.low(at)
        if word == "and" and room >= 100 and toks.gap(at) == " ":
            unit, behind = lexicon.units.get(toks.low(at + 1)), lexicon.scales.get(toks.low(at + 2))
            fits = unit is not None and 0 < unit < 100 and (behind is None or (room == 100 and 100 < behind < ceiling))
            return at + 1 if fits else -1
        return at
    if gap == "" and toks.low(at) == "-" and toks.touches(at):
        return at + 1
    return -1
