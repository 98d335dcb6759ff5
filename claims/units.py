"""Units of measure: from what the text writes behind a figure to a canonical name and a base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

from claims.figure_tokens import Tokens, tokens
from claims.lexicon import lexicon
from claims.plurals import singular

LARGEST = Decimal(10) ** 28
"""What the warehouse keeps; a larger value is left in its own unit."""
PERCENT = "%"
_FINEST = Decimal("1e-9")
_WIDE = Context(prec=60)


def nine_decimals(value: Decimal) -> Decimal:
    """The value as the warehouse keeps it: no more than nine decimals."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return value.quantize(_FINEST, context=_WIDE) if exponent < -9 else value


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit's canonical name, what it measures, and how a value becomes one in the base unit."""

    unit: str
    dimension: str
    base: str
    factor: Decimal = Decimal(1)
    offset: Decimal = Decimal(0)

    def in_base(self, value: Decimal) -> Decimal:
        """The value in the base unit, to nine decimals."""
        found = (value + self.offset) * self.factor
        return nine_decimals(found) if abs(found) < LARGEST else nine_decimals(value)

    def per(self, other: str, sign: str = " per ") -> Measure:
        """The rate of this by another unit, whose base is itself: *barrel per day, USD/month*."""
        return Measure(f"{self.unit}{sign}{other}", self.dimension + " rate", f"{self.base}{sign}{other}", self.factor)


Surfaces = dict[str, tuple[tuple[tuple[str, ...], Measure], ...]]


@dataclass(frozen=True, slots=True)
class Units:
    """Surfaces as tuples of tokens under their first one, longest first: any case, exact case, only touching digits."""

    spelled: Surfaces
    exact: Surfaces
    touching: Surfaces
    names: dict[str, Measure]


@cache
def units() -> Units:
    """The measures of the lexicon."""
    spelled: dict[tuple[str, ...], Measure] = dict(_percentages())
    exact: dict[tuple[str, ...], Measure] = {}
    touching: dict[tuple[str, ...], Measure] = {}
    names: dict[str, Measure] = {}
    rows = lexicon("units")["unit"]
    assert isinstance(rows, list)
    for row in rows:
        factor, offset = Decimal(row.get("factor", "1")), Decimal(row.get("offset", "0"))
        measure = Measure(row["name"], row["dimension"], row["base"], factor, offset)
        names[row["name"]] = measure
        for word in row.get("words", []):
            one = tokens(word).lows
            for surface in (one, (*one[:-1], _plural(one[-1])), *_hyphened(one)):
                spelled.setdefault(surface, measure)
        for table, key in ((exact, "exact"), (touching, "touch")):
            for mark in row.get(key, []):
                toks = tokens(mark)
                table[tuple(toks.word(i) for i in range(len(toks)))] = measure
    return Units(_by_first(spelled), _by_first(exact), _by_first(touching), names)


def _percentages() -> dict[tuple[str, ...], Measure]:
    percent = Measure(PERCENT, "percentage", PERCENT)
    points = Measure("percentage point", "percentage", "percentage point")
    basis = Measure("basis point", "percentage", "percentage point", Decimal("0.01"))
    found = {}
    for measure, surfaces in (
        (percent, "%|per cent|percent|pct|pc|percents|per cents|﹪|％|pct .|- percent|- per - cent"),
        (points, "percentage point|percentage points|percentage - point|percentage - points|per cent point|per cent points|percent points|% points|% pts|pp|ppt|ppts|pts %"),
        (basis, "basis point|basis points|basis - point|basis - points|bps|bp|bps ."),
    ):
        for surface in surfaces.split("|"):
            found[tuple(surface.split())] = measure
    return found


def _plural(word: str) -> str:
    if word == "foot":
        return "feet"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "x")) else "s")


def _hyphened(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """*square-metre* beside *square metre*."""
    if len(words) != 2 or "-" in words:
        return []
    return [(words[0], "-", words[1]), (words[0], "-", _plural(words[1]))]


def _by_first(surfaces: dict[tuple[str, ...], Measure]) -> Surfaces:
    found: dict[str, list[tuple[tuple[str, ...], Measure]]] = {}
    for words, measure in surfaces.items():
        found.setdefault(words[0], []).append((words, measure))
    return {first: tuple(sorted(rest, key=lambda r: -len(r[0]))) for first, rest in found.items()}


def unit_at(toks: Tokens, at: int, touches: bool, abbreviated: bool = True) -> tuple[Measure, int] | None:
    """The unit whose surface begins at a token, and where it ends; ``touches`` says that the digits touch it.

    Abbreviations stand behind digits only: *one MP* is no megapixel.
    """
    known = units()
    best: tuple[Measure, int] | None = None
    for words, measure in known.spelled.get(toks.low(at), ()):
        if toks.lows[at : at + len(words)] == words and _whole(toks, at, len(words)):
            best = measure, at + len(words)
            break
    tables = [known.exact, known.touching] if touches else [known.exact]
    for table in tables if abbreviated else []:
        for words, measure in table.get(toks.word(at), ()):
            end = at + len(words)
            same = all(toks.word(at + i) == word for i, word in enumerate(words))
            if same and (best is None or end > best[1]) and _whole(toks, at, len(words)) and not _runs_on(toks, end - 1):
                best = measure, end
                break
    return best


def _whole(toks: Tokens, at: int, length: int) -> bool:
    return not any(toks.breaks(i) for i in range(at, at + length - 1))


def _runs_on(toks: Tokens, last: int) -> bool:
    """Whether an abbreviation touches letters, digits or a slash, and so is only the beginning of something else."""
    if not toks.touches(last):
        return False
    behind = toks.low(last + 1)
    return behind[0].isalnum() or behind in ("²", "³") or (behind == "/" and toks.low(last + 2)[:1].isdigit())


def measure_named(name: str) -> Measure | None:
    """The measure of a canonical name."""
    return units().names.get(name)


def same_kind(one: Measure, other: Measure) -> bool:
    """Whether two measures measure the same, so that one can restate the other."""
    return one.dimension == other.dimension


def counted(noun: str) -> Measure:
    """The unit of a count: the singular of the noun."""
    name = singular(noun)
    return Measure(name, "count", name)
