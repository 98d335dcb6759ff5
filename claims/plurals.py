"""English plurals: whether a word is one, and its singular."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.lexicon import lexicon, table, words

_ENDINGS = (
    ("sses", "ss"), ("shes", "sh"), ("tches", "tch"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"),
    ("uses", "use"), ("ases", "ase"), ("oses", "ose"), ("ises", "ise"), ("eses", "ese"), ("ses", "se"),
)  # fmt: skip
_O_WORDS = ("oes", "o")


@dataclass(frozen=True, slots=True)
class Forms:
    """What the lexicon knows of nouns: irregular plurals, plurals whose ending misleads, and classes of words."""

    irregular: dict[str, str]
    singular: dict[str, str]
    collective: frozenset[str]
    people: frozenset[str]
    pronouns: frozenset[str]
    modifiers: frozenset[str]
    singular_s: frozenset[str]


@cache
def forms() -> Forms:
    """The nouns of the lexicon."""
    lists = lexicon("nouns")["lists"]
    assert isinstance(lists, dict)

    def words(key: str) -> frozenset[str]:
        return frozenset(str(lists[key]).lower().split())

    return Forms(
        table("nouns", "irregular"), table("nouns", "singular"), words("collective"), words("people"),
        words("pronouns"), words("modifiers"), words("singular_s"),
    )  # fmt: skip


def is_plural(word: str) -> bool:
    """Whether a noun's form counts many: an irregular plural, a collective, or an -s that is no singular's own."""
    low = word.lower()
    known = forms()
    if low in known.collective or low in known.irregular or low in known.singular:
        return True
    if _compound(low, known) is not None:
        return True
    return low.endswith("s") and len(low) > 2 and not low.endswith(("ss", "us", "is")) and low not in known.singular_s


def singular(noun: str) -> str:
    """The singular of a noun, by a lexicon and the regular endings; capitals are kept, other words are unchanged."""
    low = noun.lower()
    known = forms()
    found = known.irregular.get(low) or known.singular.get(low) or _compound(low, known) or _regular(low, known)
    if noun.islower() or not noun[:1].isupper():
        return found
    if noun.isupper() and len(noun) > 1:
        return noun if found == low else noun[: len(found)]
    if noun[:-1].isupper() and noun.endswith("s"):
        return noun[:-1]
    return found[:1].upper() + found[1:]


def _compound(low: str, known: Forms) -> str | None:
    """*policemen, grandchildren*: compounds whose last part is irregular."""
    for end in ("men", "women", "children", "people"):
        if low.endswith(end) and len(low) > len(end) + 2 and low not in words("figure_words", "whole_men"):
            return low[: -len(end)] + known.irregular[end]
    return None




def _regular(low: str, known: Forms) -> str:
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or low in known.singular_s or len(low) < 3:
        return low
    if low.endswith("ies"):
        return low[:-1] if len(low) == 4 else low[:-3] + "y"
    for end, new in _ENDINGS:
        if low.endswith(end) and len(low) > len(end) + 1:
            return low[: -len(end)] + new
    if low.endswith("oes"):
        return low[:-2]
    return low[:-1]
