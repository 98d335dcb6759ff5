"""Reconciling: versions of articles, new claims against the archive, reference figures, and who really said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb
from prefect import flow, get_run_logger

from claims.compare import RULES, compare
from claims.compare_types import Comparison, Relation, Statement
from claims.register import NOBODY, Register, register
from flows.vectors import vectors
from warehouse import connect, derive, evidence, fetch, history, origins, pairs, snapshot
from warehouse import register as sources
from warehouse.evidence import EvidenceTable
from warehouse.transaction import transaction

_AT_ONCE = 2_000
"""How many new claims are compared in one transaction."""


@dataclass(frozen=True, slots=True)
class Against:
    """What claims are held against besides one another: reference tables, and the register of sources."""

    evidence: tuple[EvidenceTable, ...] = ()
    register: Register = NOBODY

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Against:
        """What a flow's parameter says, as the settings give it."""
        return cls(tuple(_table(entry) for entry in given.get("evidence") or ()), register(given.get("sources") or ()))


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciling did: counts of claims compared, candidates looked at, pairs kept, and so on."""

    new_claims: int
    candidates: int
    pairs: int
    changes: int
    evidence: int
    stories: int
    duration_s: float


@flow(name="reconcile", persist_result=False)
def reconcile(
    database: str = "claims.duckdb",
    wait_s: float = 600.0,
    against: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Compare what is new in the ledger with the archive, and publish; returns the counts.

    Run again it finds nothing to do: a claim is compared once by one version of the rules, and what editors decided
    on a pair stays. Where the last run was stopped by validation, what it stored is compared but not published.
    """
    path = Path(database)
    log = get_run_logger()
    with connect.hold(path, wait_s, lambda holder: log.warning("waiting for %s", holder)):
        with connect.write_working(path) as con:
            done = reconcile_ledger(con, datetime.now(UTC), Against.of(against or {}))
            sound = fetch.rows(con, "last_outcome")
        if sound and sound[0][0] == "published":
            snapshot.publish(path)
    log.info("%s new claims, %s pairs", done.new_claims, done.pairs)
    return asdict(done)


def reconcile_ledger(con: duckdb.DuckDBPyConnection, now: datetime, against: Against) -> Reconciled:
    """Everything that reconciling does, on an open working ledger; killed anywhere, the next call does the rest."""
    references = [r for table in against.evidence for r in evidence.load(table)]
    changed = history.record_changes(con, now)
    new = pairs.new_claims(con, RULES)
    pairs.forget(con, new)
    pairs.learn_topics(con, new)
    matched = evidence.hold_against(con, references, new)
    looked_at = kept = 0
    for start in range(0, len(new), _AT_ONCE):
        more, stored = _compare_batch(con, new[start : start + _AT_ONCE], now)
        looked_at, kept = looked_at + more, kept + stored
    sources.keep(con, against.register)
    stories = origins.count_origins(con, against.register.aliases)
    with transaction(con):
        derive.compare_attributions(con)
    ended = datetime.now(UTC)
    if new or changed or matched or stories:
        con.execute(fetch.statement("store_reconciliation"), {
            "reconciliation_id": uuid4().hex, "started_at": now, "finished_at": ended, "compared_by": RULES,
            "new_claims": len(new), "candidates": looked_at, "pairs": kept, "changes": changed, "evidence": matched,
        })  # fmt: skip
    return Reconciled(len(new), looked_at, kept, changed, matched, stories, (ended - now).total_seconds())


def _compare_batch(con: duckdb.DuckDBPyConnection, new: Sequence[str], now: datetime) -> tuple[int, int]:
    """Some new claims against the archive, one another among it: how many pairs were looked at, and how many kept."""
    with transaction(con):
        bare = pairs.statements(con, new)
        meanings = vectors([s.claim.wording for s in bare.values()])
        found = {ident: replace(s, meaning=m) for (ident, s), m in zip(bare.items(), meanings, strict=True)}
        candidates = pairs.index(con, found, RULES)
        missing = {ident for c in candidates for ident in (c.one, c.other)} - set(found)
        found |= pairs.statements(con, missing)
        kept = []
        for candidate in candidates:
            one, other = _in_order(found[candidate.one], found[candidate.other])
            result: Comparison = compare(one, other)
            if result.relation is not Relation.UNRELATED:
                kept.append((one, other, result, candidate.score))
        pairs.store_pairs(con, kept, RULES, now)
    return len(candidates), len(kept)


def _in_order(one: Statement, other: Statement) -> tuple[Statement, Statement]:
    """The claim that was published first, first; in one article, the one that stands first."""
    keys = [(s.published is None, s.published, s.article_id, s.claim.start, s.claim_id) for s in (one, other)]
    return (one, other) if keys[0] <= keys[1] else (other, one)


def _table(given: Mapping[str, Any]) -> EvidenceTable:
    file = given.get("file")
    return EvidenceTable(given["name"], Path(file) if file else None, given.get("query"), Decimal(given["tolerance"]))
