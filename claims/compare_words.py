"""The words of a claim as they are compared: stems, names, what is measured, and which way the claim points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from snowballstemmer import stemmer

from claims.lexicon import lexicon, words

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*|\d[\d.,]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;]|\n)[\s\"“”'‘’(\[]*$")
_TOPIC = 14
"""How many names and words of a heading stand for what an article is about."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim's words: ``stems`` of content words, ``names`` among them, groups of what is measured, and polarity."""

    plain: str
    stems: frozenset[str]
    names: frozenset[str]
    measured: frozenset[str]
    negative: bool
    sides: frozenset[tuple[int, int]]
    marks: frozenset[str]


def wording(text: str, known: frozenset[str] = frozenset()) -> Wording:
    """The wording of a claim; ``known`` are the names of its article, for a name that stands first in its sentence."""
    tokens = [(m[0], m.start()) for m in _TOKEN.finditer(text)]
    stems, names, flat = set(), set(), []
    for token, at in tokens:
        low = _POSSESSIVE.sub("", token.lower())
        flat.append(low)
        if low[0].isdigit() or low in _STOP or len(low) < 2:
            continue
        stem = stem_of(low)
        stems.add(stem)
        first = _SENTENCE_END.search(text[max(0, at - 4) : at] if at > 4 else text[:at]) is not None
        if token[0].isupper() and (not first or stem in known or (token.isupper() and len(token) > 1)) and not groups_of(low):
            names.add(stem)
    every, twos = frozenset(flat), frozenset(map("-".join, pairwise(flat)))
    return Wording(
        plain=" ".join(flat), stems=frozenset(stems), names=frozenset(names),
        measured=frozenset(group for word in every for group in groups_of(word)),
        negative=sum(1 for word in flat if word in _NEGATION or word.endswith("n't")) % 2 == 1,
        sides=frozenset(side for word in every for side in _SIDES.get(word, ())),
        marks=frozenset(kind for kind, listed in _MARKS.items() if (every | twos) & listed),
    )  # fmt: skip


def turned(one: Wording, other: Wording) -> bool:
    """Whether the one says the opposite of a pair, such as *rose* and *fell*, of which the other says its counterpart."""
    return any((number, 1 - side) in other.sides for number, side in one.sides) and not one.sides & other.sides


def topic(title: str | None, text: str) -> tuple[str, ...]:
    """What an article is about, the most telling first: the names that it uses most, those of the heading before others.

    The other words of the heading follow.
    """
    names: Counter[str] = Counter()
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0].isupper() and not _SENTENCE_END.search(text[max(0, match.start() - 4) : match.start()]):
            low = _POSSESSIVE.sub("", token.lower())
            if low not in _STOP and len(low) > 1:
                names[stem_of(low)] += 1
    heading = dict.fromkeys(stem_of(low) for low in content(title or "") if low not in _COMMON)
    ordered = sorted(names, key=lambda name: (name not in heading, -names[name], name))[:_TOPIC]
    return tuple(dict.fromkeys([*ordered, *list(heading)[:_TOPIC]]))


def content(text: str) -> list[str]:
    """The words of a text that are neither numbers nor function words, in lower case."""
    lows = (_POSSESSIVE.sub("", m[0].lower()) for m in _TOKEN.finditer(text))
    return [low for low in lows if not low[0].isdigit() and low not in _STOP and len(low) > 1]


def weight(stem: str, names: Iterable[str], story: Iterable[str] = ()) -> float:
    """How much it means that two claims share a stem: names more than words, what the whole story is about least."""
    if stem in story:
        return 0.6
    return 0.4 if stem in _COMMON_STEMS else 1.5 if stem in names else 1.0


def common_stem(stem: str) -> bool:
    """Whether nearly every article has the word."""
    return stem in _COMMON_STEMS


@cache
def stem_of(low: str) -> str:
    """The stem of a word in lower case; of words that stand for one another, the stem of the first."""
    found: str = _SYNONYMS.get(low) or _STEMMER.stemWord(low)
    return found


@cache
def groups_of(low: str) -> frozenset[str]:
    """The things measured that a word names: *killed* counts the dead."""
    stem = _STEMMER.stemWord(low)
    return frozenset(group for group, listed in _MEASURED.items() if low in listed or stem in listed)


def running(groups: Iterable[str]) -> bool:
    """Whether what is measured adds up as time goes by, so that a later figure is an update."""
    return any(group in _RUNNING for group in groups)


def is_people(unit: str) -> bool:
    """Whether a counted noun names people."""
    noun = unit.rsplit(" ", 1)[-1]
    return noun.lower() in _PEOPLE or (noun[:1].isupper() and not noun.isupper())


def _listed(table: str, key: str) -> frozenset[str]:
    found = lexicon("compare")[table]
    assert isinstance(found, dict)
    return frozenset(str(found[key]).split())


def _measured() -> dict[str, frozenset[str]]:
    found = lexicon("compare")["measured"]
    assert isinstance(found, dict)
    return {
        group: frozenset(listed.split()) | frozenset(_STEMMER.stemWord(w) for w in listed.split())
        for group, listed in found.items()
    }


def _synonyms() -> dict[str, str]:
    found = lexicon("compare")["synonyms"]
    assert isinstance(found, dict)
    return {word: _STEMMER.stemWord(group.split()[0]) for group in found["groups"] for word in group.split()}


def _sides() -> dict[str, tuple[tuple[int, int], ...]]:
    """Each word of a pair of opposites, with the number of the pair and the side."""
    found = lexicon("compare")["polarity"]
    assert isinstance(found, dict)
    out: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, pair in enumerate(found["opposites"]):
        for side, listed in enumerate(pair):
            for word in listed.split():
                out[word] = (*out.get(word, ()), (number, side))
    return out


_STEMMER = stemmer("english")
_SYNONYMS = _synonyms()
_STOP = words("compare", "stop")
_COMMON = words("compare", "common")
_COMMON_STEMS = frozenset(_SYNONYMS.get(w) or _STEMMER.stemWord(w) for w in _COMMON)
_NEGATION = _listed("polarity", "negation")
_MEASURED = _measured()
_SIDES = _sides()
_RUNNING = _listed("kinds", "running")
_PEOPLE = _listed("kinds", "people")
_MARKS = {kind: _listed("scope", kind) for kind in ("part", "whole", "other", "grown", "revised")}
