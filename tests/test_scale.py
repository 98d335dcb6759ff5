"""How long a thousand new claims take against a large archive, and what blocking misses; the curve is printed."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from archive import Archive, fill

from claims.compare import RULES, compare
from claims.compare_types import Relation
from flows.reconcile import Against, reconcile_ledger
from warehouse import connect, derive, pairs

SECONDS, BYTES, RECALL = 20, 4 * 2**30, 0.98


def measure(folder: Path, claims: int, new: int = 1_000) -> dict[str, float]:
    """Processor and wall seconds for ``new`` claims against an archive of ``claims``, and the most memory ever held."""
    with connect.write_working(folder / f"{claims}.duckdb") as con:
        con.execute("SET threads = 2; SET memory_limit = '2GB'")
        fill(con, Archive(claims), RULES)
        fill(con, Archive(new, offset=10_000_000), None)
        derive.fill(con)
        con.execute("CHECKPOINT")
        wall, used = time.perf_counter(), time.process_time()
        done = reconcile_ledger(con, datetime.now(UTC), Against())
        wall, used = time.perf_counter() - wall, time.process_time() - used
    assert done.new_claims == new
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"archive": claims, "wall_s": wall, "cpu_s": used, "candidates": done.candidates, "pairs": done.pairs, "peak_bytes": peak}


def _apart(folder: Path, claims: int) -> dict[str, float]:
    """The measure taken in a process of its own, so that memory is its own."""
    code = f"import json, sys; from pathlib import Path; from test_scale import measure; print(json.dumps(measure(Path({str(folder)!r}), {claims})))"
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent)])
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_some_claims_against_a_few_thousand(tmp_path: Path) -> None:
    found = measure(tmp_path, 3_000, new=200)
    assert found["pairs"] > 0
    assert found["candidates"] <= 200 * (pairs.ACROSS + pairs.WITHIN)


@pytest.mark.slow
def test_cost_grows_less_than_the_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curve = [_apart(tmp_path, claims) for claims in (10_000, 100_000, 1_000_000)]
    with capsys.disabled():
        for row in curve:
            print(f"\n{row['archive']:>9,.0f} claims: {row['cpu_s']:6.1f} s of processor, {row['wall_s']:6.1f} s, "
                  f"{row['candidates']:,.0f} candidates, {row['peak_bytes'] / 2**30:.2f} GiB", end="")  # fmt: skip
    # The processor's seconds of both cores together: what other programs do meanwhile does not count.
    assert curve[-1]["cpu_s"] <= SECONDS
    assert curve[-1]["peak_bytes"] <= BYTES
    for small, large in pairwise(curve):
        assert large["cpu_s"] < 5 * small["cpu_s"], "ten times the archive"


def recall(folder: Path, claims: int) -> tuple[float, int]:
    """The share of all related pairs that blocking finds, and how many there are."""
    with connect.write_working(folder / "recall.duckdb") as con:
        fill(con, Archive(claims, seed=7), None)
        ids = [i for (i,) in con.execute("SELECT claim_id FROM claims ORDER BY 1").fetchall()]
        found = pairs.statements(con, ids)
        candidates = {frozenset((c.one, c.other)) for c in pairs.index(con, found, RULES)}
    kept = (Relation.SAME, Relation.COPIED, Relation.DROPPED, Relation.UPDATED, Relation.CONTRADICTED)
    related = [
        frozenset((a.claim_id, b.claim_id)) for a, b in combinations(found.values(), 2)
        if a.article_id != b.article_id and compare(a, b).relation in kept
    ]  # fmt: skip
    return sum(1 for pair in related if pair in candidates) / len(related), len(related)


def test_blocking_misses_little_on_some_hundreds(tmp_path: Path) -> None:
    assert recall(tmp_path, 600)[0] >= RECALL


@pytest.mark.slow
def test_blocking_misses_little_on_five_thousand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, related = recall(tmp_path, 5_000)
    with capsys.disabled():
        print(f"\nblocking recall {found:.4f} of {related} related pairs among 5,000 claims", end="")
    assert found >= RECALL
