"""How fast the reader reads: `python -m tests.bench_reader [--full FILE.onnx]`, by default on articles of 1,000 words."""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

from onnxruntime import InferenceSession

from claims.mark import mark
from claims.reader import Reader
from claims.tokenise import tokenised

WEIGHTS = Path(__file__).parents[1] / "claims" / "weights"
SAMPLES = Path(__file__).parent / "articles"


def articles(count: int, words: int) -> list[str]:
    """Articles of a given length, put together from the samples' paragraphs."""
    found = [p for path in sorted(SAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n\n") if p.strip()]
    out = []
    for number in range(count):
        text, at = "", number
        while len(text.split()) < words:
            text += found[at % len(found)] + "\n\n"
            at += 1
        out.append(text)
    return out


class Timed:
    """A session that counts the seconds spent in it."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self.seconds = 0.0

    def run(self, *arguments: object) -> object:
        """Run the network."""
        began = time.perf_counter()
        found = self._session.run(*arguments)
        self.seconds += time.perf_counter() - began
        return found


def measure(folder: Path, texts: list[str]) -> None:
    """Print words a second, and what share of the time is spent outside the network."""
    began = time.perf_counter()
    reader = Reader.load(folder)
    mark("It said so.", reader)
    loaded = time.perf_counter() - began
    network = Timed(reader._session)
    reader._session = network
    words = sum(sum(not t.is_space for t in tokenised(text)) for text in texts)
    began = time.perf_counter()
    for text in texts:
        mark(text, reader)
    took = time.perf_counter() - began
    size = (folder / "reader.onnx").stat().st_size / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:.1f} MB, loaded in {loaded:.2f} s, {words} words in {took:.1f} s: {words / took:.0f} words/s, "
          f"{1 - network.seconds / took:.0%} of the time outside the network, at most {memory:.0f} MB of memory")  # fmt: skip


def main() -> None:
    """Measure the shipped weights, and a full-precision export where one is given."""
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--articles", type=int, default=40)
    cli.add_argument("--words", type=int, default=1000)
    cli.add_argument("--full", type=Path, help="the export in full precision, to compare with")
    options = cli.parse_args()
    texts = articles(options.articles, options.words)
    measure(WEIGHTS, texts)
    if options.full:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("vocab.txt", "labels.json"):
                shutil.copy(WEIGHTS / name, folder)
            shutil.copy(options.full, Path(folder) / "reader.onnx")
            measure(Path(folder), texts)


if __name__ == "__main__":
    main()
