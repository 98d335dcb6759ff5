"""Makes archives of up to a million claims in bulk, with stories that several articles tell, for measuring scale."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import duckdb
import polars as pl

from claims.compare_keys import keys_of
from claims.compare_words import groups_of, stem_of
from claims.meaning import WIDTH
from claims.model import EXTRACTOR_VERSION
from warehouse.fetch import schema

_BEGIN, _MIDDLE = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"], ["a", "o", "u"]
_PER_ARTICLE = 10
_DOING = (("killed", "person"), ("injured", "person"), ("infected", "person"), ("arrested", "person"), ("", "bridge"), ("", "ship"))
SEEN = datetime(2026, 1, 1, tzinfo=UTC)

Row = dict[str, object]
Indexed = tuple[str, str, list[int], bytes]
"""A claim, its article, its keys and its meaning."""


def word(number: int) -> str:
    """A word of an invented language, of which stemming takes nothing."""
    out = ""
    for _ in range(4):
        number, first = divmod(number, len(_BEGIN))
        number, second = divmod(number, len(_MIDDLE))
        out += _BEGIN[first] + _MIDDLE[second]
    return out + "k"


class Archive:
    """Articles of ten claims; every story is told by about four articles, and words are used as rarely as in news."""

    def __init__(self, claims: int, seed: int = 1, offset: int = 0) -> None:
        self.claims, self.offset = claims, offset
        self._random = random.Random(f"{seed}/{offset}")
        self._stories = max(1, claims // _PER_ARTICLE // 4)

    def meaning(self) -> bytes:
        """A vector that points anywhere."""
        return self._random.randbytes(WIDTH)

    def _often(self) -> str:
        """A word, the more often the lower its number: half of all uses fall to a few hundred words."""
        return word(int(40_000 ** self._random.random()) + 5_000)

    def articles(self) -> Iterator[tuple[Row, list[tuple[Row, Row | None, list[str], tuple[str, ...]]]]]:
        """Each article with its claims: the row, its figure, its stems and the article's topic."""
        for number in range(self.claims // _PER_ARTICLE):
            story = self._random.randrange(self._stories)
            told = random.Random(story)
            places = [word(60_000 + told.randrange(30_000)).capitalize() for _ in range(4)]
            what = [word(90_000 + told.randrange(60_000)) for _ in range(3)]
            topic = tuple(stem_of(w.lower()) for w in (*places, *what))
            version = f"{self.offset + number:032x}"
            published = date(2025, 1, 1) + timedelta(days=told.randrange(300) + self._random.randrange(6))
            made = [self._claim(version, i, places, what, topic) for i in range(_PER_ARTICLE)]
            yield self._article(version, published), made

    def _article(self, version: str, published: date) -> Row:
        return {
            "version_id": version, "article_id": version, "identity": version, "origin": version, "name": version,
            "text": "", "title": None, "publisher": f"Outlet {self._random.randrange(40)}", "author": None,
            "published": published, "section": None, "url": None, "language": "en", "media_type": "text/plain",
            "sentences": _PER_ARTICLE, "extractor_version": EXTRACTOR_VERSION, "run_id": "bulk", "first_seen": SEEN,
            "last_seen": SEEN,
        }  # fmt: skip

    def _claim(
        self, version: str, i: int, places: list[str], what: list[str], topic: tuple[str, ...]
    ) -> tuple[Row, Row | None, list[str], tuple[str, ...]]:
        doing, noun = self._random.choice(_DOING)
        count = self._random.randrange(2, 300)
        place, about = self._random.choice(places), self._random.choice(what)
        rest = [self._often() for _ in range(5)]
        counted = f"{count} {'people' if noun == 'person' else noun + 's'}"
        exact = f"In {place} {counted} {('were ' + doing) if doing else 'stood'} {about} {' '.join(rest)}"
        ident = f"{version[4:]}{i:04x}"[::-1]
        stems = [stem_of(w.lower()) for w in (place, about, *rest, *([doing] if doing else ["stood", noun + "s"]))]
        if noun == "person":
            stems.append(stem_of("people"))
        at = exact.index(counted)
        quantity: Row = {
            "quantity_id": "q" + ident, "version_id": version, "claim_id": ident, "start_offset": at,
            "end_offset": at + len(counted), "surface": counted, "number": str(count), "value": Decimal(count),
            "value2": None, "unit": noun, "comparator": "=", "dimension": "count", "base_unit": noun,
            "low": Decimal(count), "high": Decimal(count),
        }  # fmt: skip
        claim: Row = {
            "claim_id": ident, "version_id": version, "start_offset": 0, "end_offset": len(exact), "exact": exact,
            "prefix": "", "suffix": "", "sentence": i, "subject": None, "predicate": None, "object": None,
            "voice": "asserted", "cue": None, "cue_start": None, "quotation": None, "modality": "fact",
            "checkable": True, "check_worthiness": 0.5, "confidence": 0.7, "rule": "no cue",
            "extractor_version": EXTRACTOR_VERSION, "run_id": "bulk", "first_seen": SEEN, "last_seen": SEEN,
        }  # fmt: skip
        return claim, quantity, stems, topic


def fill(con: duckdb.DuckDBPyConnection, archive: Archive, compared_by: str | None) -> None:
    """Stores an archive; with ``compared_by`` as if it had been compared, its keys in the index and no pairs."""
    rows: dict[str, list[Row]] = {name: [] for name in ("articles", "claims", "quantities", "tracked_articles")}
    index: list[Indexed] = []
    for article, made in archive.articles():
        rows["articles"].append(article)
        rows["tracked_articles"].append({"version_id": article["version_id"], "topic": list(made[0][3])})
        for claim, quantity, stems, topic in made:
            rows["claims"].append(claim)
            if quantity:
                rows["quantities"].append(quantity)
            if compared_by:
                doing = {g for s in str(claim["exact"]).split() for g in groups_of(s.lower())}
                figures = [(str(quantity["base_unit"]), f"{Decimal(str(quantity['value'])).normalize()}")] if quantity else []
                found = sorted(keys_of(stems, doing, figures, topic))
                index.append((str(claim["claim_id"]), str(article["article_id"]), found, archive.meaning()))
        if len(rows["claims"]) >= 50_000:
            _store(con, rows, index, compared_by)
    _store(con, rows, index, compared_by)


def _store(
    con: duckdb.DuckDBPyConnection, rows: dict[str, list[Row]], index: list[Indexed], by: str | None
) -> None:
    for name, found in rows.items():
        con.register("bulk", pl.DataFrame(found, schema=schema(con, name), orient="row"))
        con.execute(f"INSERT INTO {name} BY NAME SELECT * FROM bulk")
        con.unregister("bulk")
        found.clear()
    if index:
        con.register("bulk", pl.DataFrame(
            index, schema={"claim_id": pl.String, "article_id": pl.String, "keys": pl.List(pl.Int64), "meaning": pl.Binary}, orient="row",
        ))  # fmt: skip
        con.execute("""
            INSERT INTO tracked_claims SELECT claim_id, (SELECT count(*) FROM tracked_claims) + row_number() OVER (),
                hash(article_id), ?, ?, len(keys), meaning FROM bulk
        """, [EXTRACTOR_VERSION, by])
        con.execute("INSERT INTO claim_keys SELECT unnest(bulk.keys), claim_no FROM bulk JOIN tracked_claims USING (claim_id)")
        con.unregister("bulk")
        index.clear()
