"""Fits the models that choose claims and judge their voice and modality; writes weights/judge.json.

``python -m claims.training.judge GOLD…`` fits on two thirds of the articles of each folder in the gold format, by name,
and prints how the voices of the others come out; the curve of confidence is measured on those others.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.assemble import words_of
from claims.attribute import spoken, unfolded
from claims.clean import plain
from claims.mark import mark
from claims.model import Modality
from claims.period import periods
from claims.protect import protected
from claims.quoted import quoted
from claims.quotes import quotations
from claims.reader import shipped
from claims.segment import FEATURES, Candidates, candidates, features
from claims.sources import Names
from claims.tree import Range, Tree, in_words, tree
from claims.voice import MODALITY, VOICE, modality_features, voice_features

Matrix = NDArray[np.float64]
_WORD = re.compile(r"\w+")
_MATCH = 0.5
_LEARNT = {
    "claim": ("begin", "end", "link", "none", "before_in", "after_in", "claims_in"),
    "voice": ("net", "no_frame_net", "prior", "content", "under_content", "cover"), "modality": ("net", "top"),
}  # fmt: skip
"""How the names of those features begin that rest on what the reader has learnt from the same articles."""
_STEADY = {"claim": 30.0, "voice": 10.0, "modality": 10.0}
"""How strongly each model's weights are drawn to zero."""
_GROUP = 60
"""How many claims a point of the curve of confidence rests on at first."""
_WARY = 30.0
"""How much more strongly the weights of those are drawn to zero."""


@dataclass(frozen=True, slots=True)
class _Article:
    """One marked article: features and answers of its candidates and of its claims."""

    kept_apart: bool
    candidate: Matrix
    is_claim: Matrix
    voice: Matrix
    attributed: Matrix
    mood: Matrix
    moods: Matrix


def articles(folder: Path) -> Iterator[_Article]:
    """The articles of a folder in the gold format; every third, from the first, is kept apart."""
    for number, path in enumerate(sorted(folder.glob("*.json"))):
        gold = json.loads(path.read_text("utf-8"))
        name = gold["article"]
        places = (folder / "articles" / name, folder / name, folder.parent / "examples" / name)
        text = next(p for p in places if p.exists()).read_text("utf-8")
        published = date.fromisoformat(gold["published"]) if gold.get("published") else None
        yield _article(text, gold["claims"], published, kept_apart=number % 3 == 0)


def _article(text: str, gold: Sequence[dict[str, object]], published: date | None, *, kept_apart: bool) -> _Article:
    marked = mark(plain(text), shipped())
    words, quotes = tree(marked), quotations(plain(text))
    related = unfolded(words, in_words(marked, words))
    names = Names(words, quotes)
    sentences = tuple(words.span(s) for s in words.sentences)
    dates = periods(plain(text), published, sentences, protected(plain(text)))
    found = candidates(words, marked.marks, related, words_of(words, dates))
    overlap = _overlaps(text, words, found, gold)
    best = overlap.argmax(axis=0)
    known = sorted((int(found.first[b]), -int(found.end[b]), j) for j, b in enumerate(best.tolist()) if overlap[b, j] >= _MATCH)
    ranges: list[Range] = [(a, -b) for a, b, _ in known]
    answers = [gold[j] for _, _, j in known]
    labels = [m.value for m in Modality]
    return _Article(
        kept_apart, features(words, marked.marks, related, found), _worth(overlap),
        voice_features(words, marked.marks, related, ranges, quotes, quoted(words, spoken(words, related, names), quotes, names)),
        np.array([c["label"] == "attributed" for c in answers], dtype=np.float64),
        modality_features(words, marked.marks, related, ranges),
        np.array([[c["modality"] == m for m in labels] for c in answers], dtype=np.float64).reshape(-1, len(labels)),
    )  # fmt: skip


def _overlaps(text: str, words: Tree, found: Candidates, gold: Sequence[dict[str, object]]) -> Matrix:
    """The words' Jaccard of each candidate with each claim of the gold."""
    starts = np.array([m.start() for m in _WORD.finditer(text)])
    out = np.zeros((len(found.first), max(1, len(gold))))
    spans = np.array([(words.spans[a][0], words.spans[b - 1][1]) for a, b in zip(found.first, found.end, strict=True)]).reshape(-1, 2)
    first, last = np.searchsorted(starts, spans[:, 0]), np.searchsorted(starts, spans[:, 1])
    for j, claim in enumerate(gold):
        a, b = (int(np.searchsorted(starts, int(str(claim[k])))) for k in ("start", "end"))
        shared = np.maximum(np.minimum(last, b) - np.maximum(first, a), 0)
        out[:, j] = shared / np.maximum(last - first + b - a - shared, 1)
    return out


def _worth(overlap: Matrix) -> Matrix:
    """How good a claim each candidate is: its overlap with the claim that it matches, 0 where it matches none."""
    best: Matrix = overlap.max(axis=1)
    return np.where(best >= _MATCH, best, 0.0)


def pulls(model: str, names: Sequence[str]) -> Matrix:
    """How strongly a model's weights are drawn to zero, the constant's first."""
    steady = _STEADY[model]
    return np.array([1e-6, *(steady * (_WARY if n.startswith(_LEARNT[model]) else 1) for n in names)])


def fit(rows: Matrix, answers: Matrix, pull: Matrix) -> Matrix:
    """Weights of a logistic model with several labels, [labels, 1 + features]; one column of answers: yes or no."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = np.column_stack([np.ones(len(rows)), (rows - mean) / spread])
    single = answers.ndim == 1
    target = np.column_stack([1 - answers, answers]) if single else answers
    weights = np.zeros((target.shape[1], scaled.shape[1]))
    step = np.linalg.inv(0.5 * scaled.T @ scaled + np.diag(pull))
    for _ in range(3000):
        scores = scaled @ weights.T
        share = np.exp(scores - scores.max(axis=1, keepdims=True))
        share /= share.sum(axis=1, keepdims=True)
        change = ((share - target).T @ scaled + weights * pull) @ step
        weights -= change
        if np.abs(change).max() < 1e-6:
            break
    if single:
        weights = weights[1:] - weights[:1]
    inside = weights[:, 1:] / spread
    found: Matrix = np.column_stack([weights[:, 0] - inside @ mean, inside])
    return found


def _shares(weights: Matrix, rows: Matrix) -> Matrix:
    found: Matrix = 1 / (1 + np.exp(-(weights[0, 0] + rows @ weights[0, 1:])))
    return found


def curve(share: Matrix, right: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Points of model's share and measured share of right answers, less its standard error: other articles are harder.

    They rise with the model's share.
    """
    order = np.argsort(share, kind="stable")
    groups: list[list[float]] = []
    for part in np.array_split(order, max(1, len(order) // _GROUP)):
        groups.append([float(share[part].mean()), float((right[part].sum() + 1) / (len(part) + 2)), float(len(part))])
    at = 1
    while at < len(groups):
        if groups[at][1] < groups[at - 1][1]:
            a, b = groups[at - 1], groups.pop(at)
            n = a[2] + b[2]
            groups[at - 1] = [(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n]
            at = max(1, at - 1)
        else:
            at += 1
    least = np.maximum.accumulate([g[1] - (g[1] * (1 - g[1]) / g[2]) ** 0.5 for g in groups])
    return [(round(g[0], 4), round(float(low), 4)) for g, low in zip(groups, least, strict=True)]


def _out_of_fold(kept: Sequence[_Article], others: Sequence[_Article]) -> tuple[Matrix, NDArray[np.bool_]]:
    """The voice model's share for the voice it chooses on each claim kept apart, and whether it is right."""
    weights = fit(np.concatenate([a.voice for a in others]), np.concatenate([a.attributed for a in others]), pulls("voice", VOICE))
    share = np.concatenate([_shares(weights, a.voice) for a in kept])
    truth = np.concatenate([a.attributed for a in kept]) > 0.5
    chosen = np.where(share > 0.5, share, 1 - share)
    return chosen, (share > 0.5) == truth


def main() -> None:
    """Fit, report, write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path, nargs="+")
    cli.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "weights" / "judge.json")
    options = cli.parse_args()
    marked = [article for folder in options.gold for article in articles(folder)]
    others, kept = [a for a in marked if not a.kept_apart], [a for a in marked if a.kept_apart]
    out: dict[str, object] = {}
    for name, labels, names, rows, answers in (
        ("claim", ["yes"], FEATURES, "candidate", "is_claim"), ("voice", ["attributed"], VOICE, "voice", "attributed"),
        ("modality", [m.value for m in Modality], MODALITY, "mood", "moods"),
    ):  # fmt: skip
        weights = fit(
            np.concatenate([getattr(a, rows) for a in others]), np.concatenate([getattr(a, answers) for a in others]), pulls(name, names)
        )
        out[name] = {"labels": labels, "features": list(names), "weights": [[round(float(w), 5) for w in row] for row in weights]}
    share, right = _out_of_fold(kept, others)
    out["confidence"] = curve(share, right)
    options.out.write_text(json.dumps(out, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(others)} articles fitted, {len(kept)} kept apart: voice right {right.mean():.4f} of {len(right)}\n")


if __name__ == "__main__":
    main()
