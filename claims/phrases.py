"""Noun phrases: their head, their extent, and the sources that one mention joins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from claims.lexicon import words
from claims.naming import same_line
from claims.tree import Range, Tree

_SAY = words("cues", "say")
_REPORT = words("cues", "report")
_ROLES = words("sources", "person")
_WHEN = frozenset(["in", "on", "since", "during"])
_DATES = words("sources", "of_time") | {"early", "late", "mid", "the", "last", "this", "week", "weekend", "month", "year", ","}
_OCCASIONS = words("sources", "own_words") | words("sources", "occasions")


def head_of(tree: Tree, mention: Range) -> int:
    """The word of a range on which the others hang."""
    inside = range(*mention)
    tops = [w for w in inside if tree.heads[w] == w or not mention[0] <= tree.heads[w] < mention[1]]
    nominal = [w for w in tops if tree.tags[w][:1] in ("N", "P") and tree.tags[w] != "POS"]
    speaks = [w for w in nominal if tree.relations[w] in ("nsubj", "nsubjpass")]
    return (speaks or nominal or [w for w in tops if tree.tags[w] not in ("DT", "IN", ",")] or tops)[0]


def phrase_of(tree: Tree, word: int) -> Range:
    """The noun phrase of a word, without clauses and appositions that hang on it."""
    low, high = word, word + 1
    for child in tree.children[word]:
        relation = tree.relations[child]
        if relation in ("det", "amod", "compound", "nmod", "nmod:poss", "nummod", "nmod:npmod", "case", "nmod:tmod"):
            if relation == "case" and child < word:
                continue
            low, high = min(low, tree.left[child]), max(high, tree.right[child])
    return low, high


def owned(tree: Tree, end: int) -> bool:
    return end < len(tree.words) and tree.tags[end] == "POS"


def phrase_head(tree: Tree, word: int) -> int:
    while tree.relations[word] in ("compound", "amod", "det", "nmod:poss") and tree.heads[word] != word:
        word = tree.heads[word]
    return word


def behind(tree: Tree, end: int) -> Range | None:
    """The noun phrase that begins at a word, as *according to* has it."""
    stop = tree.sentences[tree.sentence_of[end - 1]][1]
    for word in range(end, min(end + 6, stop)):
        if tree.tags[word][:1] == "N" or tree.tags[word] == "PRP":
            top = phrase_head(tree, word)
            found = phrase_of(tree, top)
            return (max(end, found[0]), found[1]) if end <= top < stop and found[1] > end else (end, word + 1)
    return None


def accords(tree: Tree, word: int) -> bool:
    """Whether a word is *according*, or the *per* of *per the ministry*; not that of *per ton*."""
    low = tree.words[word].lower()
    if low != "per" or word + 1 >= len(tree.words):
        return low == "according"
    return tree.tags[word + 1] in ("DT", "PRP$", "NNP", "NNPS") or tree.words[word + 1][0].isupper()


def before_relative(tree: Tree, which: int) -> Range | None:
    """The noun phrase that a relative pronoun stands for: *a treaty, according to which …*."""
    low = tree.sentences[tree.sentence_of[which]][0]
    noun = next((w for w in range(which - 1, max(low, which - 5) - 1, -1) if tree.tags[w][:1] == "N"), None)
    return phrase_of(tree, phrase_head(tree, noun)) if noun is not None else None


def parts(tree: Tree, whole: Range) -> list[Range]:
    """The sources that a mention joins: *the ministry and the police* are two."""
    first, end = whole
    top = next((w for w in range(first, end) if not first <= tree.heads[w] < end or tree.heads[w] == w), first)
    joined = [c for c in tree.children[top] if first <= c < end and tree.relations[c] == "conj" and tree.tags[c][:1] == "N"]
    if not joined or any(tree.relations[c] == "appos" for c in tree.children[top] if c < joined[0]):
        return [stripped(tree, whole)]
    edges = [first, *(max(first, tree.left[c]) for c in joined), end]
    if any(a >= b for a, b in pairwise(edges)):
        return [stripped(tree, whole)]
    parts = [stripped(tree, one) for one in pairwise(edges)]
    return parts if _several(tree, [top, *joined], parts) else [stripped(tree, whole)]


def _several(tree: Tree, tops: Sequence[int], parts: Sequence[Range]) -> bool:
    """Whether joined mentions are several sources: not *party leader and minister Ann Lee*, nor a name with *and* in it."""
    if tree.words[tops[0]].lower() in _ROLES and tree.tags[tops[0]] in ("NN", "NNP"):
        return False
    first_open = tree.tags[parts[0][0]] in ("DT", "PRP$") or tree.tags[tops[0]] in ("NNS", "NNPS")
    rest_open = all(tree.tags[a] in ("DT", "PRP$") or tree.tags[t] == "NNS" for (a, _), t in zip(parts[1:], tops[1:], strict=True))
    if tree.tags[tops[0]] in ("NN", "NNS") and tree.tags[parts[0][0]] == "DT" and all(tree.tags[a] == "NNP" for a, _ in parts[1:]):
        return True
    named = all(tree.tags[t] == "NNP" and not _within_name(tree, p) for p, t in zip(parts, tops, strict=True))
    return rest_open or (first_open and named) or named


def _within_name(tree: Tree, part: Range) -> bool:
    """Whether an entity reaches beyond a part: the part is half of a name."""
    return any(a < part[1] < b or a < part[0] < b for a, b, _ in tree.entities)


def _dated(tree: Tree, word: int) -> bool:
    """Whether a word belongs to a date: *late May*, *2015*, *the weekend*."""
    low = tree.words[word].lower()
    return low in _DATES or (tree.tags[word] == "CD" and low.isdigit())


def stripped(tree: Tree, part: Range) -> Range:
    """A mention without joining words and marks around it, and without the clause or apposition that follows it."""
    first, end = same_line(tree, part)
    apposition = next((w for w in range(first + 1, end) if tree.relations[w] == "appos" and first <= tree.heads[w] < tree.left[w]
                       and tree.tags[tree.heads[w]] == "NNP" and tree.words[tree.left[w] - 1] == ","), None)  # fmt: skip
    if apposition is not None:
        end = tree.left[apposition]
    verb = next((w for w in range(first + 1, end) if tree.tags[w] in ("VBD", "VBZ", "VBP") and tree.relations[w] not in ("acl:relcl",)
                 and (tree.words[w].lower() in _SAY | _REPORT)), None)  # fmt: skip
    if verb is not None:
        end = verb
    clause = next((w for w in range(first + 2, end) if tree.tags[w] == "VBG" and tree.relations[w] == "acl" and tree.tags[w - 1][:1] == "N"), None)
    if clause is not None and not any(tree.tags[w] in ("NNP", "NNPS") for w in range(clause, end)):
        end = clause
    occasion = next((w for w in range(first + 1, end) if tree.words[w].lower() in _OCCASIONS and tree.relations[w] == "nmod"
                     and first < tree.left[w] and tree.words[tree.left[w]].lower() in ("in", "on", "during", "at", "via")), None)  # fmt: skip
    if occasion is not None:
        end = tree.left[occasion]
    at = next((w for w in range(first + 1, end - 1) if tree.words[w].lower() in _WHEN and all(_dated(tree, v) for v in range(w + 1, end))), None)
    if at is not None:
        end = at
    while end - first > 1 and (tree.tags[first] in ("CC", ",", ":", "``", "''") or tree.words[first].lower() in ("according", "by")):
        first += 1
    while end - first > 1 and (tree.tags[end - 1] in ("CC", ",", ":", "``", "''", "POS", ".") or tree.words[end - 1] == "("):
        end -= 1
    return first, end
