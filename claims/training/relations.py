"""`python -m claims.training.relations PAIRS ARTICLES`: fits the model of wording; writes weights/relations.json.

It learns from the pairs that figures and denial leave to the wording. Printed is how well it does on each cluster of
articles when it has learnt from the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.compare import before_wording
from claims.compare_features import FEATURES, features
from claims.compare_types import Comparison
from claims.training.judge import fit
from claims.training.pairs import Marked, marked

Matrix = NDArray[np.float64]
LABELS = ("same", "compatible", "unrelated")
_AS = {"same": "same", "copied": "same", "attribution dropped": "same", "compatible": "compatible", "unrelated": "unrelated"}
_STEADY = 1200.0
"""How strongly the weights are drawn to zero."""
_FOLDS = 8
_MIX = {"same": 0.28, "compatible": 0.26, "unrelated": 0.46}
"""How much each label weighs, however many are marked: its share of the pairs that somebody picks who reads the articles."""
_GRAIN = 4
"""Into how many parts a pair is cut so that it counts in whole numbers."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What is learnt from: features, answers as numbers of LABELS, and the cluster of each pair."""

    features: Matrix
    answers: NDArray[np.int64]
    clusters: NDArray[np.int64]

    def __getitem__(self, which: NDArray[np.bool_]) -> Rows:
        return Rows(self.features[which], self.answers[which], self.clusters[which])


def rows(found: Sequence[Marked]) -> Rows:
    """The pairs that are left to the wording."""
    names = sorted({pair.cluster for pair in found})
    out = []
    for pair in found:
        left = before_wording(pair.one, pair.other)
        if pair.relation in _AS and not isinstance(left, Comparison):
            answer = LABELS.index(_AS[pair.relation])
            out.append((features(pair.one, pair.other, *left), answer, names.index(pair.cluster)))
    return Rows(np.array([r[0] for r in out]), np.array([r[1] for r in out]), np.array([r[2] for r in out]))


def learn(given: Rows) -> Matrix:
    """The weights."""
    marked_as = np.bincount(given.answers, minlength=len(LABELS))
    weigh = np.array([_MIX[label] for label in LABELS]) * len(given.answers) / marked_as
    times = np.rint(weigh * _GRAIN).astype(np.int64)
    often = np.repeat(np.arange(len(given.answers)), times[given.answers])
    answers = np.eye(len(LABELS))[given.answers[often]]
    return fit(given.features[often], answers, np.array([1e-6, *[_STEADY] * len(FEATURES)]))


def apart(given: Rows) -> Matrix:
    """How many pairs of each label (down) are taken for each (across), each by weights learnt from other clusters."""
    out = np.zeros((len(LABELS), len(LABELS)))
    for fold in range(_FOLDS):
        kept = given.clusters % _FOLDS == fold
        weights = learn(given[~kept])
        told = (weights[:, 0] + given.features[kept] @ weights[:, 1:].T).argmax(axis=1)
        np.add.at(out, (given.answers[kept], told), 1)
    return out


def main() -> None:
    """Fit, report, write."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("pairs", type=Path)
    cli.add_argument("articles", type=Path)
    cli.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "weights" / "relations.json")
    options = cli.parse_args()
    given = rows(list(marked(options.pairs, options.articles)))
    weights = [[round(float(w), 5) for w in row] for row in learn(given)]
    found = {"wording": {"labels": list(LABELS), "features": list(FEATURES), "weights": weights}}
    options.out.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
    told = apart(given)
    for label, row in zip(LABELS, told, strict=True):
        sys.stdout.write(f"{label:<12}{'  '.join(f'{int(n):>4}' for n in row)}\n")
    sys.stdout.write(f"{len(given.answers)} pairs, {np.trace(told) / told.sum():.3f} right on clusters not learnt from\n")


if __name__ == "__main__":
    main()
