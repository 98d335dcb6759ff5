"""The archive of compared claims: what is new in it, which claims may belong together, and what they are to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from claims.compare_keys import keys
from claims.compare_types import Comparison, Statement
from claims.compare_words import topic
from claims.model import (
    Claim,
    Comparator,
    Modality,
    Modifier,
    Period,
    Quantity,
    Quotation,
    Relation,
    Source,
    SourceKind,
    Voice,
    fingerprint,
)
from warehouse.fetch import rows, schema, statement
from warehouse.transaction import transaction

BUDGET = 4_000
"""How many postings a claim may read: what bounds the cost when the archive grows."""
ACROSS, WITHIN = 60, 12
"""How many candidates a claim has in other articles, and in its own."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two claims that share what few claims share, and how much of it."""

    one: str
    other: str
    score: float


def new_claims(con: duckdb.DuckDBPyConnection, compared_by: str) -> list[str]:
    """The ids of the claims that stand and were not yet compared by these rules, as they stand."""
    return [str(claim_id) for (claim_id,) in rows(con, "tracking_new", compared_by=compared_by)]


def forget(con: duckdb.DuckDBPyConnection, again: Sequence[str]) -> None:
    """Takes out of the index what no longer stands, and what is to be compared again."""
    with wanted(con, "incoming_again", again), transaction(con):
        con.execute(statement("tracking_forget"))


def learn_topics(con: duckdb.DuckDBPyConnection, claim_ids: Sequence[str]) -> None:
    """Remembers what the articles of these claims are about, for those not known yet."""
    with wanted(con, "incoming_wanted", claim_ids):
        found = rows(con, "tracking_texts")
    known = {str(version): list(topic(None if title is None else str(title), str(text))) for version, title, text in found}
    frame = pl.DataFrame(
        {"version_id": list(known), "topic": list(known.values())},
        schema={"version_id": pl.String, "topic": pl.List(pl.String)},
    )
    with registered(con, "incoming_topics", frame):
        con.execute("INSERT INTO tracked_articles SELECT * FROM incoming_topics")


def statements(con: duckdb.DuckDBPyConnection, claim_ids: Iterable[str]) -> dict[str, Statement]:
    """The claims with these ids as they are compared; those not yet in the index are without their meaning."""
    with wanted(con, "incoming_wanted", claim_ids):
        frames = {name: con.execute(statement(f"tracking_{name}")).pl().to_dicts() for name in _PARTS}
    parts = {name: _grouped(frames[name]) for name in ("sources", "quantities", "periods")}
    return {row["claim_id"]: _statement(row, parts) for row in frames["claims"]}


_PARTS = ("claims", "sources", "quantities", "periods")


def index(con: duckdb.DuckDBPyConnection, found: Mapping[str, Statement], compared_by: str) -> list[Candidate]:
    """Puts claims in the index and returns their candidates, among the archive and among themselves."""
    frame = pl.DataFrame(
        {
            "claim_id": list(found), "article_id": [s.article_id for s in found.values()],
            "keys": [sorted(keys(s)) for s in found.values()], "meaning": [s.meaning for s in found.values()],
        },
        schema={"claim_id": pl.String, "article_id": pl.String, "keys": pl.List(pl.Int64), "meaning": pl.Binary},
    )  # fmt: skip
    with registered(con, "incoming_index", frame):
        con.execute(statement("tracking_index"), {"compared_by": compared_by})
        con.execute(statement("tracking_index_keys"))
        met = rows(con, "claim_pairs", budget=BUDGET, across=ACROSS, within=WITHIN)
    return [Candidate(str(one), str(other), float(str(score))) for one, other, score in met]


def store_pairs(
    con: duckdb.DuckDBPyConnection, compared: Sequence[tuple[Statement, Statement, Comparison, float]],
    compared_by: str, seen: datetime,
) -> None:
    """Stores what pairs of claims are to each other, the earlier claim first."""
    found = [
        {
            "pair_id": pair_id(one.claim_id, other.claim_id), "earlier_claim_id": one.claim_id,
            "later_claim_id": other.claim_id, "relation": str(result.relation), "score": result.score,
            "reason": result.reason, "blocking_score": score, "compared_by": compared_by,
            "first_seen": seen, "last_seen": seen,
        }
        for one, other, result, score in compared
    ]  # fmt: skip
    frame = pl.DataFrame(found, schema=schema(con, "claim_pairs"), orient="row")
    with registered(con, "incoming_pairs", frame):
        con.execute(statement("store_pairs"))


def pair_id(one: str, other: str) -> str:
    """The same for two claims whichever comes first."""
    return fingerprint(*sorted((one, other)))


@contextmanager
def wanted(con: duckdb.DuckDBPyConnection, name: str, claim_ids: Iterable[str]) -> Iterator[None]:
    """Makes ids of claims a table for as long as the block lasts."""
    with registered(con, name, pl.DataFrame({"claim_id": sorted(set(claim_ids))}, schema={"claim_id": pl.String})):
        yield


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> Iterator[None]:
    """Makes a frame a table for as long as the block lasts."""
    con.register(name, frame)
    try:
        yield
    finally:
        con.unregister(name)


def _grouped(found: Sequence[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        out[row["claim_id"]].append(row)
    return out


def _statement(row: Row, parts: Mapping[str, Mapping[str, list[Row]]]) -> Statement:
    ident = row["claim_id"]
    claim = Claim(
        start=row["start_offset"], end=row["end_offset"], exact=row["exact"], prefix="", suffix="",
        sentence=row["sentence"], subject=row["subject"], predicate=row["predicate"], object=row["object"],
        voice=Voice(row["voice"]), cue=None,
        sources=tuple(_source(s) for s in parts["sources"].get(ident, ())),
        quotation=Quotation(row["quotation"]) if row["quotation"] else None, modality=Modality(row["modality"]),
        checkable=row["checkable"], quantities=tuple(_quantity(q) for q in parts["quantities"].get(ident, ())),
        periods=tuple(_period(p) for p in parts["periods"].get(ident, ())),
        check_worthiness=row["check_worthiness"], confidence=row["confidence"], rule=row["rule"],
        wording=row["wording"] or row["exact"], reasons=(),
    )  # fmt: skip
    return Statement(
        ident, row["article_id"], row["publisher"], row["published"], claim, tuple(row["topic"] or ()), row["meaning"] or b""
    )


def _source(row: Row) -> Source:
    return Source(row["start_offset"], row["end_offset"], row["mention"], row["name"], SourceKind(row["kind"]))


def _quantity(row: Row) -> Quantity:
    return Quantity(
        start=row["start_offset"], end=row["end_offset"], surface=row["surface"], number=row["number"],
        value=row["value"], value2=row["value2"], unit=row["unit"], comparator=Comparator(row["comparator"]),
        dimension=row["dimension"], base_unit=row["base_unit"], low=row["low"], high=row["high"],
    )  # fmt: skip


def _period(row: Row) -> Period:
    return Period(
        start=row["start_offset"], end=row["end_offset"], surface=row["surface"], first=row["first_day"],
        last=row["last_day"], core_first=row["core_first"], core_last=row["core_last"],
        relation=Relation(row["relation"]) if row["relation"] else None,
        modifier=Modifier(row["modifier"]) if row["modifier"] else None, resolved=row["resolved"],
    )  # fmt: skip
