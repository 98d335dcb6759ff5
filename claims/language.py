"""Which language a text is written in."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "nb": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
_COMMON = frozenset(
    "the of and to in a is that for was on with as by at from it has had are said were be an this".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH = 40


def language_of(text: str, stated: str | None = None) -> str:
    """The two-letter code of the text's language.

    A text full of English's commonest words is English whatever else it says of itself; one of fewer than forty
    words is taken as English unless it says otherwise or holds no Latin letters.
    """
    words = [w.lower() for w in _WORD.findall(text[:20_000])]
    if not words:
        return "en"
    share = sum(w in _COMMON for w in words) / len(words)
    if share >= 0.2:
        return "en"
    if len(words) < _LONG_ENOUGH:
        if stated and not stated.lower().startswith("en") and share < 0.1:
            return stated.lower()[:2]
        latin = sum(w.isascii() for w in words)
        if latin * 2 >= len(words):
            return "en"
    found, _ = _identifier().classify(text[:5000])
    if found != "en" and share >= 0.12:
        return "en"
    return str(found)


def name_of(code: str) -> str:
    """The language's English name, or its code where it is not known."""
    return _NAMES.get(code, f"the language with code {code!r}")


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
