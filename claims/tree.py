"""An article's words with their sentences and trees, as plain lists that the stages behind the reader share."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.mark import Marked
from claims.model import Span
from claims.relations import Related

Range = tuple[int, int]
"""Words ``first`` up to, not including, ``last``."""
_LINE = 8


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of an article: all lists count words, white space left out.

    ``spans`` are code points. ``starts`` has where each begins. A root is its own head. ``order`` has each word before its head; ``left`` and
    ``right`` are the edges of what hangs on a word, the word itself included. ``entities`` are ranges of words with their label.
    """

    text: str
    spans: tuple[Range, ...]
    words: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[Range, ...]
    sentence_of: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    order: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]
    starts: NDArray[np.int64]

    def span(self, words: Range) -> Span:
        """The characters of a range of words."""
        return Span(self.spans[words[0]][0], self.spans[words[1] - 1][1])

    def surface(self, words: Range) -> str:
        """The characters of a range of words, as printed."""
        return self.text[self.spans[words[0]][0] : self.spans[words[1] - 1][1]]

def tree(marked: Marked) -> Tree:
    """The words of a marked article."""
    doc, tokens, spans = marked.doc, np.array(marked.tokens, dtype=np.int64), marked.marks.spans
    if not len(tokens):
        return Tree(doc.text, *((),) * 12, np.zeros(0, dtype=np.int64))
    word_of = np.zeros(len(doc), dtype=np.int64)
    word_of[tokens] = np.arange(len(tokens))
    values = doc.to_array(["HEAD", "DEP", "TAG", "SENT_START"])[tokens]
    heads = word_of[tokens + values[:, 0].astype(np.int64)].tolist()
    names = doc.vocab.strings
    begins = [i for i, s in enumerate(values[:, 3].astype(np.int64).tolist()) if s == 1 or i == 0]
    ends = [*begins[1:], len(tokens)]
    children: list[list[int]] = [[] for _ in heads]
    for word, head in enumerate(heads):
        if head != word:
            children[head].append(word)
    order = _order(heads)
    left, right = edges(heads, order)
    text = doc.text
    return Tree(
        text, spans, tuple(text[s:e] for s, e in spans), tuple(names[t] for t in values[:, 2].tolist()),
        tuple(names[t] for t in values[:, 1].tolist()), tuple(heads), tuple(zip(begins, ends, strict=True)),
        tuple(n for n, (a, b) in enumerate(zip(begins, ends, strict=True)) for _ in range(a, b)),
        tuple(map(tuple, children)), order, tuple(left), tuple(right),
        tuple((int(word_of[e.start]), int(word_of[e.end - 1]) + 1, e.label_) for e in doc.ents),
        np.array([s for s, _ in spans], dtype=np.int64),
    )  # fmt: skip


def top_of(tree: Tree, words: Range) -> int:
    """The word of a range on which its other words hang: the first that hangs on none of them."""
    first, end = words
    return next((w for w in range(first, end) if tree.heads[w] == w or not first <= tree.heads[w] < end), first)


def heading(words: Tree, word: int) -> bool:
    """Whether a word stands in a heading: a short line of its own without an end mark."""
    first, end = words.sentences[words.sentence_of[word]]
    behind = words.text[words.spans[end - 1][1] : words.spans[end][0]] if end < len(words.words) else ""
    return end - first <= _LINE and "\n" in behind and words.words[end - 1][-1].isalnum()


def in_words(marked: Marked, words: Tree) -> tuple[Related, ...]:
    """The attributions of a marked article in words, those of its headings left out.

    A short line beside a quotation is its signature, and no heading.
    """
    word_of = {token: word for word, token in enumerate(marked.tokens)}

    def moved(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple((word_of[a], word_of[b - 1] + 1) for a, b in ranges)

    return tuple(Related(moved(r.source), moved(r.cue), moved(r.content), r.confidence) for r in marked.attributions
                 if marked.doc[r.content[0][0]].is_quote or not heading(words, word_of[r.cue[0][0]]))


def edges(heads: Sequence[int], order: Sequence[int], cut: Container[int] = ()) -> tuple[list[int], list[int]]:
    """The first word of what hangs on each word, and the one behind its last; the words ``cut`` hang on nothing."""
    left, right = list(range(len(heads))), list(range(1, len(heads) + 1))
    for word in order:
        head = heads[word]
        if word not in cut:
            left[head] = min(left[head], left[word])
            right[head] = max(right[head], right[word])
    return left, right


def _order(heads: Sequence[int]) -> tuple[int, ...]:
    """The words so that each comes before its head."""
    depth = [0 if h == w else -1 for w, h in enumerate(heads)]
    for start in range(len(heads)):
        path, at = list[int](), start
        while depth[at] < 0:
            path.append(at)
            at = heads[at]
        for far, word in enumerate(reversed(path), 1):
            depth[word] = depth[at] + far
    return tuple(sorted(range(len(heads)), key=depth.__getitem__, reverse=True))
