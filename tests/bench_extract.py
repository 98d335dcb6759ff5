"""How fast articles are read, and with how much memory: `python -m tests.bench_extract [FILE…] [--articles N]`.

Reads files, or as many articles of so many words as are asked for, in one process, as `claims extract` does.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from claims.clean import plain
from claims.extract import extract
from claims.model import Article
from claims.reader import shipped
from tests.bench_reader import articles


def measure(texts: Iterable[str]) -> tuple[int, int, int, float, float]:
    """Articles, words, claims, seconds, and seconds of the processor."""
    shipped()
    count = words = claims = 0
    began, burnt = time.perf_counter(), time.process_time()
    for count, text in enumerate(texts, 1):
        found = extract(Article(f"{count}", "bench", f"{count}", text, plain(text), published=date(2026, 2, 5)))
        words, claims = words + len(text.split()), claims + len(found.claims)
    return count, words, claims, time.perf_counter() - began, time.process_time() - burnt


def main() -> None:
    """Measure, and print one line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", nargs="*", type=Path, metavar="FILE")
    cli.add_argument("--articles", type=int, default=1000)
    cli.add_argument("--words", type=int, default=400)
    options = cli.parse_args()
    texts = (p.read_text("utf-8") for p in options.files) if options.files else articles(options.articles, options.words)
    count, words, claims, took, burnt = measure(texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} articles, {words} words, {claims} claims: {words / took:.0f} words/s, {words / burnt:.0f} words a second "
          f"of the processor, {burnt:.1f} s of it, at most {memory:.0f} MB of memory")  # fmt: skip


if __name__ == "__main__":
    main()
