"""Generated ledgers for the tests of the views, and their tables in Python, from which the answers are worked out anew."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from generate import FIRST_RUN, Ledger, Pools

from claims.register import Register, Registered
from warehouse import connect, derive, fetch, register, store
from warehouse.judgements import ON_PAIRS, Decision, Judgement, Subject, candidates, record

SMALL = Pools(names=6, outlets=3, publishers=3, figures=8, days=40, words=60, restated=0.4, second=0.4, stale=0.1)
Row = dict[str, object]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "claims.duckdb"
    with connect.write_working(path):
        pass
    return path


@contextmanager
def generated(empty: Path, seed: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A ledger stored in three batches, of which some versions are then read by another extractor or seen again."""
    chance = random.Random(seed)
    path = empty.with_name(f"{seed}-{chance.random()}.duckdb")
    shutil.copyfile(empty, path)
    try:
        with connect.write_working(path) as con:
            ledger = Ledger(seed, 12, 90, SMALL)
            (frames,) = ledger.chunks()
            versions = frames["articles"]["version_id"].to_list()
            for at in range(3):
                store.store_batch(con, _part(frames, set(versions[at::3])))
            again = _part(frames, set(chance.sample(versions, 4)))
            kept = pl.Series([chance.random() < 0.7 for _ in range(len(again["claims"]))], dtype=pl.Boolean)
            later = FIRST_RUN + timedelta(days=9)
            again["claims"] = again["claims"].filter(kept).with_columns(voice=pl.lit("asserted"))
            again["claim_sources"] = again["claim_sources"].clear()
            for name in ("articles", "claims"):
                again[name] = again[name].with_columns(
                    extractor_version=pl.lit("2"), run_id=pl.lit("run-2"),
                    first_seen=pl.lit(later).cast(pl.Datetime("us", "UTC")),
                    last_seen=pl.lit(later).cast(pl.Datetime("us", "UTC")),
                )  # fmt: skip
            store.store_batch(con, again)
            store.touch(con, chance.sample(versions, 3), later + timedelta(days=1))
            _judge(con, chance)
            _register(con, chance)
            _track(con, chance)
            derive.compare_attributions(con)
            made_runs, results, aside = ledger.runs()
            store.store_checks(con, results.select(list(fetch.schema(con, "validation_results"))))
            for name, frame in (("runs", made_runs), ("quarantine", aside)):
                con.register("made", frame)
                con.execute(f"INSERT INTO {name} BY NAME FROM made")
                con.unregister("made")
            yield con
    finally:
        path.unlink()


def _part(frames: dict[str, pl.DataFrame], versions: set[str]) -> dict[str, pl.DataFrame]:
    claims = set(frames["claims"].filter(pl.col("version_id").is_in(list(versions)))["claim_id"])
    return {
        name: frame.filter(pl.col("claim_id").is_in(list(claims)))
        if name == "claim_sources"
        else frame.filter(pl.col("version_id").is_in(list(versions)))
        for name, frame in frames.items()
    }


def _judge(con: duckdb.DuckDBPyConnection, chance: random.Random) -> None:
    ids = [str(claim) for (claim,) in con.execute("SELECT claim_id FROM claims ORDER BY ALL").fetchall()]
    for number, seen in enumerate(candidates(con, chance.sample(ids, 16))):
        made = [chance.choice([d for d in Decision if d not in ON_PAIRS and d is not Decision.UNDO])]
        made += [Decision.CONFIRM] * (number % 3 == 0) + [Decision.UNDO] * (number % 4 == 0)
        for version, decision in enumerate(made):
            at = FIRST_RUN + timedelta(hours=number + 30 * version + 24 * number)
            record(con, Judgement(Subject(seen.claim_id), decision, "someone", at, version, seen.reading,
                                  _mended(seen.reading, chance) if decision is Decision.CORRECT else None, "so"))  # fmt: skip


def _mended(reading: dict[str, object], chance: random.Random) -> dict[str, object]:
    mended = {**reading, chance.choice(["label", "text"]): "asserted", "start": chance.randrange(9)}
    if chance.random() < 0.5:
        mended["quantities"] = [{**q, "value": "77"} for q in reading["quantities"]]  # type: ignore[attr-defined]
    if chance.random() < 0.5:
        mended["sources"] = [{"mention": "Ann", "name": "Ann", "kind": "person"}]
    return mended


def _track(con: duckdb.DuckDBPyConnection, chance: random.Random) -> None:
    """Rows that comparing, editing and checking could have left, whatever the claims say."""
    ids = [str(claim) for (claim,) in con.execute("SELECT claim_id FROM current_claims ORDER BY ALL").fetchall()]
    stamp = [FIRST_RUN, FIRST_RUN + timedelta(days=1)]
    pairs = {tuple(chance.sample(ids, 2)) for _ in range(40)}
    pairs = {tuple(sorted(p)): p for p in pairs}  # type: ignore[assignment,misc]
    for number, (one, two) in enumerate(pairs.values()):  # type: ignore[attr-defined]
        relation = chance.choice(["same", "copied", "attribution dropped", "updated", "contradicted", "compatible", "unsure"])
        con.execute("INSERT INTO claim_pairs VALUES (?, ?, ?, ?, 0.5, ?, 1, '1', ?, ?)",
                    [f"p{number}", one, two, relation, f"reason {number}", *stamp])  # fmt: skip
    judged = [*chance.sample(sorted(pairs), 6), tuple(sorted(chance.sample(ids, 2)))]
    for one, two in dict.fromkeys(judged):
        record(con, Judgement(Subject(one, two), chance.choice([Decision.SAME, Decision.NOT_SAME]), "Ann", stamp[1], 0, None))
    for story in (chance.sample(ids, 5), []):
        for claim in story:
            con.execute("INSERT INTO claim_origins VALUES (?, ?, 5, 3, ?, ['a', 'b'], ['c'], [], ?, [])",
                        [claim, min(story), 1 + len(story) % 2 + int(claim < story[0]), story[0]])  # fmt: skip
    con.execute("INSERT INTO evidence VALUES ('e', 'facts', 'm', 'p', NULL, NULL, 95, 'ship', 'Register', NULL, 0)")
    con.execute("INSERT INTO evidence VALUES ('f', 'facts', 'm', 'q', NULL, NULL, 96, 'ship', 'Register', NULL, 0)")
    held = con.execute("SELECT claim_id, quantity_id FROM quantities WHERE claim_id IS NOT NULL ORDER BY ALL").fetchall()
    for claim, quantity in chance.sample(held, min(8, len(held))):
        con.execute("INSERT INTO claim_evidence VALUES (?, ?, ?, ?, ?)",
                    [claim, quantity, chance.choice("ef"), chance.choice(["supported", "contradicted", "out of tolerance"]),
                     f"of {quantity}"])  # fmt: skip
    versions = con.execute("SELECT version_id, article_id FROM articles ORDER BY ALL").fetchall()
    for number, (version, article) in enumerate(chance.sample(versions, 5)):
        start = chance.randrange(40)
        con.execute("INSERT INTO findings VALUES (?, ?, 'sum of parts', [{'start_offset': ?, 'end_offset': ?}], ['5', '2'], "
                    "'2 + 2', 1, 'crane')", [f"f{number}", version, start, start + 2])  # fmt: skip
        con.execute("INSERT INTO claim_changes VALUES (?, ?, ?, ?, ?, ?, ?, 'as it was', ?)",
                    [f"c{number}", article, chance.choice(versions)[0], version, chance.choice([None, ids[number]]),
                     chance.choice([None, ids[-number]]), chance.choice(["added", "reworded"]), stamp[0]])  # fmt: skip


def _register(con: duckdb.DuckDBPyConnection, chance: random.Random) -> None:
    """A desk's register that knows some of the sources, two of them by two names, and one that nobody cites."""
    names = [str(n) for (n,) in con.execute("SELECT DISTINCT name FROM claim_sources ORDER BY ALL").fetchall()]
    one, two, three, other = chance.sample(names, 4)
    entries = [Registered(one, (other,), grade="B"), Registered(two, ("nobody writes this",), parent="Quay")]
    entries += [Registered(three, grade="F"), Registered("Quay Archive")]
    # A name and the same with an article are one: DuckDB keeps the first of them.
    keys = Counter(key(name) for entry in entries for name in (entry.name, *entry.aliases))
    register.keep(con, Register(tuple(e for e in entries if all(keys[key(n)] == 1 for n in (e.name, *e.aliases)))))


@dataclass
class Known:
    """The tables, and what follows from them, in Python."""

    tables: dict[str, list[Row]]

    def __post_init__(self) -> None:
        versions = defaultdict(list)
        for a in self.tables["articles"]:
            versions[a["article_id"]].append(a)
        self.latest = {}
        for found in versions.values():
            found.sort(key=lambda a: a["version_id"])
            best = max(found, key=lambda a: (a["last_seen"], a["first_seen"], [-ord(c) for c in a["version_id"]]))
            self.latest[best["version_id"]] = best
        self.links = defaultdict(list)
        for s in sorted(self.tables["claim_sources"], key=lambda s: s["position"]):
            self.links[s["claim_id"]].append(s)
        self.figures = defaultdict(list)
        for q in sorted(self.tables["quantities"], key=lambda q: q["start_offset"]):
            self.figures[q["claim_id"]].append(q)
        self.periods = defaultdict(list)
        for p in self.tables["periods"]:
            self.periods[p["claim_id"]].append(p)
        self.current = {
            c["claim_id"]: c for c in self.tables["claims"]
            if c["version_id"] in self.latest
            and self.latest[c["version_id"]]["extractor_version"] == c["extractor_version"]
        }  # fmt: skip

        undone = {j["undoes"] for j in self.tables["judgements"]}
        self.decided = {
            j["subject"]: j for j in sorted(self.tables["judgements"], key=lambda j: j["version"])
            if j["decision"] != "undo" and j["judgement_id"] not in undone
        }  # fmt: skip
        self.undone = undone - {None}

    def article(self, claim: Row) -> Row:
        return self.latest[claim["version_id"]]

    def chain(self, claim_id: object) -> str | None:
        return " → ".join(s["name"] for s in self.links[claim_id]) or None

    def origin(self, claim_id: object) -> Row | None:
        return self.links[claim_id][-1] if self.links[claim_id] else None

    def who(self, claim: Row) -> str:
        """Who answers for a claim, as differences of attribution name it."""
        origin = self.origin(claim["claim_id"])
        if claim["voice"] != "attributed":
            return str(claim["voice"])
        return "said by " + (key(origin["name"]) if origin else "nobody named")

    def links_between(self) -> dict[tuple[str, ...], Row]:
        """Pairs of claims by their ids in order, with their relation as judged."""
        found: dict[tuple[str, ...], Row] = {}
        for p in self.tables["claim_pairs"]:
            ends = (p["earlier_claim_id"], p["later_claim_id"])
            found[tuple(sorted(map(str, ends)))] = {**p, "ends": ends, "compared_as": p["relation"]}
        for j in self.decided.values():
            if j["claim_id"] is None:
                pair = (str(j["left_claim_id"]), str(j["right_claim_id"]))
                p = found.setdefault(pair, {"relation": "unrelated", "compared_as": "unrelated", "ends": pair})
                alike = p["relation"] in ("same", "copied", "attribution dropped")
                p["relation"] = "unrelated" if j["decision"] == "not_same" else p["relation"] if alike else "same"
                said = f": {j['note']}" if j["note"] else ""
                p["reason"] = f"judged {str(j['decision']).replace('_', ' ')} by {j['judged_by']}{said}"
                p["score"] = 1.0
        return found

    def resolved(self, claim_id: object) -> set[str]:
        return {read_period(p) for p in self.periods[claim_id] if p["resolved"]}

    def current_figures(self) -> Iterator[tuple[Row, Row | None]]:
        for q in self.tables["quantities"]:
            if q["version_id"] in self.latest:
                yield q, self.current.get(q["claim_id"])


def known(con: duckdb.DuckDBPyConnection) -> Known:
    names = ("articles", "claims", "claim_sources", "quantities", "periods", "numbers", "judgements", "runs", "quarantine",
             "validation_results", "readings", "superseded_claims", "claim_pairs", "claim_origins", "evidence", "claim_evidence",
             "findings", "claim_changes", "registered_sources")  # fmt: skip
    return Known({name: fetch.table(con, name).to_dicts() for name in names})


def key(name: object) -> str:
    return re.sub(r"^(the|a|an)\s+", "", str(name).strip().lower())


def number(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def read_figure(q: Row) -> str:
    bound = "" if q["comparator"] in ("=", "range") else f"{q['comparator']} "
    return f"{bound}{number(q['value'])}{'' if q['value2'] is None else '–' + number(q['value2'])} {q['unit']}"


def read_period(p: Row) -> str:
    first, last = p["first_day"], p["last_day"]
    return str(first) if first == last else f"{first or ''}…{last or ''}"


def same_figure(q: Row) -> tuple[object, ...]:
    return q["unit"], q["value"], q["value2"]


def asked(con: duckdb.DuckDBPyConnection, sql: str) -> Counter[tuple[object, ...]]:
    return Counter(con.execute(sql).fetchall())
