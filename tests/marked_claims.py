"""Claims marked by hand in articles whose text is not ours: kept as offsets, written out in the gold's format.

``python -m tests.marked_claims ARTICLES OUT`` writes NAME.json and articles/NAME.txt for `claims evaluate OUT` and for training.
``--take GOLD`` goes the other way: it reads such a folder and writes the offsets.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STORE = Path(__file__).parent / "marks" / "claims.jsonl"
_PARTS = ("quantities", "periods")


def to_gold(claim: dict[str, Any], text: str) -> dict[str, Any]:
    """A stored claim with the words that its offsets stand for."""

    def words(span: list[int] | None) -> str | None:
        return None if span is None else text[span[0] : span[1]]

    start, end = claim["claim"]
    out = {"start": start, "end": end, "text": text[start:end], "cue": words(claim.get("cue"))}
    out |= {key: claim[key] for key in ("label", "modality", "checkable")}
    out["sources"] = [s | {"mention": words(s["mention"]), "name": words(s["name"])} for s in claim.get("sources", [])]
    for part in _PARTS:
        out[part] = [q | {"surface": words(q["surface"]), "offset": q["surface"][0]} for q in claim.get(part, [])]
    return out


def from_gold(claim: dict[str, Any], text: str) -> dict[str, Any]:
    """A gold claim with offsets in the place of words: of those within it, else of the nearest before, else of the first."""
    start, end = claim["start"], claim["end"]

    def span(words: str | None, offset: int | None = None) -> list[int] | None:
        if words is None:
            return None
        at = offset if offset is not None else text.find(words, start, end)
        if at < 0:
            at = text.rfind(words, 0, start)
        if at < 0:
            at = text.index(words)
        return [at, at + len(words)]

    out: dict[str, Any] = {"claim": [start, end]} | {key: claim[key] for key in ("label", "modality", "checkable")}
    if claim["cue"]:
        out["cue"] = span(claim["cue"])
    if claim["sources"]:
        out["sources"] = [s | {"mention": span(s["mention"]), "name": span(s["name"])} for s in claim["sources"]]
    for part in _PARTS:
        if claim[part]:
            rows = [{k: v for k, v in q.items() if k != "offset"} | {"surface": span(q["surface"], q.get("offset"))} for q in claim[part]]
            out[part] = rows
    return out


def stored() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each article, with file, date and publisher, and its stored claims."""
    lines = [json.loads(line) for line in STORE.read_text(encoding="utf-8").splitlines()]
    at = [n for n, line in enumerate(lines) if "article" in line] + [len(lines)]
    for begin, end in itertools.pairwise(at):
        yield lines[begin], lines[begin + 1 : end]


def write_gold(articles: Path, out: Path) -> None:
    """Write the marks as a folder in the gold's format, texts beside them."""
    (out / "articles").mkdir(parents=True, exist_ok=True)
    for head, claims in stored():
        source = articles / head["article"]
        text = source.read_text(encoding="utf-8")
        gold = head | {"claims": [to_gold(claim, text) for claim in claims]}
        (out / source.with_suffix(".json").name).write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        shutil.copy(source, out / "articles" / source.name)


def take_gold(articles: Path, gold: Path) -> None:
    """Read a folder in the gold's format and write its claims as offsets."""
    lines: list[dict[str, Any]] = []
    for path in sorted(gold.glob("*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        text = (articles / marked["article"]).read_text(encoding="utf-8")
        lines.append({key: marked[key] for key in ("article", "published", "publisher")})
        lines += [from_gold(claim, text) for claim in marked["claims"]]
    STORE.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def main() -> None:
    """Write the folder, or take one."""
    cli = argparse.ArgumentParser(prog="python -m tests.marked_claims", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("articles", type=Path)
    cli.add_argument("out", type=Path, nargs="?")
    cli.add_argument("--take", type=Path, metavar="GOLD")
    options = cli.parse_args()
    if options.take:
        take_gold(options.articles, options.take)
    if options.out:
        write_gold(options.articles, options.out)


if __name__ == "__main__":
    main()
