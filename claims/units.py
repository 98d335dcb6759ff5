"""Units and currencies: from what the text writes to canonical names, ISO codes and base units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.lexicon import alternation, lexicon, table


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit's canonical name, what it measures, and its factor to the base unit."""

    unit: str
    dimension: str
    base: str
    factor: Decimal


def _measures() -> tuple[dict[str, Measure], dict[str, Measure]]:
    spelled: dict[str, Measure] = {}
    exact: dict[str, Measure] = {}
    units = lexicon("units")["unit"]
    assert isinstance(units, list)
    for row in units:
        measure = Measure(row["name"], row["dimension"], row["base"], Decimal(row["factor"]))
        for word in row["words"]:
            spelled[word.lower()] = measure
            spelled[word.lower() + "s"] = measure
        for mark in row.get("exact", []):
            exact[mark] = measure
    return spelled, exact


_SPELLED, _EXACT = _measures()
_CURRENCY_SYMBOLS = table("currencies", "symbols")
_CURRENCY_WORDS = {w.lower(): code for w, code in table("currencies", "words").items()}
_PLURAL_MONEY = {w + "s": code for w, code in _CURRENCY_WORDS.items() if not w.endswith(("s", "n"))} | _CURRENCY_WORDS
_COUNTRIES = lexicon("currencies")["countries"]
_SINGULAR = {k.lower(): v for k, v in table("nouns", "singular").items()}
_PERCENT = r"%|per ?cent\b|percent\b|percentage points?\b|basis points?\b|pct\b|pp\b|bps\b"

SYMBOLS = f"(?:{alternation(_CURRENCY_SYMBOLS)})"
UNIT_PATTERN = rf"(?:{_PERCENT})|(?i:(?:{alternation(_PLURAL_MONEY)})|(?:{alternation(_SPELLED)}))\b|(?:{alternation(_EXACT)})(?![\w²³/])"
_TIMES = Measure("time", "multiple", "time", Decimal(1))


def measure_of(named: str, plain: str, match: re.Match[str], currency: str) -> Measure | None:
    """What a unit's surface means behind a figure; None where the word is no unit here."""
    low = named.lower()
    if low.startswith(("%", "per", "pct")) and "point" not in low:
        return Measure("%", "percentage", "%", Decimal(1))
    if "percentage point" in low or low == "pp":
        return Measure("percentage point", "percentage", "percentage point", Decimal(1))
    if "basis point" in low or low == "bps":
        return Measure("basis point", "percentage", "percentage point", Decimal("0.01"))
    if named in _EXACT:
        return _EXACT[named]
    if low in _SPELLED:
        return _SPELLED[low]
    code = _PLURAL_MONEY.get(low)
    if code is None:
        return None
    if low in ("real", "rand", "won", "pound", "pounds") and not plain[match.end() :].startswith(
        (" sterling", ".", ",", " in", " to", " for", " a ", " per", " from", " of", " ")
    ):
        return None
    iso = currency_of(code, plain, match.start(), currency) if code in ("$", "peso") else code
    return Measure(iso, "money", iso, Decimal(1))


def currency_of(symbol: str, plain: str, at: int, default: str) -> str:
    """The ISO code of a symbol or word; *peso* by the country named last before it, a bare $ by the default."""
    if symbol in _CURRENCY_SYMBOLS:
        return _CURRENCY_SYMBOLS[symbol]
    if symbol == "peso":
        assert isinstance(_COUNTRIES, dict)
        near = [(plain.rfind(name, 0, at + 200), codes) for name, codes in _COUNTRIES.items()]
        place, codes = max(near, key=lambda n: n[0])
        return str(codes["peso"]) if place >= 0 else "MXN"
    return default


def default_currency(publisher: str | None) -> str:
    """What a bare dollar sign means to a publisher: the dollar of its country, else the US dollar."""
    codes = table("currencies", "publishers")
    return next((codes[word] for word in re.findall(r"\w+", publisher or "") if word in codes), "USD")


def singular(noun: str) -> str:
    """The singular of a plural noun, by a lexicon and English's regular endings."""
    low = noun.lower()
    if low in _SINGULAR:
        return _SINGULAR[low]
    if noun.isupper():
        return noun
    if noun[:-1].isupper() and noun.endswith("s"):
        return noun[:-1]
    for end, new in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz")):
        if low.endswith(end) and len(low) > len(end) + 1:
            return low[: -len(end)] + new
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        return low[:-1]
    return low
