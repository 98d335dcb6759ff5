"""Seeded edits of articles: sentences inserted, deleted, changed, moved and repeated, with where each stands afterwards."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Placed:
    """One sentence of an article; ``ident`` stays with it through edits, a copy has another."""

    ident: int
    text: str


Paragraph = tuple[Placed, ...]


class Edited:
    """An article as paragraphs of sentences, edited at random by a seed."""

    def __init__(self, paragraphs: list[list[str]], seed: int) -> None:
        numbers = iter(range(10_000))
        self.paragraphs: list[Paragraph] = [tuple(Placed(next(numbers), s) for s in p) for p in paragraphs]
        self._next = 10_000
        self._random = random.Random(seed)

    def text(self, gap: str = " ") -> str:
        return "\n\n".join(gap.join(s.text for s in p) for p in self.paragraphs)

    def spans(self, gap: str = " ") -> dict[int, tuple[int, int]]:
        """Where each sentence stands in ``text``."""
        out, at = {}, 0
        for paragraph in self.paragraphs:
            for sentence in paragraph:
                out[sentence.ident] = (at, at + len(sentence.text))
                at += len(sentence.text) + len(gap)
            at += 2 - len(gap) if paragraph else 2
        return out

    def edit(self) -> str:
        """One edit; returns what was done."""
        return self._random.choice([self.insert, self.delete, self.change, self.move, self.repeat, self.merge])()

    def _pick(self) -> tuple[int, int]:
        filled = [i for i, p in enumerate(self.paragraphs) if p]
        i = self._random.choice(filled)
        return i, self._random.randrange(len(self.paragraphs[i]))

    def _put(self, i: int, j: int, *sentences: Placed) -> None:
        p = self.paragraphs[i]
        self.paragraphs[i] = (*p[:j], *sentences, *p[j:])

    def insert(self) -> str:
        i, j = self._pick()
        new = f"Note {self._random.randrange(900)} was added by the desk at {self._random.randrange(24)} hours."
        self._put(i, j, Placed(self._fresh(), new))
        return "insert"

    def delete(self) -> str:
        i, j = self._pick()
        self.paragraphs[i] = (*self.paragraphs[i][:j], *self.paragraphs[i][j + 1 :])
        return "delete"

    def change(self) -> str:
        """A word of a sentence becomes another, so that its words no longer stand."""
        i, j = self._pick()
        sentence = self.paragraphs[i][j]
        words = sentence.text.split(" ")
        k = self._random.randrange(len(words))
        words[k] = "REVISED" if words[k] != "REVISED" else "AMENDED"
        p = list(self.paragraphs[i])
        p[j] = replace(sentence, text=" ".join(words))
        self.paragraphs[i] = tuple(p)
        return "change"

    def move(self) -> str:
        i = self._random.randrange(len(self.paragraphs))
        paragraph = self.paragraphs.pop(i)
        self.paragraphs.insert(self._random.randrange(len(self.paragraphs) + 1), paragraph)
        return "move"

    def repeat(self) -> str:
        """The words of a sentence come once more, somewhere else."""
        i, j = self._pick()
        words = self.paragraphs[i][j].text
        k, m = self._pick()
        self._put(k, m, Placed(self._fresh(), words))
        return "repeat"

    def merge(self) -> str:
        if len(self.paragraphs) < 2:
            return "nothing"
        i = self._random.randrange(len(self.paragraphs) - 1)
        self.paragraphs[i : i + 2] = [(*self.paragraphs[i], *self.paragraphs[i + 1])]
        return "merge"

    def _fresh(self) -> int:
        self._next += 1
        return self._next
