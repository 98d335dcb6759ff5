"""Documents cut into windows that the network reads at once, and windows gathered into batches."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claims.training.data import Document, Relation
from claims.wordpiece import Vocabulary, shape

PIECES = 254
"""How many pieces of words a window holds, its two end marks apart."""
NONE = -100
VOICES = ("attributed", "asserted")
MODALITIES = ("fact", "planned", "possible", "denied")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the labels of the heads that learn from the parses, each in the order of the scores."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]


@dataclass(slots=True)
class Encoded:
    """A document in numbers: pieces and shape of each word, and the labels of its words."""

    document: Document
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    breaks: list[int]
    flat: dict[str, np.ndarray]


def labels_of(documents: Sequence[Document]) -> Labels:
    """Every label that the parses use."""
    tags, relations, entities = set[str](), set[str](), set[str]()
    for d in documents:
        if d.parse is not None:
            tags.update(d.parse.tags)
            relations.update(d.parse.relations)
            entities.update(e for e in d.parse.entities if e)
    marks = [f"{m}-{e}" for e in sorted(entities) for m in "BI"]
    return Labels(tuple(sorted(tags)), tuple(sorted(relations)), ("O", *marks))


def encode(document: Document, vocabulary: Vocabulary, labels: Labels) -> Encoded:
    """The document in numbers."""
    text, spans = document.text, document.words
    words = [text[s:e] for s, e in spans]
    gaps = ["\n\n", *(text[a[1] : b[0]] for a, b in itertools.pairwise(spans))]
    after = [*(bool(g) for g in gaps[1:]), True]
    pieces = [vocabulary.pieces(w) for w in words]
    shapes = [shape(w, g, a) for w, g, a in zip(words, gaps, after, strict=True)]
    size = len(words)
    parse = document.parse
    starts = list(parse.starts) if parse else ["\n" in g for g in gaps]
    return Encoded(document, pieces, shapes, [i for i in range(size) if starts[i]], _flat(document, labels, size))


def _flat(document: Document, labels: Labels, size: int) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {}
    if document.parse is not None:
        parse = document.parse
        out["tag"] = np.array([labels.tags.index(t) for t in parse.tags])
        out["relation"] = np.array([labels.relations.index(r) for r in parse.relations])
        out["head"] = np.array(parse.heads)
        out["start"] = np.array(parse.starts, dtype=float)
        out["entity"] = np.array([labels.entities.index(m) for m in _entity_marks(parse.entities, parse.starts)])
    if document.relations is not None:
        for role in ("source", "cue", "content"):
            out[role] = bio([getattr(r, role) for r in document.relations], size)
    if document.claims is not None:
        out["claim"] = np.zeros((size, 2))
        out["voice"], out["modality"] = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
        for c in sorted(document.claims, key=lambda c: c.first - c.last):
            out["claim"][c.first, 0] = out["claim"][c.last, 1] = 1
            out["voice"][c.first : c.last + 1] = VOICES.index(c.voice) + 1
            out["modality"][c.first : c.last + 1] = MODALITIES.index(c.modality) + 1
    return out


def _entity_marks(entities: Sequence[str], starts: Sequence[bool]) -> Iterator[str]:
    previous = ""
    for entity, start in zip(entities, starts, strict=True):
        yield "O" if not entity else f"{'I' if entity == previous and not start else 'B'}-{entity}"
        previous = entity


def bio(parts: Sequence[frozenset[int]], size: int) -> np.ndarray:
    """0 outside, 1 where a stretch of a role begins, 2 within it; what lies within another's stretch is not marked."""
    out = np.zeros(size, dtype=int)
    for first, last in sorted(_runs(parts), key=lambda r: (r[0], -r[1])):
        if not out[first]:
            out[first] = 1
            out[first + 1 : last + 1] = 2
    return out


def _runs(parts: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    for part in parts:
        ordered = sorted(part)
        begin = 0
        for at in range(1, len(ordered) + 1):
            if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
                yield ordered[begin], ordered[at - 1]
                begin = at


def cut(encoded: Encoded, rng: random.Random | None) -> list[tuple[int, int]]:
    """The document's words in windows of whole sentences; with ``rng`` the first is of any size, so that cuts vary."""
    out: list[tuple[int, int]] = []
    room = PIECES if rng is None else rng.randint(PIECES // 4, PIECES)
    edges = [*encoded.breaks, len(encoded.pieces)]
    begin, used = 0, 0
    for low, high in itertools.pairwise(edges):
        size = sum(len(p) for p in encoded.pieces[low:high])
        if used and used + size > room:
            out.append((begin, low))
            begin, used, room = low, 0, PIECES
        used += size
        while used > PIECES:
            end = _fitting(encoded, begin)
            out.append((begin, end))
            begin = end
            used = sum(len(p) for p in encoded.pieces[begin:high])
    if begin < len(encoded.pieces):
        out.append((begin, len(encoded.pieces)))
    return out


def _fitting(encoded: Encoded, begin: int) -> int:
    total, at = 0, begin
    while at < len(encoded.pieces) and total + len(encoded.pieces[at]) <= PIECES:
        total += len(encoded.pieces[at])
        at += 1
    return at


@dataclass(slots=True)
class Batch:
    """Windows side by side, padded: tensors [batch, …]; ``relations`` are each window's attributions in its words."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor | None
    first: Tensor
    last: Tensor
    real: Tensor
    flat: dict[str, Tensor]
    relations: list[list[Relation]]
    claims: list[list[tuple[int, int]]]
    places: list[tuple[Encoded, int, int]]


def gather(windows: Sequence[tuple[Encoded, int, int]], vocabulary: Vocabulary, rng: random.Random | None) -> Batch:
    """The windows as one batch; with ``rng`` some words are masked and some windows lose their capital letters."""
    rows = [_row(e, a, b, vocabulary, rng) for e, a, b in windows]
    pieces, words = max(len(r[0]) for r in rows), max(b - a for _, a, b in windows)
    size = len(rows)
    ids = torch.full((size, pieces), vocabulary.padding)
    shapes = torch.zeros((size, pieces), dtype=torch.long)
    first, last = torch.zeros((size, words), dtype=torch.long), torch.zeros((size, words), dtype=torch.long)
    real = torch.zeros((size, words), dtype=torch.bool)
    mask = torch.zeros((size, 1, 1, pieces), dtype=torch.bool)
    for n, (i, s, f, g) in enumerate(rows):
        ids[n, : len(i)], shapes[n, : len(i)] = torch.tensor(i), torch.tensor(s)
        first[n, : len(f)], last[n, : len(f)], real[n, : len(f)] = torch.tensor(f), torch.tensor(g), True
        mask[n, ..., : len(i)] = True
    flat = {key: _padded([(e.flat.get(key), a, b) for e, a, b in windows], words, key)
            for key in ("tag", "relation", "head", "start", "entity", "source", "cue", "content", "claim", "voice", "modality")}  # fmt: skip
    relations = [[_within(r, a, b) for r in e.document.relations or ()] for e, a, b in windows]
    claims = [[(c.first - a, c.last - a) for c in e.document.claims or () if a <= c.first and c.last < b] for e, a, b in windows]
    return Batch(ids, shapes, None if bool(mask.all()) else mask, first, last, real, flat, relations, claims, list(windows))


def _row(e: Encoded, a: int, b: int, vocabulary: Vocabulary, rng: random.Random | None) -> tuple[list[int], list[int], list[int], list[int]]:
    ids, shapes, first, last = [vocabulary.begin], [0], list[int](), list[int]()
    case = rng.random() if rng else 1.0
    for at in range(a, b):
        pieces, how = e.pieces[at], e.shapes[at]
        if rng and rng.random() < 0.08:
            pieces = (vocabulary.mask,)
        if case < 0.03 and how // 12 in (0, 1, 3, 6):
            how = how % 12 + 24
        elif 0.03 <= case < 0.05 and how // 12 in (1, 2, 3, 6):
            how %= 12
        first.append(len(ids))
        ids += pieces
        shapes += [how] * len(pieces)
        last.append(len(ids) - 1)
    return [*ids, vocabulary.end], [*shapes, 0], first, last


def _padded(parts: Sequence[tuple[np.ndarray | None, int, int]], words: int, key: str) -> Tensor:
    shape = (len(parts), words, 2) if key == "claim" else (len(parts), words)
    out = torch.full(shape, float(NONE)) if key in ("claim", "start") else torch.full(shape, NONE)
    for n, (values, a, b) in enumerate(parts):
        if values is not None:
            part = values[a:b]
            if key == "head":
                part = np.where((part >= a) & (part < b), part - a, NONE)
            out[n, : b - a] = torch.from_numpy(np.ascontiguousarray(part)).to(out.dtype)
    return out


def _within(r: Relation, a: int, b: int) -> Relation:
    return Relation(*(frozenset(i - a for i in part if a <= i < b) for part in (r.source, r.cue, r.content)))
