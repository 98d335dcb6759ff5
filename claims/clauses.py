"""Candidates for claims: the clauses that the syntax shows, dated frames, and the stretches that the reader scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from claims.lexicon import words
from claims.reader import Floats, Marks
from claims.relations import Related
from claims.tree import Range, Tree, edges

KINDS = ("frame", "root", "conj", "ccomp", "advcl", "acl:relcl", "acl", "appos", "pair", "parataxis", "xcomp", "other", "content", "none")
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
_REPORTING = words("cues", "report") - words("cues", "act") - words("cues", "citing")
_FRAMING = (words("cues", "say") | _REPORTING) - words("cues", "act")
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_NOT = frozenset(["not", "n't", "n’t", "never"])
_RELATIVE = frozenset(["who", "which", "that"])
_LOOSE = frozenset(["RB", ",", ":", "``", "''", "TO", "IN"])
_HEARERS = 3
"""How many words may name those who are told something."""
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


def frames(tree: Tree, related: Sequence[Related], dates: Sequence[Range]) -> Iterator[Range]:
    """The frames of attributions that tell when something was said: *On Monday, the agency reported*."""
    for one in related:
        low, high = tree.sentences[tree.sentence_of[one.cue[0][0]]]
        cue = max((w for a, b in one.cue for w in range(a, b)), key=lambda w: (tree.tags[w][:2] == "VB", -w))
        said = {w for a, b in one.content for w in range(max(a, low), min(b, high))}
        first, end = one.cue[0][0], one.cue[-1][1]
        while first > max(low, min(tree.left[cue], *(a for a, _ in one.source), first)) and first - 1 not in said:
            first -= 1
        while end < min(high, max(tree.right[cue], end)) and end not in said:
            end += 1
        found = trimmed(tree, first, end)
        dated = [d for d in dates if first <= d[0] and d[1] <= end and tree.words[d[0]].lower() != "as"]
        if found and dated and all(found[0] <= a and b <= found[1] for a, b in one.source):
            yield found


def unframed(tree: Tree, related: Sequence[Related], claim: Range, dates: Sequence[Range]) -> list[Range]:
    """A claim without the frame that it opens with, where the rest is what is said; a frame with a date is one, too."""
    first, end = claim
    for one in related:
        frame = [*one.source, *one.cue]
        inside = [r for r in one.content if r[0] >= one.cue[-1][1] and r[0] < end and r[1] > first]
        begin = max(b for _, b in frame)
        if not inside or not one.source or begin > inside[0][0] or not all(first <= a and b <= end for a, b in frame):
            continue
        if any(a < min(frame)[0] and first < b for a, b in one.content):
            continue
        dated = [a for a, _ in dates if first <= a < begin]
        if any(tree.words[a].lower() == "as" for a in dated) or not _opens(tree, one, (first, begin), end, bool(dated)):
            continue
        covered = sum(min(b, end) - max(a, begin) for a, b in inside if b > begin)
        told = inside[0][0] if inside[0][0] - begin <= _HEARERS else begin
        if covered * 10 >= 7 * (end - begin) and (rest := trimmed(tree, told, end)) and end - rest[1] <= 1:
            own = trimmed(tree, first, begin)
            said = (rest[0], end)
            return [own, said] if own and any(_of_cue(tree, one, d) for d in dated) else [said]
    return [claim]


def bare_frame(tree: Tree, related: Sequence[Related], claim: Range, dates: Sequence[Range]) -> bool:
    """Whether a stretch tells only that somebody spoke, and not when or where: *the board said*."""
    first, end = claim
    if any(first <= a and b <= end for a, b in dates):
        return False
    return any(
        a <= end - 1 < b and tree.words[end - 1].lower() in _FRAMING and not any(x < end and first < y for x, y in one.content)
        for one in related if any(x <= first < y for x, y in one.source) for a, b in one.cue
    )  # fmt: skip


def _of_cue(tree: Tree, one: Related, word: int) -> bool:
    """Whether a date hangs on a cue: *On Monday, the board said*, and not *the report of 2 May said*."""
    head = tree.heads[word]
    head = tree.heads[head] if tree.tags[word] in ("IN", "DT", "TO", "JJ") else head
    return any(a <= head < b for a, b in one.cue)


def _opens(tree: Tree, one: Related, frame: Range, end: int, dated: bool) -> bool:
    """Whether a stretch is a frame and no more: with a clause behind it, or, holding nothing else, before a noun."""
    low = {tree.words[w].lower() for w in range(*frame)}
    if low & _NOT:
        return False
    own = {w for a, b in (*one.source, *one.cue) for w in range(a, b)}
    other = [w for w in range(*frame) if w not in own]
    cue = {tree.words[w].lower() for a, b in one.cue for w in range(a, b)}
    if any(t in _FINITE for t in tree.tags[frame[1] : end]):
        return bool(cue & _FRAMING) and not any(tree.tags[w] in _FINITE for w in other)
    bare = not dated and not low & _RELATIVE and all(tree.tags[w] in _LOOSE for w in other)
    return bare and bool(cue & _REPORTING or ("of" in cue and cue & _FRAMING))


def contents(tree: Tree, related: Sequence[Related]) -> Iterator[Range]:
    """The contents of attributions, each without the marks and joining words at its ends."""
    for one in related:
        for a, b in one.content:
            found = trimmed(tree, a, b)
            if found:
                yield found


def pairs(tree: Tree) -> Iterator[Range]:
    """A noun phrase with the name that it is put beside: *the capital, Castries*."""
    for word, relation in enumerate(tree.relations):
        head = tree.heads[word]
        if relation == "appos" and head < word and tree.left[word] <= head + 2:
            found = trimmed(tree, min(tree.left[head], head), tree.right[word])
            if found:
                yield found


def shortened(tree: Tree) -> Iterator[Range]:
    """Clauses without the last phrase that hangs on their verb, where a clause hangs in that phrase."""
    for word in range(len(tree.words)):
        if kind_of(tree, word) == "none":
            continue
        for child in tree.children[word]:
            if child > word + 1 and tree.relations[child] in ("nmod", "advcl", "dobj", "xcomp", "ccomp") and tree.left[child] > word:
                inside = range(tree.left[child], tree.right[child])
                if any(tree.tags[w] in _FINITE for w in inside) and (found := trimmed(tree, tree.left[word], tree.left[child])):
                    yield found


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
