"""Stories: claims that restate one another, counted by the origins that they rest on; only what changed is counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from claims.compare_types import Statement
from claims.origins import Origins, origins
from warehouse.fetch import rows, schema, statement
from warehouse.pairs import registered, statements
from warehouse.transaction import transaction

if TYPE_CHECKING:
    import networkx as nx

_LEANING = ("copied", "attribution dropped")


def count_origins(con: duckdb.DuckDBPyConnection, aliases: Mapping[str, str]) -> int:
    """Counts the origins of every story that is new, or that a link or a judgement has changed; returns how many."""
    # It takes a tenth of a second to import, which a run does while it waits.
    import networkx as nx

    with transaction(con):
        con.execute(statement("stories_reopen"))
        links = [(str(a), str(b), str(relation)) for a, b, relation in rows(con, "stories_open")]
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from((a, b) for a, b, _ in links)
        leans: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for first, later, relation in links:
            if relation in _LEANING:
                leans[later].append((later, first))
        known = statements(con, graph)
        found = []
        for members in nx.connected_components(graph):
            story = [known[m] for m in sorted(members) if m in known]
            leaning = [pair for m in members for pair in leans.get(m, ())]
            found += list(_rows(story, origins(story, leaning, aliases)))
        with registered(con, "incoming_origins", pl.DataFrame(found, schema=schema(con, "claim_origins"), orient="row")):
            con.execute("INSERT INTO claim_origins BY NAME SELECT * FROM incoming_origins")
    return len({row["story_id"] for row in found})


def _rows(story: list[Statement], found: Origins) -> Iterable[dict[str, object]]:
    ordered = sorted(story, key=lambda s: (s.published is None, s.published, s.claim_id))
    proof = [
        {"claim_id": s.claim_id, "published": s.published, "publisher": s.publisher,
         "chain": " → ".join(link.name for link in s.claim.sources) or None, "exact": s.claim.exact}
        for s in ordered
    ]  # fmt: skip
    for s in story:
        yield {
            "claim_id": s.claim_id, "story_id": story[0].claim_id, "restatements": len(story),
            "articles": len({m.article_id for m in story}), "independent": found.independent,
            "origins": list(found.origins), "relays": list(found.relays),
            "cycles": [" → ".join((*circle, circle[0])) for circle in found.cycles],
            "earliest_claim_id": found.earliest, "proof": proof,
        }  # fmt: skip
