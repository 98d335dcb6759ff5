"""Digits and number words to Decimal."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.lexicon import alternation, table

UNITS = {word: Decimal(value) for word, value in table("numbers", "units").items()}
SCALES = {word: Decimal(value) for word, value in table("numbers", "scales").items()}
SHORT = {word: Decimal(value) for word, value in table("numbers", "short_scales").items()}
FRACTIONS = {word: Decimal(value) for word, value in table("numbers", "fractions").items()}

_WORD = f"(?:{alternation(UNITS)})"
_SCALE = f"(?:{alternation(SCALES)})"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORDS = rf"(?:a|{_WORD}|half a)(?:[- ](?:and )?(?:{_WORD}|{_SCALE}))*(?<!\ba)"
MAX_DIGITS = 25


def value_of_words(text: str) -> Decimal | None:
    """The value of number words such as *two hundred and six*; None where they make no number."""
    tokens = [t for t in re.split(r"[-\s]+", text.lower()) if t not in ("and", "a", "")]
    if not tokens and text:
        return None
    total, current = Decimal(0), Decimal(0)
    seen = False
    for token in tokens:
        if token in UNITS:
            current += UNITS[token]
        elif token == "half":  # noqa: S105
            current += Decimal("0.5")
        elif token in SCALES:
            scale = SCALES[token]
            current = (current or Decimal(1)) * scale
            if scale >= 1000:
                total, current = total + current, Decimal(0)
        else:
            return None
        seen = True
    return total + current if seen else None


def value_of_digits(text: str) -> Decimal | None:
    """The value of digits with commas between thousands; None where they are too many to mean anything."""
    bare = text.replace(",", "")
    return Decimal(bare) if len(bare) <= MAX_DIGITS else None


def rounding_half_width(text: str, scale: Decimal) -> Decimal:
    """Half of the last significant digit's worth of a number as printed: *118* 0.5, *1.2* million 50,000."""
    digits = re.sub(r"[^\d.]", "", text)
    if not digits:
        return Decimal(0)
    if "." in digits:
        return scale * Decimal(1).scaleb(-len(digits.split(".")[1])) / 2
    zeros = len(digits) - len(digits.rstrip("0"))
    exact = Decimal(1).scaleb(zeros if zeros >= 2 else 0)
    return scale * exact / 2 if scale > 1 or zeros >= 2 else Decimal(0)
