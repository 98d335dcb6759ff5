"""Every audit view against the same answer worked out in Python over the tables, on generated ledgers."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pytest
from generated import Known, Row, asked, empty, generated, key, known, read_figure, same_figure
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from snowballstemmer import stemmer

from warehouse import derive

__all__ = ["empty"]


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_views_say_what_the_tables_say(empty: Path, seed: int) -> None:
    with generated(empty, seed) as con:
        k = known(con)
        for check in (claims_and_sources, registered, records, unattributed, single_origin, unnamed, differing, over_time, coverage,
                      histories, earlier, found_by_words):  # fmt: skip
            check(con, k)


def claims_and_sources(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    assert asked(con, "SELECT claim_id, chain, figures_text, last_seen, article FROM claim_details") == Counter(
        (c, k.chain(c), "; ".join(map(read_figure, k.figures[c])) or None, claim["last_seen"], k.article(claim)["name"])
        for c, claim in k.current.items()
    )
    links = [
        (c, place, s, k.links[c][place] if place < len(k.links[c]) else None)
        for c in k.current for place, s in enumerate(k.links[c], 1)
    ]  # fmt: skip
    assert asked(con, "SELECT claim_id, position, source, kind, is_nearest, is_origin, source_key, published "
                      "FROM claims_by_source") == Counter(
        (c, s["position"], s["name"], s["kind"], place == 1, place == len(k.links[c]), key(s["name"]),
         k.article(k.current[c])["published"])
        for c, place, s, _ in links
    )  # fmt: skip
    assert asked(con, "SELECT claim_id, outlet, relays, relayed_from FROM claims_by_outlet") == Counter(
        (c, s["name"], behind is not None, behind and behind["name"])
        for c, _, s, behind in links if s["kind"] == "media"
    )  # fmt: skip


def registered(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    expected = Counter()
    for entry in k.tables["registered_sources"]:
        keys = {key(name) for name in (entry["name"], *entry["aliases"])}
        met = [(c, place, s) for c in k.current for place, s in enumerate(k.links[c], 1) if key(s["name"]) in keys]
        expected[entry["name"], entry["parent"], entry["grade"], len({c for c, _, _ in met}),
                 len({c for c, place, _ in met if place == len(k.links[c])}),
                 len({k.article(k.current[c])["article_id"] for c, _, _ in met}),
                 tuple(sorted({s["name"] for _, _, s in met}))] += 1  # fmt: skip
    assert expected == Counter(
        (*row[:-1], tuple(row[-1])) for row in con.execute(
            "SELECT source, parent, grade, claims, as_origin, articles, written_as FROM source_register").fetchall()
    )  # fmt: skip


def records(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    undone = {j["undoes"] for j in k.tables["judgements"]}
    decision = {
        j["claim_id"]: j["decision"]
        for j in sorted(k.tables["judgements"], key=lambda j: j["version"])
        if j["decision"] != "undo" and j["judgement_id"] not in undone
    }
    claims: dict[tuple[str, object], set[object]] = defaultdict(set)
    origins: Counter[tuple[str, object]] = Counter()
    for c in k.current:
        for s in k.links[c]:
            claims[key(s["name"]), s["kind"]].add(c)
        if k.links[c]:
            origins[key(k.links[c][-1]["name"]), k.links[c][-1]["kind"]] += 1
    expected = Counter()
    summary = Counter()
    for (name, kind), held in claims.items():
        judged = [decision[c] for c in held if c in decision]
        articles = [k.article(k.current[c]) for c in held]
        share = judged.count("confirm") / len(judged) if judged else None
        expected[name, kind, len(held), origins[name, kind], len(judged), share, judged.count("correct"),
                 min(k.current[c]["first_seen"] for c in held), max(a["last_seen"] for a in articles)] += 1  # fmt: skip
        summary[name, kind, len(held), sum(bool(k.figures[c]) for c in held), len({a["article_id"] for a in articles}),
                len({a["publisher"] for a in articles}), min(a["published"] for a in articles)] += 1  # fmt: skip
    assert expected == asked(con, "SELECT source_key, kind, claims, as_origin, judged, share_confirmed, corrected, "
                                  "first_seen, last_seen FROM source_records")  # fmt: skip
    assert summary == asked(con, "SELECT source_key, kind, claims, with_figures, articles, publishers, first_published "
                                 "FROM source_summary")  # fmt: skip


def unattributed(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    elsewhere = defaultdict(set)
    for q, claim in k.current_figures():
        if claim and claim["voice"] == "attributed":
            elsewhere[q["version_id"], same_figure(q)].add(k.chain(claim["claim_id"]))
    assert asked(con, "SELECT quantity_id, figure, voice, attributed_elsewhere FROM unattributed_figures") == Counter(
        (q["quantity_id"], read_figure(q), claim and claim["voice"],
         "; ".join(sorted(elsewhere[q["version_id"], same_figure(q)])) or None)
        for q, claim in k.current_figures() if claim is None or claim["voice"] != "attributed"
    )  # fmt: skip


def single_origin(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    said = [(q, c) for q, c in k.current_figures() if c and c["voice"] == "attributed"]
    alone = defaultdict(list)
    for q, c in said:
        def confirms(other: Row, its: Row, q: Row = q, c: Row = c) -> bool:
            mine, theirs = k.origin(c["claim_id"]), k.origin(its["claim_id"])
            days, others = k.resolved(c["claim_id"]), k.resolved(its["claim_id"])
            return (
                same_figure(q) == same_figure(other)
                and k.article(c)["article_id"] != k.article(its)["article_id"]
                and mine is not None and theirs is not None
                and "unnamed" not in (mine["kind"], theirs["kind"])
                and key(mine["name"]) != key(theirs["name"])
                and (bool(days & others) or not (days or others))
            )  # fmt: skip
        if not any(confirms(other, its) for other, its in said):
            alone[c["claim_id"]].append(q)
    assert asked(con, "SELECT claim_id, uncorroborated, rests_on_one, figures FROM single_source_claims") == Counter(
        (c, len(found), "; ".join(read_figure(q) for q in sorted(found, key=lambda q: q["start_offset"])),
         len(k.figures[c]))
        for c, found in alone.items()
    )  # fmt: skip


def unnamed(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    assert asked(con, "SELECT claim_id, said_by FROM unnamed_source_claims") == Counter(
        (c, o and o["name"]) for c, claim in k.current.items()
        if claim["voice"] == "attributed" and ((o := k.origin(c)) is None or o["kind"] == "unnamed")
    )  # fmt: skip


def differing(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    groups = defaultdict(list)
    for claim in k.current.values():
        if claim["exact"].count(" ") > 2:
            groups[tuple(spelled(claim["exact"]))].append(claim)
    expected = {}
    for ends, p in k.links_between().items():
        one, two = (k.current.get(end) for end in ends)
        if p["relation"] in ("same", "copied", "attribution dropped") and one and two:
            for here, there in ((one, two), (two, one)):
                if k.article(here)["article_id"] != k.article(there)["article_id"]:
                    expected.setdefault(here["claim_id"], [here]).append(there)
    expected = {c: found for c, found in expected.items() if len(set(map(k.who, found))) > 1}
    alike = dict.fromkeys(expected, "compared")
    for found in groups.values():
        articles = {k.article(claim)["article_id"] for claim in found}
        if len(articles) > 1 and len(set(map(k.who, found))) > 1:
            expected |= {claim["claim_id"]: found for claim in found}
            alike |= {claim["claim_id"]: "the same words" for claim in found}
    view = "SELECT claim_id, articles, attributions, attributed_as, found_by = 'the same words' FROM attribution_differences"
    assert asked(con, view) == Counter(
        (c, len({k.article(claim)["article_id"] for claim in found}), len(ways := set(map(k.who, found))),
         "; ".join(sorted(ways)), alike[c] == "the same words")
        for c, found in expected.items()
    )  # fmt: skip


def spelled(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


def over_time(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    expected = Counter()
    for q, claim in k.current_figures():
        if claim:
            days = {(p["first_day"], p["last_day"]) for p in k.periods[claim["claim_id"]] if p["resolved"]}
            first, last = days.pop() if len(days) == 1 else (None, None)
            expected[q["quantity_id"], last or k.article(claim)["published"], first, read_figure(q), q["unit"]] += 1
    assert asked(con, "SELECT quantity_id, day, first_day, figure, unit FROM figures_over_time") == expected


def coverage(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    counts = Counter((n["version_id"], n["status"]) for n in k.tables["numbers"])
    claimed = Counter(n["version_id"] for n in k.tables["numbers"] if n["claim_id"])
    assert asked(con, "SELECT version_id, in_figures, in_periods, excluded, unaccounted, in_claims, numbers "
                      "FROM numbers_coverage") == Counter(
        (v, *(counts[v, s] for s in ("quantity", "period", "excluded", "unaccounted")), claimed[v],
         sum(n for (version, _), n in counts.items() if version == v))
        for v in k.latest
    )  # fmt: skip
    held = [n for n in k.tables["numbers"] if n["version_id"] in k.latest]
    assert asked(con, "SELECT status, reason, numbers, articles FROM numbers_by_status") == Counter(
        (status, reason, count, len({n["version_id"] for n in held if (n["status"], n["reason"]) == (status, reason)}))
        for (status, reason), count in Counter((n["status"], n["reason"]) for n in held).items()
    )


def histories(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    outcome = {r["run_id"]: r["outcome"] for r in k.tables["runs"]}
    assert asked(con, "SELECT quarantine_id, reason, outcome, again FROM quarantine_history") == Counter(
        (q["quarantine_id"], q["reason"], outcome.get(q["run_id"]), q["last_seen"] > q["first_seen"])
        for q in k.tables["quarantine"]
    )
    ordered = sorted(k.tables["validation_results"], key=lambda v: (v["checked_at"], v["run_id"]))
    before: dict[object, object] = {}
    expected = Counter()
    for v in ordered:
        expected[v["run_id"], v["check_id"], v["observed"], before.get(v["check_id"])] += 1
        before[v["check_id"]] = v["observed"]
    assert asked(con, "SELECT run_id, check_id, observed, previous_observed FROM validation_history") == expected
    failed = Counter(v["run_id"] for v in ordered if not v["success"])
    assert asked(con, "SELECT run_id, outcome, failed_checks FROM run_history") == Counter(
        (run, ended, failed[run]) for run, ended in outcome.items()
    )


def earlier(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    """claims_as_of at every instant at which something changed, and between."""
    moments = {r["read_at"] for r in k.tables["readings"]} | {j["judged_at"] for j in k.tables["judgements"]}
    for moment in random.Random(len(moments)).sample(sorted(moments), 4):
        read = {}
        for r in sorted(k.tables["readings"], key=lambda r: r["read_at"]):
            if r["read_at"] <= moment:
                read[r["article_id"]] = (r["version_id"], r["extractor_version"])
        undone = {j["undoes"] for j in k.tables["judgements"] if j["judged_at"] <= moment}
        decided = {
            j["claim_id"]: j["decision"]
            for j in sorted(k.tables["judgements"], key=lambda j: j["version"])
            if j["judged_at"] <= moment and j["decision"] != "undo" and j["judgement_id"] not in undone
        }
        held = [*k.tables["claims"], *k.tables["superseded_claims"]]
        expected = Counter(
            (c["claim_id"], c["voice"], c["extractor_version"], decided.get(c["claim_id"]))
            for c in held
            if c["first_seen"] <= moment and (c["version_id"], c["extractor_version"]) in read.values()
        )
        found = con.execute(
            "SELECT claim_id, voice, extractor_version, decision FROM claims_as_of($moment)", {"moment": moment}
        ).fetchall()
        assert Counter(found) == expected


def found_by_words(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    stem = stemmer("english").stemWord

    def stems(text: str) -> list[str]:
        return [w if any(map(str.isdigit, w)) else stem(w) for w in spelled(text)]

    texts = {
        c["claim_id"]: stems(" ".join([c["exact"], *(s["name"] for s in k.links[c["claim_id"]])]))
        for c in k.tables["claims"]
    }
    mean = sum(map(len, texts.values())) / len(texts)
    words = random.Random(len(texts)).sample(sorted({w for t in texts.values() for w in t if len(w) > 2}), 2)
    wanted = set(words)
    scores: dict[object, float] = {}
    for word in wanted:
        having = [c for c, text in texts.items() if word in text]
        weight = math.log(1 + (len(texts) - len(having) + 0.5) / (len(having) + 0.5))
        for c in having:
            times = texts[c].count(word)
            length = 1.2 * (0.25 + 0.75 * len(texts[c]) / mean)
            scores[c] = scores.get(c, 0) + weight * times * 2.2 / (times + length)
    found = dict(con.execute("SELECT claim_id, score FROM search_claims($w)", {"w": " ".join(words)}).fetchall())
    assert found == pytest.approx({c: score for c, score in scores.items() if c in k.current})
    both = con.execute("SELECT claim_id FROM claims_about($w)", {"w": " ".join(words)}).fetchall()
    terms = {t for (t,) in con.execute("SELECT term FROM derived.terms").fetchall()}
    if wanted <= terms:
        asked_stems = set(stems(" ".join(words)))
        assert {c for (c,) in both} == {c for c in k.current if asked_stems <= set(texts[c])}


def test_kept_step_by_step_is_the_same_as_made_anew(empty: Path) -> None:
    with generated(empty, 5) as con:
        views = [str(v) for (v,) in con.execute(
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND view_name NOT LIKE 'review%' ORDER BY ALL"
        ).fetchall()]  # fmt: skip
        kept = {view: asked(con, f"SELECT v::VARCHAR FROM {view} AS v") for view in views}
        searched = asked(con, "SELECT * FROM search_claims('bace ba')")
        for name in ("versions", "claims", "links", "rests", "differences", "sources", "figures", "coverage", "terms", "postings"):
            con.execute(f"DELETE FROM derived.{name}")
        derive.fill(con)
        for view in views:
            assert asked(con, f"SELECT v::VARCHAR FROM {view} AS v") == kept[view], view
        assert asked(con, "SELECT * FROM search_claims('bace ba')") == searched
