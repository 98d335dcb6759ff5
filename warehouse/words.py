"""The words that a claim is found by: their stems, so that *seizure* finds *seizures*."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of what somebody searches for, as the index has them: in small letters without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def stems(terms: Iterable[str]) -> list[str]:
    """The stem of each word, by the English Snowball rules; a word that holds a digit is its own."""
    import Stemmer

    given = list(terms)
    found = Stemmer.Stemmer("english").stemWords(given)
    # Most words are letters alone, which is seen at once.
    return [str(s) if t.isalpha() or not any(map(str.isdigit, t)) else t for t, s in zip(given, found, strict=True)]
