"""Subject, predicate and object of a claim, where its tree shows them."""

from __future__ import annotations

from dataclasses import dataclass

from claims.tree import Range, Tree, top_of

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_WITH_VERB = ("aux", "auxpass", "neg", "cop", "compound:prt")
_OBJECT = ("dobj", "xcomp", "ccomp", "iobj", "nmod", "advmod")


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of each part; None where the tree does not show it."""

    subject: Range | None
    predicate: Range | None
    object: Range | None


def parts(tree: Tree, claim: Range) -> Parts:
    """The parts of a claim: those of the word on which its other words hang."""
    first, end = claim
    top = top_of(tree, claim)
    own = [c for c in tree.children[top] if first <= c < end]
    subject = next((c for c in own if tree.relations[c] in _SUBJECT), None)
    copular = any(tree.relations[c] == "cop" for c in own)
    if tree.tags[top][:2] not in ("VB", "MD") and not copular:
        return Parts(None, None, None)
    verb = [c for c in own if tree.relations[c] in _WITH_VERB]
    if not copular:
        verb.append(top)
    run = _run(verb, own, tree, top)
    said = _whole(tree, claim, subject) if subject is not None and subject < run[0] else None
    if copular:
        return Parts(said, run, (max(run[1], first), _last(tree, claim, top)) if run[1] <= top else None)
    after = [c for c in own if c >= run[1] and tree.relations[c] in _OBJECT]
    best = min(after, key=lambda c: (_OBJECT.index(tree.relations[c]), c)) if after else None
    return Parts(said, run, _whole(tree, claim, best) if best is not None else None)


def _run(verb: list[int], own: list[int], tree: Tree, top: int) -> Range:
    """From the first word of the verb to its last; a subject or object within it ends the stretch."""
    low, high = min(verb), max(verb) + 1
    within = [c for c in own if low < c < high and tree.relations[c] not in (*_WITH_VERB, "advmod")]
    if not within:
        return low, high
    return (top, top + 1) if top in verb else (low, low + 1)


def _whole(tree: Tree, claim: Range, word: int) -> Range | None:
    first, end = max(claim[0], tree.left[word]), min(claim[1], tree.right[word])
    while end > first and not any(c.isalnum() or c == "%" for c in tree.words[end - 1]):
        end -= 1
    return (first, end) if first < end else None


def _last(tree: Tree, claim: Range, word: int) -> int:
    return max(word + 1, min(claim[1], tree.right[word]))
