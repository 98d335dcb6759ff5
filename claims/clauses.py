"""Candidates for claims: the clauses that the syntax shows, and the stretches that the reader scores as claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from claims.reader import Floats, Marks
from claims.tree import Range, Tree, edges

KINDS = ("root", "conj", "ccomp", "advcl", "acl:relcl", "acl", "appos", "parataxis", "xcomp", "other", "none")
_OF_CLAUSE = {"root": "root", "ccomp": "ccomp", "advcl": "advcl", "acl:relcl": "acl:relcl", "acl": "acl", "appos": "appos",
              "parataxis": "parataxis", "xcomp": "xcomp", "csubj": "other", "csubjpass": "other", "dep": "other"}  # fmt: skip
_CUTS = (
    frozenset(["parataxis", "conj"]),
    frozenset(["parataxis", "conj", "acl:relcl", "appos", "advcl"]),
    frozenset(["parataxis", "conj", "acl:relcl", "appos", "advcl", "acl", "xcomp", "ccomp"]),
)
"""Which clauses below a clause are left out of it, by their relation: three ways to cut."""
_LEADING = frozenset(["and", "but", "or", "that", "because", "as", "although", "though", "while", "so", "yet", "whereas", "since",
                      "however", "if", "when", "after", "before", "then", "plus", "also"])  # fmt: skip
_BEGIN_FLOOR = -3.5
_END_FLOOR = -3.5
_MOST_ENDS = 4


def verbal(tree: Tree, word: int) -> bool:
    """Whether a word is the head of a clause: a verb, or a predicate with a copula or a subject."""
    if tree.tags[word][:2] in ("VB", "MD"):
        return True
    return any(tree.relations[c] in ("cop", "nsubj", "nsubjpass") for c in tree.children[word])


def kind_of(tree: Tree, word: int) -> str:
    """The kind of the clause that a word heads; ``none`` where it heads none."""
    relation = tree.relations[word]
    if relation == "conj":
        return "conj" if verbal(tree, word) else "none"
    return _OF_CLAUSE.get(relation, "none")


def trimmed(tree: Tree, first: int, last: int) -> Range | None:
    """The range without marks and joining words at its ends."""
    while first < last and (_mark(tree, first) or (tree.words[first].lower() in _LEADING and last - first > 3)):
        first += 1
    while last > first and _mark(tree, last - 1):
        last -= 1
    return (first, last) if first < last else None


def _mark(tree: Tree, word: int) -> bool:
    return not any(c.isalnum() or c in "$€£%" for c in tree.words[word])


def clauses(tree: Tree) -> list[tuple[int, int, str, int]]:
    """First word, end, kind and head of the clauses of an article, up to three cuts of each."""
    kinds = [kind_of(tree, word) for word in range(len(tree.words))]
    heads = [w for w, k in enumerate(kinds) if k != "none"]
    out: list[tuple[int, int, str, int]] = []
    seen: set[tuple[int, int]] = set()
    for relations in _CUTS:
        cut = {w for w in heads if kinds[w] in relations}
        left, right = edges(tree.heads, tree.order, cut)
        for word in heads:
            found = trimmed(tree, left[word], right[word])
            if found and found not in seen:
                seen.add(found)
                out.append((*found, kinds[word], word))
    return out


def scored(tree: Tree, marks: Marks) -> Iterator[Range]:
    """The stretches that the reader's own scores propose."""
    begins = marks.flat["claim"][:, 0]
    for window in marks.windows:
        ends = end_scores(window.links[3])
        for word in range(window.own, window.end):
            if begins[word] < _BEGIN_FLOOR or _mark(tree, word):
                continue
            stop = min(tree.sentences[tree.sentence_of[word]][1], window.last) - window.first
            row = ends[word - window.first : stop, word - window.first]
            best = np.argsort(row)[::-1][:_MOST_ENDS]
            for at in best.tolist():
                if row[at] > _END_FLOOR:
                    yield word, word + at + 1


def end_scores(links: Floats) -> Floats:
    """The log share of each word, by row, as the end of the claim that begins at the word of the column."""
    rows = np.arange(len(links))
    scores = np.where(rows[:, None] >= rows, links, np.float32(-1e4))
    top = scores.max(axis=0)
    found: Floats = scores - (top + np.log(np.exp(scores - top).sum(axis=0)))
    return found
