"""`python -m claims.training`: from data folders to the quantised ONNX file, its vocabulary and labels."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from claims.tokenise import words
from claims.training.data import Document, gold, polnear
from claims.training.export import export
from claims.training.network import Sizes
from claims.training.smooth import is_smooth, smooth
from claims.training.train import Plan, fresh, load, train, write_labels
from claims.training.windows import Batch, Labels, cut, encode, gather, labels_of
from claims.wordpiece import Vocabulary

APART = 3
"""Of the articles marked with claims every third by name, from the first on, is never learnt from."""


def main() -> None:
    """Train, unless checkpoints only are to be exported; then export."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    reader = load(options.export) if options.export else None
    if reader is None:
        vocabulary = Vocabulary.load(options.base / "vocab.txt")
        parsed = list(polnear(options.polnear))
        marked = [d for folder in options.gold for n, d in enumerate(gold(folder, words)) if n % APART]
        labels = labels_of(parsed)
        documents = [encode(d, vocabulary, labels) for d in [*parsed, *marked]]
        print(f"{len(parsed)} parsed and attributed, {len(marked)} marked with claims", file=sys.stderr)
        plan = Plan(epochs=options.epochs, seed=options.seed)
        sizes = Sizes(len(labels.tags), len(labels.relations), len(labels.entities))
        write_labels(labels, options.out / "labels.json")
        shutil.copy(options.base / "vocab.txt", options.out / "vocab.txt")
        copies = [plan.gold_copies if d.document.claims is not None else 1 for d in documents]
        begun = load(options.start) if options.start else fresh(options.base, sizes, plan.seed)
        if options.eight_bits and not is_smooth(begun):
            smooth(begun, _sample(options.sample, vocabulary))
        reader = train(begun, documents, copies, vocabulary, plan, options.out)
    if not is_smooth(reader):
        smooth(reader.eval(), _sample(options.sample, Vocabulary.load(options.base / "vocab.txt")))
    export(reader, options.out / "full.onnx", options.out / "reader.onnx")


def _sample(folder: Path, vocabulary: Vocabulary) -> Iterator[Batch]:
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        document = encode(Document(path.stem, text, tuple(words(text))), vocabulary, Labels((), (), ()))
        for begin, end in cut(document, None):
            yield gather([(document, begin, end)], vocabulary, None)


def _options() -> argparse.Namespace:
    cli = argparse.ArgumentParser(prog="python -m claims.training", description=__doc__)
    cli.add_argument("--polnear", type=Path, metavar="DIR", help="PolNeAR split to learn from")
    cli.add_argument("--gold", type=Path, nargs="+", default=[], metavar="DIR",
                     help="articles marked with claims; every third of a folder is left out")
    cli.add_argument("--base", type=Path, required=True, metavar="DIR", help="folder of all-MiniLM-L6-v2's files")
    cli.add_argument("--sample", type=Path, required=True, metavar="DIR",
                     help="texts (*.txt) whose values set the scales of the eight-bit export")
    cli.add_argument("--out", type=Path, required=True, metavar="DIR", help="where checkpoints and the export go")
    cli.add_argument("--start", type=Path, nargs="+", metavar="CHECKPOINT",
                     help="go on from the mean of these, with a new schedule")
    cli.add_argument("--eight-bits", action="store_true", help="learn with the encoder's products in eight bits")
    cli.add_argument("--export", type=Path, nargs="+", metavar="CHECKPOINT", help="train nothing, export the mean of these")
    cli.add_argument("--epochs", type=float, default=6, help="default 6")
    cli.add_argument("--seed", type=int, default=7)
    options = cli.parse_args()
    if not options.export and not options.polnear:
        cli.error("training needs --polnear")
    return options


if __name__ == "__main__":
    main()
