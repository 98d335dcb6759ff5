"""Judged claims as gold: one file an article in the format of articles marked by hand, beside the article's text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validations.report.wording import slug
from warehouse import fetch

if TYPE_CHECKING:
    import duckdb

_RIGHT = ("confirm", "correct")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: files, claims in them, and of the articles those whose every claim was judged."""

    articles: int
    complete: int
    claims: int
    retracted: int


def export(con: duckdb.DuckDBPyConnection, folder: Path, *, complete_only: bool = False) -> Exported:
    """Writes ``folder/NAME.json`` and ``folder/articles/NAME.txt`` for each article version with judged claims.

    Claims that were confirmed or corrected stand in the file as they are to be read; ``retracted`` lists the spans
    that hold no claim. ``complete`` says whether every claim of the article was judged: only then is what the file
    does not list no claim either. Disputed and unverifiable claims say nothing of the reading and are left out.
    """
    rows = fetch.frame(con, "gold_claims").to_dicts()
    by_version: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_version[row["version_id"]].append(row)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    done = Exported(0, 0, 0, 0)
    for version_id, found in by_version.items():
        complete = not found[0]["unjudged"]
        if complete_only and not complete:
            continue
        name = slug(found[0]["name"], version_id).removesuffix(".html")
        gold = _article(found, f"{name}.txt", complete=complete)
        text: str = found[0]["article_text"]
        (folder / "articles" / f"{name}.txt").write_text(text, "utf-8", newline="")
        (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
        done = Exported(done.articles + 1, done.complete + complete, done.claims + len(gold["claims"]),
                        done.retracted + len(gold["retracted"]))  # fmt: skip
    return done


def _article(found: Sequence[Mapping[str, Any]], file: str, *, complete: bool) -> dict[str, Any]:
    published = found[0]["published"]
    right = [json.loads(row["judged"]) for row in found if row["decision"] in _RIGHT]
    wrong = [json.loads(row["as_judged"]) for row in found if row["decision"] == "retract"]
    return {
        "article": file, "published": published.isoformat() if published else None,
        "publisher": found[0]["publisher"], "complete": complete,
        "claims": sorted((_claim(one) for one in right), key=lambda claim: (claim["start"], -claim["end"])),
        "retracted": sorted([one["start"], one["end"]] for one in wrong),
    }  # fmt: skip


def _claim(reading: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("start", "end", "text", "label", "cue", "sources", "modality", "checkable")
    figures = [_without_null(q, ("quantity_id",)) for q in reading["quantities"]]
    periods = [{"surface": p["surface"], "start": p["start"], "end": p["end"], "offset": p["offset"]}
               for p in reading["periods"]]  # fmt: skip
    return {**{name: reading[name] for name in kept if reading[name] is not None}, "quantities": figures, "periods": periods}


def _without_null(item: Mapping[str, Any], leave: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value is not None and name not in leave}
