"""Which language a text is written in, with doubt in favour of English: headlines and names look like any language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claims.lexicon import table, words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+")
_WINDOW = 2000
_PLAIN_SHARE = 0.15
"""Above this share of common English words no other language was seen (highest: Nigerian Pidgin, 0.09)."""
_SHORT = 25
_RARELY = 0.01
"""The least probability of English that the identifier gave an English headline was 0.12."""


def language_of(text: str, stated: str | None = None) -> str:
    """The code of the text's language (ISO 639): ``en`` where nothing speaks plainly against it.

    Three windows of two thousand characters are looked at. Most articles are settled by their commonest words;
    py3langid decides the rest. Below twenty-five words only strong evidence counts; ``stated`` is what the document
    says of itself, and counts only where the identifier agrees.
    """
    sample = _windows(text)
    found = [word.lower() for word in _WORD.findall(sample)]
    english = words("languages", "english")
    if not found or sum(word in english for word in found) >= _PLAIN_SHARE * len(found):
        return "en"
    if len(found) < 4 and any(word.isascii() for word in found):
        return "en"
    ranks = _identifier().rank(sample)
    top, probability = str(ranks[0][0]), dict(ranks).get("en", 0.0)
    if top in ("en", "zxx", "und"):
        return "en"
    agreed = (stated or "").lower().replace("_", "-").partition("-")[0] == top
    doubtful = probability >= _RARELY and (len(found) < _SHORT or top == "pcm") and not agreed
    return "en" if doubtful else top


def name_of(code: str) -> str:
    """The language's English name, or its code where it is not known."""
    return table("languages", "names").get(code, f"the language with code {code!r}")


def _windows(text: str) -> str:
    if len(text) <= 3 * _WINDOW:
        return text
    middle = len(text) // 2
    return " ".join((text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
