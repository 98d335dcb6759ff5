"""Scores attribution marks against stand-off annotation: tokens, whole spans, and content with its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import NothingToRead
from claims.evaluate import f1
from claims.model import Attribution, Span

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_TEXT_BOUND = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_COVERED = (0.3, 0.8)

Parts = Mapping[str, Sequence[Span]]
"""The spans of an attribution by role."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """A text with the attributions that its first annotator marked."""

    name: str
    path: Path
    text: str
    attributions: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Precision, recall and their harmonic mean, with what was right, read and marked."""

    precision: float
    recall: float
    f1: float
    right: int
    read: int
    marked: int


def annotated_articles(split: Path) -> tuple[AnnotatedArticle, ...]:
    """The articles of a folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann, by name.

    Raises NothingToRead where there are none.
    """
    out = []
    for path in sorted((split / "text").glob("*.txt")):
        marks = sorted(p for p in (split / "attributions").iterdir() if p.name.startswith(path.stem) and p.suffix == ".ann")
        if marks:
            out.append(AnnotatedArticle(path.stem, path, path.read_text("utf-8"), tuple(_attributions(marks[0]))))
    if not out:
        raise NothingToRead(f"{split}: no text/NAME.txt with attributions/NAME_*.ann is there")
    return tuple(out)


def _attributions(path: Path) -> Iterator[Parts]:
    spans: dict[str, list[Span]] = {}
    relations: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        if bound := _TEXT_BOUND.match(line + "\t"):
            pairs = (piece.split() for piece in bound[2].strip().split(";"))
            spans[bound[1]] = [Span(int(start), int(end)) for start, end in pairs]
        elif re.match(r"E\d+\t", line):
            relations.append(line.split("\t")[1].split())
    for parts in relations:
        one: dict[str, list[Span]] = {role: [] for role in ROLES}
        for part in parts:
            name, ident = part.split(":")
            role = name.rstrip("0123456789").lower()
            if role in one:
                one[role] += spans.get(ident, [])
        yield one


def parts_of(attribution: Attribution) -> Parts:
    """An attribution that was read, by role."""
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}


_Covered = Mapping[str, frozenset[int]]


def count_marks(article: AnnotatedArticle, read: Sequence[Parts]) -> Counter[str]:
    """What is right, read and marked in one article: the counts add up over articles."""
    tokens = [m.span() for m in _TOKEN.finditer(article.text)]
    gold = [{role: _covered(tokens, a[role]) for role in ROLES} for a in article.attributions]
    found = [{role: _covered(tokens, a[role]) for role in ROLES} for a in read]
    counts: Counter[str] = Counter()
    for role in ROLES:
        ours, theirs = (frozenset().union(*(a[role] for a in side)) for side in (gold, found))
        _add(counts, f"token {role}", (len(ours & theirs), len(theirs), len(ours)))
        whole, read_whole = ({a[role] for a in side if a[role]} for side in (gold, found))
        _add(counts, f"exact {role}", (len(whole & read_whole), len(read_whole), len(whole)))
    marked, said = [a for a in gold if a["content"]], [a for a in found if a["content"]]
    for least in _COVERED:
        _add(counts, f"relation {least}", (0, len(said), len(marked)))
    _relations(marked, said, counts)
    return counts


def _add(counts: Counter[str], name: str, numbers: tuple[int, int, int]) -> None:
    for kind, number in zip(("right", "read", "marked"), numbers, strict=True):
        counts[f"{name} {kind}"] += number


def _covered(tokens: Sequence[tuple[int, int]], segments: Sequence[Span]) -> frozenset[int]:
    return frozenset(n for n, (s, e) in enumerate(tokens) if any(x.start < e and s < x.end for x in segments))


def _relations(gold: Sequence[_Covered], found: Sequence[_Covered], counts: Counter[str]) -> None:
    """One to one, the best covered content first; of those, whether the sources share a token."""
    pairs = sorted(
        ((len(a["content"] & b["content"]) / len(a["content"]), i, j) for i, a in enumerate(gold) for j, b in enumerate(found)
         if a["content"] & b["content"]), reverse=True,
    )  # fmt: skip
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for share, i, j in pairs:
        if share <= _COVERED[0] or i in used_gold or j in used_found:
            continue
        used_gold.add(i)
        used_found.add(j)
        counts[f"relation {_COVERED[0]} right"] += 1
        counts[f"relation {_COVERED[1]} right"] += share >= _COVERED[1]
        if gold[i]["source"]:
            counts["with source"] += 1
            counts["source right"] += bool(gold[i]["source"] & found[j]["source"])


def mark_scores(counts: Counter[str]) -> dict[str, Shares]:
    """Each score by name, from the counts of all articles."""
    names = [f"{kind} {role}" for kind in ("token", "exact") for role in ROLES] + [f"relation {x}" for x in _COVERED]
    return {name: shares(counts[f"{name} right"], counts[f"{name} read"], counts[f"{name} marked"]) for name in names}


def source_overlap(counts: Counter[str]) -> float:
    """Of the contents found that have a marked source: the share whose source was found as well."""
    return counts["source right"] / max(1, counts["with source"])


def shares(right: int, read: int, marked: int) -> Shares:
    """Precision, recall and F1."""
    p, r = right / max(1, read), right / max(1, marked)
    return Shares(p, r, f1(p, r), right, read, marked)
