"""What a claim says as a vector: claims in other words about one fact lie close together.

One ONNX file (weights/meaning.onnx, all-MiniLM-L6-v2 as published) is run claim by claim, each on its own, so that a
vector does not depend on what is read beside it. A vector has 384 numbers of eight bits and length 127.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claims.network import opened
from claims.wordpiece import Vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WIDTH = 384
"""How many bytes a vector has."""
_PIECES = 126
"""What a claim says beyond so many pieces of words does not count."""


class Meaning:
    """The sentence encoder with its vocabulary."""

    def __init__(self, session: InferenceSession, vocabulary: Vocabulary) -> None:
        self._session = session
        self._vocabulary = vocabulary

    @classmethod
    def load(cls, folder: Path) -> Meaning:
        """The encoder of a folder that holds meaning.onnx and vocab.txt."""
        # A claim is too short for a second thread to gain what it costs.
        return cls(opened(folder / "meaning.onnx", threads=1), Vocabulary.load(folder / "vocab.txt"))

    def vector(self, text: str) -> bytes:
        """The vector of a text."""
        pieces = [piece for word in text.split() for piece in self._vocabulary.pieces(word)][:_PIECES]
        ids = np.array([[self._vocabulary.begin, *pieces, self._vocabulary.end]])
        found = self._session.run(None, {"ids": ids})[0]
        return bytes(np.rint(found * 127).astype(np.int8).tobytes())


def cosine(one: bytes, other: bytes) -> float:
    """How alike two vectors are, to 1 for the same; 0 where one is empty."""
    if not one or not other:
        return 0.0
    a, b = (np.frombuffer(v, dtype=np.int8).astype(np.float32) for v in (one, other))
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


@cache
def shipped() -> Meaning:
    """The encoder that the package ships; loaded once a process."""
    with as_file(files("claims") / "weights") as folder:
        return Meaning.load(folder)
