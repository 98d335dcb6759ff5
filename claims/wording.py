"""A claim worded for reading out of its context: what *it*, *he* or *the ministry* stand for, in brackets, where certain."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Source, SourceKind
from claims.sources import Names
from claims.tree import Range, Tree

_FIRST = {"i": SourceKind.PERSON, "we": SourceKind.ORGANISATION}
"""Who may speak of themselves so: *we* of one person's words may be anybody."""


def self_contained(tree: Tree, names: Names, claim: Range, sources: Sequence[Source], exact: str) -> str:
    """The claim's words, each pronoun or short description that can only mean one followed by the name in brackets."""
    base = tree.spans[claim[0]][0]
    out: list[str] = []
    at = 0
    for word in range(*claim):
        if tree.relations[word] not in ("nsubj", "nsubjpass", "dobj", "nmod:poss", "nmod", "root"):
            continue
        name = _meant(tree, names, claim, word, sources)
        if name is None:
            continue
        end = tree.spans[word][1] - base
        out += [exact[at:end], f" [{name}]"]
        at = end
    return "".join([*out, exact[at:]])


def _meant(tree: Tree, names: Names, claim: Range, word: int, sources: Sequence[Source]) -> str | None:
    low = tree.words[word].lower()
    if low in _FIRST:
        return sources[-1].name if sources and sources[-1].kind is _FIRST[low] else None
    found = names.certain(word)
    if found is None or any(found == tree.surface((a, b)) for a in range(*claim) for b in (min(a + len(found.split()), claim[1]),)):
        return None
    return found
