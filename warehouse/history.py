"""Versions of articles: what became of each claim from one to the next, found once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import duckdb
import polars as pl

from claims.changes import Change, Version, changes
from claims.errors import WarehouseError
from claims.model import Claim, fingerprint
from warehouse.fetch import frame, rows, schema
from warehouse.pairs import registered, statements
from warehouse.transaction import transaction


def record_changes(con: duckdb.DuckDBPyConnection, seen: datetime) -> int:
    """Compares each article's standing version with the one before it, where that was not done yet.

    Returns how many claims were changed, added or removed.
    """
    told = 0
    for article_id, before, after in rows(con, "versions_apart"):
        found, idents = _between(con, str(before), str(after))
        where = {"article_id": article_id, "from_version_id": before, "to_version_id": after, "recorded_at": seen}
        written = [_row(change, idents, where) for change in found]
        told += sum(1 for row in written if row["change"] != "unchanged")
        _store(con, written)
    return told


def history(con: duckdb.DuckDBPyConnection, ident: str) -> pl.DataFrame:
    """What edits did to a claim, or to the claims of an article; WarehouseError where the ledger knows neither."""
    if not rows(con, "known_subject", ident=ident)[0][0]:
        raise WarehouseError(f"the ledger holds no claim or article {ident!r}: give an id, file name, path or address")
    return frame(con, "history_of", ident=ident)


_Idents = Mapping[tuple[str, int, int], str]


def _between(con: duckdb.DuckDBPyConnection, before: str, after: str) -> tuple[tuple[Change, ...], _Idents]:
    texts = {str(version): str(text) for version, text in rows(con, "version_texts", before=before, after=after)}
    found = rows(con, "version_claims", before=before, after=after)
    known = statements(con, [str(ident) for ident, *_ in found])
    by_version: dict[str, list[Claim]] = {before: [], after: []}
    idents: dict[tuple[str, int, int], str] = {}
    for ident, version, prefix, suffix in found:
        claim = replace(known[str(ident)].claim, prefix=str(prefix), suffix=str(suffix))
        by_version[str(version)].append(claim)
        idents[str(version), claim.start, claim.end] = str(ident)
    old, new = (Version(texts[version], tuple(by_version[version])) for version in (before, after))
    return changes(old, new), idents


def _row(change: Change, idents: _Idents, where: Mapping[str, object]) -> dict[str, object]:
    before, after = str(where["from_version_id"]), str(where["to_version_id"])
    old = idents[before, change.old.start, change.old.end] if change.old else None
    new = idents[after, change.new.start, change.new.end] if change.new else None
    return {
        **where, "change_id": fingerprint(before, after, old, new), "from_claim_id": old, "to_claim_id": new,
        "change": str(change.kind), "detail": change.detail,
    }  # fmt: skip


def _store(con: duckdb.DuckDBPyConnection, written: list[dict[str, object]]) -> None:
    found = pl.DataFrame(written, schema=schema(con, "claim_changes"), orient="row")
    with registered(con, "incoming_changes", found), transaction(con):
        con.execute("INSERT OR REPLACE INTO claim_changes BY NAME SELECT * FROM incoming_changes")
