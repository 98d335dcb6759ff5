"""Reads the corpora that the reader learns from into documents of words with their labels."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ENTITY_OF = {"PERSON": "PERSON", "ORGANIZATION": "ORGANISATION", "LOCATION": "LOCATION", "MISC": "OTHER"}
_SPAN = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)\t")


@dataclass(frozen=True, slots=True)
class Parse:
    """What a parser says of each word: tags, entities (empty for none), heads (own index for a root), relations."""

    starts: tuple[bool, ...]
    tags: tuple[str, ...]
    entities: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution as the words of each role; source may be empty."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """A claim of the gold: its first word, its last, and its labels."""

    first: int
    last: int
    voice: str
    modality: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article in words, with what is known of it: each part may be missing."""

    name: str
    text: str
    words: tuple[tuple[int, int], ...]
    parse: Parse | None = None
    relations: tuple[Relation, ...] | None = None
    claims: tuple[MarkedClaim, ...] | None = None


def polnear(split: Path) -> Iterator[Document]:
    """The articles of a PolNeAR split that CoreNLP has parsed: one document for each annotator's version."""
    for name, words, parse in _parses(split / "corenlp.tsv.gz"):
        text = (split / "text" / f"{name}.txt").read_text(encoding="utf-8")
        for path in sorted((split / "attributions").glob(f"{name}_*.ann")):
            yield Document(name, text, words, parse, tuple(_relations(path, words)))


def gold(folder: Path, words_of: Callable[[str], Sequence[tuple[int, int]]]) -> Iterator[Document]:
    """The articles marked with claims; ``words_of`` cuts a text into spans of words."""
    for path in sorted(folder.glob("*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        text = _article(folder, marked["article"])
        words = tuple(words_of(text))
        yield Document(path.stem, text, words, claims=tuple(_claims(marked["claims"], words)))


def _article(folder: Path, name: str) -> str:
    found = next(p for p in (folder / "articles" / name, folder / name, folder.parent / "examples" / name) if p.exists())
    return found.read_text(encoding="utf-8")


def _claims(marked: Sequence[dict[str, object]], words: Sequence[tuple[int, int]]) -> Iterator[MarkedClaim]:
    for claim in marked:
        inside = _covered(words, [(int(str(claim["start"])), int(str(claim["end"])))])
        if inside:
            yield MarkedClaim(min(inside), max(inside), str(claim["label"]), str(claim["modality"]))


def _covered(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for i, (s, e) in enumerate(words) if any(a < e and s < b for a, b in spans))


def _relations(path: Path, words: Sequence[tuple[int, int]]) -> Iterator[Relation]:
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _SPAN.match(line + "\t"):
            spans[match[1]] = [(int(a), int(b)) for a, b in (s.split() for s in match[3].strip().split(";"))]
        elif re.match(r"E\d+\t", line):
            events.append(line.split("\t")[1].split())
    for parts in events:
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for part in parts:
            role, mark = part.split(":")
            role = role.rstrip("0123456789").lower()
            if role in roles:
                roles[role] += spans.get(mark, [])
        yield Relation(*(_covered(words, roles[role]) for role in ("source", "cue", "content")))


def _parses(path: Path) -> Iterator[tuple[str, tuple[tuple[int, int], ...], Parse]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        name, rows = "", list[list[str]]()
        for line in lines:
            if line.startswith("# doc "):
                if rows:
                    yield name, *_parse(rows)
                name, rows = line[6:].strip(), []
            elif line.strip():
                rows.append(line.rstrip("\n").split("\t"))
        if rows:
            yield name, *_parse(rows)


def _parse(rows: Sequence[Sequence[str]]) -> tuple[tuple[tuple[int, int], ...], Parse]:
    words: list[tuple[int, int]] = []
    starts: list[bool] = []
    heads: list[int] = []
    base = 0
    for at, row in enumerate(rows):
        if row[0] == "1":
            base = at
        words.append((int(row[2]), int(row[3])))
        starts.append(row[0] == "1")
        heads.append(base + int(row[7]) - 1 if row[7] != "0" else at)
    return tuple(words), Parse(
        tuple(starts), tuple(row[5] for row in rows), tuple(ENTITY_OF.get(row[6], "") for row in rows), tuple(heads),
        tuple(row[8] for row in rows),
    )  # fmt: skip
