"""A name's forms by its own words: folded for comparing, bare of titles; an outlet's, a woman's, a man's."""

from __future__ import annotations

import re
import unicodedata

from claims.lexicon import words

_MEDIA = words("sources", "media") | words("sources", "outlet_words")
_DOUBTFUL = words("sources", "doubtful_words")
_OUTLETS = words("sources", "outlets")
_TITLES = words("sources", "titles")
_COMPANIES = words("sources", "companies")
_ARTICLES = frozenset(["the", "a", "an"])
_BODIES = words("sources", "organisation")
_ROLES = words("sources", "person") | words("sources", "unnamed")
_FEMALE, _MALE = words("first_names", "female"), words("first_names", "male")
_SITES = tuple(words("sources", "sites"))
_OPENING = words("sources", "opening_words")
_DOMAIN = re.compile(r"[A-Za-z][\w-]+(?:\.[\w-]{2,})*\.[a-z]{2,4}")


def folded(name: str) -> str:
    """A name in the form that spellings of it share: no case, accents, possessive or marks."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("’s", "").replace("'s", ""))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


def bare(name: str) -> str:
    """A name without titles before it and a possessive behind it.

    *Health Minister Ann Lee* is Ann Lee; *the Health Ministry* stays whole, for no name is left of it without *Health*.
    """
    parts = name.split(" ")
    at = 0
    while at < len(parts) - 1 and parts[at].lower().strip(".") in _TITLES:
        at += 1
    while at and parts[at - 1].lower() not in _ARTICLES and not _can_be_named(parts[at]):
        at -= 1
    return " ".join(parts[at:]).strip(" ,“”\"").removesuffix("’s").removesuffix("'s").removesuffix(" ’").removesuffix(" '")


def _can_be_named(word: str) -> bool:
    """Whether a word behind a title can be a person's name: it has a capital and is no word for a body or a role."""
    low = word.lower().strip(".,’'")
    return word[:1].isupper() and low not in _BODIES and low not in _ROLES and low not in _COMPANIES


def first_name(name: str) -> str:
    """What a name's first word tells of its bearer: f, m, or nothing."""
    first = folded(name).split(" ")[0] if name else ""
    return "f" if first in _FEMALE else "m" if first in _MALE else ""


def outlet(name: str) -> bool:
    """Whether a name is an outlet's by its own words: *Daily Courier*, *CNN Chile*, *example.com*, *Le Monde*."""
    parts = [p for p in name.split() if p.lower() != "the"]
    if not parts:
        return False
    low = [p.lower().replace("’", "_").replace("'", "_") for p in parts]
    if name.lower().endswith(_SITES) or _DOMAIN.fullmatch(name) or "_".join(low) in _OUTLETS or (len(parts) <= 3 and parts[0].isupper() and low[0] in _OUTLETS):
        return True
    if len(parts) == 1 or not parts[-1][:1].isupper():
        return len(parts) == 1 and parts[0][:1].isupper() and low[0] in _MEDIA
    if low[-1] in ("agency", "service", "network", "group") and low[-2] in ("press", "news"):
        return True
    if low[-1] in _MEDIA or (low[0] in _OPENING and parts[0][:1].isupper()):
        return True
    return low[-1] in _DOUBTFUL and not first_name(name)
