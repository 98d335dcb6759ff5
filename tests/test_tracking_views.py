"""The views of what was read, compared and judged against the same worked out in Python, on generated ledgers."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
from generated import Known, Row, asked, empty, generated, known, read_figure, read_period
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

__all__ = ["empty"]

RESTATING = ("same", "copied", "attribution dropped")


@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_views_say_what_the_tables_say(empty: Path, seed: int) -> None:
    with generated(empty, seed) as con:
        k = known(con)
        for check in (articles, figures_and_dates, chains, decisions, judged, linked, origins, standing, findings, changes,
                      kept_out, queue):  # fmt: skip
            check(con, k)


def articles(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    versions = Counter(a["article_id"] for a in k.tables["articles"])
    assert asked(con, "SELECT version_id, name, versions, characters, read_from, last_seen FROM latest_articles") == Counter(
        (v, a["name"], versions[a["article_id"]], len(a["text"]), a["origin"], a["last_seen"]) for v, a in k.latest.items()
    )


def figures_and_dates(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    figures = k.tables["quantities"]
    assert asked(con, "SELECT quantity_id, figure FROM figures_to_read") == Counter(
        (q["quantity_id"], read_figure(q)) for q in figures
    )
    assert asked(con, "SELECT quantity_id, claim_id, voice, chain, low, published FROM current_figures") == Counter(
        (q["quantity_id"], c and c["claim_id"], c and c["voice"], k.chain(c["claim_id"]) if c else None, q["low"],
         k.latest[q["version_id"]]["published"])
        for q, c in k.current_figures()
    )  # fmt: skip
    read = {p["period_id"]: read_period(p) if p["resolved"] else f"“{p['surface']}”" for p in k.tables["periods"]}
    assert asked(con, "SELECT period_id, period FROM periods_to_read") == Counter(read.items())
    assert asked(con, "SELECT period_id, claim_id, period FROM current_periods") == Counter(
        (p["period_id"], p["claim_id"] if p["claim_id"] in k.current else None, read[p["period_id"]])
        for p in k.tables["periods"] if p["version_id"] in k.latest
    )  # fmt: skip


def chains(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    assert asked(con, "SELECT claim_id, position, source, links, is_origin FROM chain_links") == Counter(
        (c, s["position"], s["name"], len(links), s is links[-1]) for c, links in k.links.items() for s in links
    )
    assert asked(con, "SELECT claim_id, nearest_source, origin, chain, links FROM claim_chains") == Counter(
        (c, links[0]["name"], links[-1]["name"], k.chain(c), len(links)) for c, links in k.links.items() if links
    )
    assert asked(con, "SELECT claim_id, wording, origin_kind, article_id FROM current_claims") == Counter(
        (c, claim["wording"], o and o["kind"], k.article(claim)["article_id"])
        for c, claim in k.current.items() for o in [k.origin(c)]
    )  # fmt: skip


def decisions(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    effective = {j["judgement_id"] for j in k.decided.values()}
    assert asked(con, "SELECT judgement_id, in_effect, undone FROM judgement_log") == Counter(
        (j["judgement_id"], j["judgement_id"] in effective, j["judgement_id"] in k.undone) for j in k.tables["judgements"]
    )
    assert asked(con, "SELECT left_claim_id, right_claim_id, decision FROM judged_pairs") == Counter(
        (j["left_claim_id"], j["right_claim_id"], j["decision"]) for j in k.decided.values() if j["claim_id"] is None
    )


def readings(k: Known) -> dict[object, tuple[Row, Row, Row]]:
    """Of each judged claim: the decision in effect, what was shown, and what the editor holds right."""
    found = {}
    for claim, j in k.decided.items():
        if j["claim_id"] is not None:
            shown = json.loads(str(j["as_judged"]))
            found[claim] = (j, shown, json.loads(str(j["judged"])) if j["judged"] else shown)
    return found


def judged(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    claims = {c["claim_id"]: c for c in k.tables["claims"]}
    expected, figures = Counter(), Counter()
    months: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    quantities = {q["quantity_id"]: q for q in k.tables["quantities"]}
    for claim, (j, shown, ruled) in readings(k).items():
        names = " → ".join(s["name"] for s in ruled["sources"])
        expected[claim, j["decision"], claims[claim]["exact"], ruled["text"], ruled["label"], names, ruled["start"],
                 claim in k.current, claims[claim]["voice"] != shown["label"]] += 1  # fmt: skip
        if j["decision"] in ("confirm", "correct"):
            for q in ruled["quantities"]:
                figures[q["quantity_id"], float(quantities[q["quantity_id"]]["value"]), float(q["value"])] += 1
        source = shown["sources"][-1]["name"] if shown["sources"] else "(nobody)"
        publisher = next(a["publisher"] for a in k.tables["articles"] if a["version_id"] == j["version_id"])
        month = months[j["judged_at"].date().replace(day=1), source, publisher]
        wrong = [field for field in ("label", "sources", "quantities") if ruled[field] != shown[field]]
        month.update(["judged", j["decision"], *(wrong if j["decision"] == "correct" else [])])
    assert asked(con, "SELECT claim_id, decision, exact, judged_exact, judged_voice, judged_chain, judged_start, is_current, "
                      "read_otherwise FROM judged_claims") == expected  # fmt: skip
    assert asked(con, "SELECT quantity_id, value::DOUBLE, judged_value::DOUBLE FROM judged_figures") == figures
    assert asked(con, "SELECT month, source, publisher, judged, confirmed, disputed, voice_wrong, source_wrong, figures_wrong "
                      "FROM desk_accuracy") == Counter(
        (*key, n["judged"], n["confirm"], n["dispute"], n["label"], n["sources"], n["quantities"]) for key, n in months.items()
    )  # fmt: skip


def linked(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    assert asked(con, "SELECT earlier_claim_id, later_claim_id, relation, compared_as, reason, score FROM linked_claims") == (
        Counter((*p["ends"], p["relation"], p["compared_as"], p["reason"], p["score"]) for p in k.links_between().values())
    )


def told(k: Known) -> dict[object, Row]:
    """What is known of the origins of each current claim."""
    counted = {o["claim_id"]: o for o in k.tables["claim_origins"]}
    alone = {"restatements": 1, "articles": 1, "independent": 1}
    found = {}
    for c, claim in k.current.items():
        origin = k.origin(c)
        by = origin["name"] if origin else k.article(claim)["publisher"]
        found[c] = counted.get(c) or {**alone, "story_id": c, "origins": [by], "earliest_claim_id": c}
    return found


def summary(o: Row) -> str:
    articles, origins = (f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((o["articles"], "article"), (o["independent"], "origin")))
    return f"{articles}, {origins}"


def origins(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    view = "SELECT claim_id, story_id, restatements, independent, array_to_string(origins, ','), summary FROM origin_counts"
    assert asked(con, view) == Counter(
        (c, o["story_id"], o["restatements"], o["independent"], ",".join(o["origins"]), summary(o)) for c, o in told(k).items()
    )


def standing(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    measured: dict[object, dict[str, Row]] = defaultdict(dict)
    for e in sorted(k.tables["claim_evidence"], key=lambda e: str(e["evidence_id"]), reverse=True):
        measured[e["claim_id"]][str(e["verdict"])] = e
    disputed, updated = Counter(), Counter()
    for p in k.links_between().values():
        disputed.update(p["ends"] if p["relation"] == "contradicted" else [])
        updated.update(p["ends"][:1] if p["relation"] == "updated" else [])
    ruled = {"confirm": "confirmed by an editor", "correct": "corrected by an editor", "retract": "retracted by an editor"}
    expected = Counter()
    for c, o in told(k).items():
        decision = str(k.decided[c]["decision"]) if c in k.decided else ""
        origin = k.origin(c)
        sourced = k.current[c]["voice"] == "attributed" and origin is not None and origin["kind"] != "unnamed"
        expected[c, next(name for name, holds in (
            (ruled.get(decision), decision in ruled), ("contradicted by reference", "contradicted" in measured[c]),
            ("disputed", decision == "dispute" or disputed[c]), ("superseded", updated[c]),
            ("corroborated", o["independent"] > 1), ("single origin", sourced or o["restatements"] > 1), ("unsupported", True),
        ) if holds), disputed[c], updated[c], "supported" in measured[c]] += 1  # fmt: skip
    assert asked(con, "SELECT claim_id, standing, disputes, updates, supported_by_reference FROM claim_standing") == expected
    assert asked(con, "SELECT claim_id, quantity_id, evidence_id, verdict FROM evidence_matches") == Counter(
        (e["claim_id"], e["quantity_id"], e["evidence_id"], e["verdict"])
        for e in k.tables["claim_evidence"] if e["claim_id"] in k.current
    )  # fmt: skip


def home(k: Known, finding: Row) -> object:
    """The shortest current claim that holds the first span of a finding."""
    span = finding["spans"][0]
    holding = [c for c in k.current.values() if c["version_id"] == finding["version_id"]
               and c["start_offset"] <= span["start_offset"] and span["end_offset"] <= c["end_offset"]]  # fmt: skip
    return min(holding, key=lambda c: c["end_offset"] - c["start_offset"])["claim_id"] if holding else None


def findings(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    assert asked(con, "SELECT finding_id, claim_id, stated, against[1] FROM arithmetic_findings") == Counter(
        (f["finding_id"], home(k, f), "5", "2") for f in k.tables["findings"] if f["version_id"] in k.latest
    )


def changes(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    exact = {c["claim_id"]: c["exact"] for c in k.tables["claims"]}
    assert asked(con, "SELECT change_id, change, before, after, is_latest FROM claim_history") == Counter(
        (h["change_id"], h["change"], exact.get(h["from_claim_id"]), exact.get(h["to_claim_id"]), h["to_version_id"] in k.latest)
        for h in k.tables["claim_changes"]
    )


def kept_out(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    entries = Counter((q["stage"], q["check_name"]) for q in k.tables["quarantine"])
    items = defaultdict(set)
    for q in k.tables["quarantine"]:
        items[q["stage"], q["check_name"]].add(q["item"])
    assert asked(con, "SELECT stage, check_name, entries, items FROM quarantine_overview") == Counter(
        (*reason, n, len(items[reason])) for reason, n in entries.items()
    )


def queue(con: duckdb.DuckDBPyConnection, k: Known) -> None:
    order = ("does not add up", "contradicted", "lost attribution", "rests on nobody", "unnamed source", "one source",
             "doubtful", "date open")  # fmt: skip
    found: dict[object, set[str]] = defaultdict(set)
    for f in k.tables["findings"]:
        if f["version_id"] in k.latest:
            found[home(k, f)].add(order[0])
    for p in k.links_between().values():
        for end in p["ends"] if p["relation"] == "contradicted" else ():
            found[end].add(order[1])
        if p["relation"] == "attribution dropped":
            found[p["ends"][1]].add(order[2])
    alone = {c for (c,) in con.execute("SELECT claim_id FROM single_source_claims").fetchall()}
    expected, places = Counter(), []
    for c, claim in k.current.items():
        origin, figured = k.origin(c), [q for q in k.figures[c] if q["version_id"] in k.latest]
        for concern, holds in (
            ("rests on nobody", figured and claim["voice"] == "asserted" and claim["checkable"]),
            ("unnamed source", origin is not None and origin["kind"] == "unnamed"), ("one source", c in alone),
            ("doubtful", claim["voice"] == "unsure" or claim["confidence"] < 0.5),
            ("date open", any(not p["resolved"] for p in k.periods[c])),
        ):  # fmt: skip
            if holds:
                found[c].add(concern)
        if c in readings(k) and claim["voice"] == readings(k)[c][1]["label"]:
            continue
        concerns = [concern for concern in order if concern in found[c]]
        expected[c, concerns[0] if concerns else None, "; ".join(concerns) or None] += 1
        worst = order.index(concerns[0]) if concerns else 99
        places.append(((worst, not figured, -claim["check_worthiness"], -k.article(claim)["published"].toordinal(),
                        k.article(claim)["article_id"], claim["start_offset"], c), c))  # fmt: skip
    assert asked(con, "SELECT claim_id, concern, concerns FROM review_queue") == expected
    shown = [c for (c,) in con.execute("SELECT claim_id FROM review_queue ORDER BY severity, with_figures DESC, check_worthiness DESC, "
                                       "published DESC, article_id, start_offset, claim_id").fetchall()]
    assert shown == [c for _, c in sorted(places)]
