"""The language model: marks an article's words with sentences, tags, entities, heads, and who says what.

One ONNX file (weights/reader.onnx, trained by ``claims.training``) is run window by window, each on its own, so that
what is read does not depend on what is read beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from claims.network import opened
from claims.wordpiece import Vocabulary, shape

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PIECES = 254
"""How many pieces of words the network reads at once, its two end marks apart."""
_CONTEXT = 40
"""How many pieces before its first own sentence a window reads again."""
_LEAST = PIECES // 2
"""A window keeps at least so many of its pieces, also where no sentence ends."""
_HEADING = 14
"""A heading has no more words than this."""
_CERTAIN = np.float32(30)


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the labels, in the order of their scores."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]
    entities: tuple[str, ...]

    def widths(self) -> dict[str, int]:
        """How many scores each kind of mark has, in the order of the network's output."""
        return {"tag": len(self.tags), "entity": len(self.entities), "start": 1, "source": 3, "cue": 3, "content": 3,
                "claim": 2, "voice": 3, "modality": 5}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """What was read at once: words ``first`` up to ``last``; ``arcs`` [w, w] and ``links`` [4, w, w] score its pairs.

    ``links[r, i, j]`` says how well word i belongs to the cue that begins at word j, as its source (r = 0), further
    cue word (1) or content (2), or (3) ends the claim that begins at word j. The words from ``own`` up to ``end`` are
    the window's own; the others are read for context.
    """

    first: int
    last: int
    own: int
    end: int
    arcs: Floats
    links: Floats


@dataclass(frozen=True, slots=True)
class Marks:
    """The scores of an article's words: each entry of ``flat`` is [words, labels]; ``relations`` to the best heads.

    ``zones`` is 0 for the words of the text and another number for those of each heading: nobody speaks across.
    """

    spans: tuple[tuple[int, int], ...]
    zones: Ints
    flat: dict[str, Floats]
    relations: Floats
    windows: tuple[Window, ...]


class Reader:
    """The network with its vocabulary and labels."""

    def __init__(self, session: InferenceSession, vocabulary: Vocabulary, labels: Labels) -> None:
        self._session = session
        self._vocabulary = vocabulary
        self.labels = labels

    @classmethod
    def load(cls, folder: Path, threads: int = 0) -> Reader:
        """The reader of a folder that holds reader.onnx, vocab.txt and labels.json; 0 threads: one a core."""
        names = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        labels = Labels(**{k: tuple(v) for k, v in names.items()})
        return cls(opened(folder / "reader.onnx", threads), Vocabulary.load(folder / "vocab.txt"), labels)

    def marks(self, doc: Doc) -> Marks:
        """The scores of a tokenised text's words, white space left out."""
        spans = [(t.idx, t.idx + len(t)) for t in doc if not t.is_space]
        text = doc.text
        words = [text[s:e] for s, e in spans]
        gaps = ["\n\n", *(text[a[1] : b[0]] for a, b in pairwise(spans))]
        pieces = [self._vocabulary.pieces(w) for w in words]
        shapes = [shape(w, g, bool(n)) for w, g, n in zip(words, gaps, [*gaps[1:], " "], strict=False)]
        sizes = np.array([0, *(len(p) for p in pieces)]).cumsum()
        least = 2 if _wrapped(text) else 1
        lines = np.array([g.count("\n") >= least for g in gaps], dtype=bool)
        flat: list[Floats] = []
        relations: list[Floats] = []
        windows: list[Window] = []
        own = first = 0
        starts_at = len(self.labels.tags) + len(self.labels.entities)
        while own < len(words):
            last = max(int(np.searchsorted(sizes, sizes[first] + PIECES, side="right")) - 1, own + 1)
            marks, arcs, related, links = self._run(pieces[first:last], shapes[first:last])
            marks[lines[first:last], starts_at] = _CERTAIN
            end = last if last == len(words) else _last_sentence(marks[:, starts_at], first, own, last, sizes)
            flat.append(marks[own - first : end - first])
            relations.append(related[own - first : end - first])
            windows.append(Window(first, last, own, end, arcs, links))
            own, first = end, int(np.searchsorted(sizes, sizes[end] - _CONTEXT, side="left"))
        zones = _zones(text, spans, lines)
        return Marks(tuple(spans), zones, self._split(flat), _joined(relations, len(self.labels.relations)), tuple(windows))

    def _run(self, pieces: list[tuple[int, ...]], shapes: list[int]) -> tuple[Floats, Floats, Floats, Floats]:
        sizes = np.array([len(p) for p in pieces])
        last = sizes.cumsum()
        ids = np.array([[self._vocabulary.begin, *(i for p in pieces for i in p), self._vocabulary.end]])
        how = np.array([[0, *np.repeat(shapes, sizes).tolist(), 0]])
        found: list[Floats] = self._session.run(
            None, {"ids": ids, "shapes": how, "first": (last - sizes + 1)[None], "last": last[None]}
        )
        return found[0], found[1], found[2], found[3]

    def _split(self, flat: list[Floats]) -> dict[str, Floats]:
        widths = self.labels.widths()
        joined = _joined(flat, sum(widths.values()))
        edges = np.array(list(widths.values())).cumsum()[:-1]
        return dict(zip(widths, np.split(joined, edges, axis=1), strict=True))


def _joined(parts: list[Floats], width: int) -> Floats:
    return np.concatenate(parts) if parts else np.zeros((0, width), dtype=np.float32)


def _zones(text: str, spans: list[tuple[int, int]], lines: NDArray[np.bool_]) -> Ints:
    """A number of its own for each short line that ends without a mark and has text below it; 0 for all others."""
    out = np.zeros(len(spans), dtype=np.int64)
    edges = np.flatnonzero(lines).tolist()
    for begin, end in pairwise(edges):
        low, high = spans[begin][0], spans[end - 1][1]
        if end - begin <= _HEADING and text[high - 1].isalnum() and "\n" not in text[low:high]:
            out[begin:end] = begin + 1
    return out


def _wrapped(text: str) -> bool:
    """Whether a text's lines end for want of room, so that only an empty line ends a paragraph."""
    lines = [len(line) for line, after in pairwise(text[:20_000].split("\n")) if line.strip() and after.strip()]
    return len(lines) >= 5 and sum(45 <= length <= 100 for length in lines) >= 0.8 * len(lines)


def _last_sentence(starts: Floats, first: int, own: int, last: int, sizes: Ints) -> int:
    """Where the last sentence of a window begins, which the next window reads; without one, at three quarters."""
    floor = max(own + 1, int(np.searchsorted(sizes, sizes[first] + _LEAST, side="left")))
    found = np.flatnonzero(starts[floor - first :] > 0)
    if len(found):
        return floor + int(found[-1])
    return min(last, max(own + 1, int(np.searchsorted(sizes, sizes[first] + PIECES * 3 // 4, side="left"))))


@cache
def shipped() -> Reader:
    """The reader that the package ships; loaded once a process."""
    with as_file(files("claims") / "weights") as folder:
        return Reader.load(folder)

