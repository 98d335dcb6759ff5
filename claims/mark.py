"""A text as a spaCy Doc with everything that the reader marks in it, and its attributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span

from claims.lexicon import table
from claims.parse import heads, sentences
from claims.reader import Floats, Ints, Labels, Marks, Reader
from claims.relations import TUNING, Related, related
from claims.tokenise import tokenised

_ENTITY = {"PERSON": "PERSON", "ORGANISATION": "ORG", "LOCATION": "LOC", "OTHER": "MISC"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks.

    ``doc`` has sentences, tags (Penn), parts of speech, heads, relations (Universal Dependencies 1), entities (PERSON,
    ORG, LOC, MISC) and the span groups ``sources``, ``cues`` and ``contents``, whose spans' ids count into
    ``attributions``; ``attributions`` are in tokens of the doc. ``marks`` has every score, by word; ``tokens[w]`` is
    the doc's token of word w.
    """

    doc: Doc
    attributions: tuple[Related, ...]
    marks: Marks
    tokens: tuple[int, ...]


def mark(text: str, reader: Reader) -> Marked:
    """Read a text; white space between paragraphs is a token that hangs on the word before it."""
    doc = tokenised(text)
    marks = reader.marks(doc)
    tokens = tuple(t.i for t in doc if not t.is_space)
    if tokens:
        _annotate(doc, marks, np.array(tokens), reader.labels)
    found = tuple(_in_tokens(r, tokens) for r in related(marks, TUNING))
    for group, role in (("sources", "source"), ("cues", "cue"), ("contents", "content")):
        doc.spans[group] = [
            Span(doc, a, b, label=role.upper(), span_id=str(number))
            for number, one in enumerate(found)
            for a, b in getattr(one, role)
        ]
    return Marked(doc, found, marks, tokens)


def _annotate(doc: Doc, marks: Marks, tokens: Ints, labels: Labels) -> None:
    ranges = sentences(marks)
    head = heads(marks, ranges)
    store = doc.vocab.strings
    values = np.zeros((len(doc), 7), dtype=np.uint64)
    tag = marks.flat["tag"].argmax(axis=1)
    upos = table("tags", "upos")
    values[tokens, 0] = np.array([store.add(t) for t in labels.tags], dtype=np.uint64)[tag]
    values[tokens, 1] = np.array([store.add(upos.get(t, "PUNCT")) for t in labels.tags], dtype=np.uint64)[tag]
    own = np.arange(len(head))
    values[tokens, 2] = (tokens[head] - tokens).astype(np.int64).view(np.uint64)
    values[tokens, 3] = np.array([store.add(r) for r in labels.relations], dtype=np.uint64)[
        _relations(marks.relations, head == own, labels)
    ]
    values[:, 4] = np.int64(-1).view(np.uint64)
    values[tokens[[a for a, _ in ranges]], 4] = 1
    values[:, 5:] = _entities(marks.flat["entity"], tokens, labels, doc)
    spaces = np.setdiff1d(np.arange(len(doc)), tokens)
    before = tokens[np.maximum(np.searchsorted(tokens, spaces) - 1, 0)]
    values[spaces, 2] = (before - spaces).astype(np.int64).view(np.uint64)
    values[spaces, 3] = store.add("dep")
    doc.from_array(["TAG", "POS", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"], values)  # type: ignore[arg-type]


def _relations(scores: Floats, roots: np.ndarray[tuple[int], np.dtype[np.bool_]], labels: Labels) -> Ints:
    """The best relation of each word: root for roots alone."""
    root = labels.relations.index("root")
    scores = scores.copy()
    scores[:, root] = np.where(roots, np.float32(1e9), np.float32(-1e9))
    found: Ints = scores.argmax(axis=1)
    return found


def _entities(scores: Floats, tokens: Ints, labels: Labels, doc: Doc) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """ENT_IOB and ENT_TYPE of every token; a stretch may not begin within."""
    out = np.zeros((len(doc), 2), dtype=np.uint64)
    out[:, 0] = 2
    previous = ""
    for token, best in zip(tokens.tolist(), scores.argmax(axis=1).tolist(), strict=True):
        how, _, kind = labels.entities[best].partition("-")
        if kind:
            out[token, 0] = 1 if how == "I" and kind == previous and out[token - 1, 0] != 2 else 3
            out[token, 1] = doc.vocab.strings.add(_ENTITY[kind])
        previous = kind
    return out


def _in_tokens(one: Related, tokens: tuple[int, ...]) -> Related:
    def moved(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((tokens[a], tokens[b - 1] + 1) for a, b in ranges)

    return Related(moved(one.source), moved(one.cue), moved(one.content), one.confidence)
