"""Measures the shape of a ledger that real articles were read into: counts and shares alone, none of their words.

    python tests/measure_shape.py claims.duckdb > tests/ledger_shape.json
"""

from __future__ import annotations

import json
import sys

import duckdb

# name → query; each returns rows of (value…, count), or one row of figures where the name ends in _share.
QUESTIONS = {
    "claims_per_article": "SELECT n, count(*) FROM (SELECT count(*) AS n FROM claims GROUP BY version_id)",
    "words_per_claim": "SELECT len(string_split(trim(exact), ' ')), count(*) FROM claims",
    "wording": "SELECT voice, modality, quotation, count(*) FROM claims",
    "rules": "SELECT voice, rule, count(*) FROM claims",
    "worthiness": "SELECT round(check_worthiness, 1), count(*) FROM claims",
    "confidence": "SELECT round(confidence, 1), count(*) FROM claims",
    "checkable": "SELECT checkable, count(*) FROM claims",
    "parsed": "SELECT subject IS NOT NULL, count(*) FROM claims",
    "chains": """SELECT kinds, count(*) FROM (SELECT list(kind ORDER BY position) AS kinds
                 FROM claim_sources GROUP BY claim_id)""",
    "names_per_article": """SELECT n, count(*) FROM (SELECT count(DISTINCT lower(name)) AS n
                            FROM claim_sources JOIN claims USING (claim_id) GROUP BY version_id)""",
    "figures_per_claim": """SELECT n, count(*) FROM (SELECT count(q.claim_id) AS n
                            FROM claims AS c LEFT JOIN quantities AS q USING (claim_id) GROUP BY c.claim_id)""",
    "figures_in_no_claim": "SELECT claim_id IS NULL, count(*) FROM quantities",
    "units": """SELECT CASE WHEN n > 2 THEN unit ELSE 'noun' END, dimension, sum(n)::INT FROM (
                SELECT unit, dimension, count(*) AS n FROM quantities GROUP BY ALL)""",
    "rare_units": "SELECT count(*), sum(n)::INT FROM (SELECT count(*) AS n FROM quantities GROUP BY unit) WHERE n <= 2",
    "comparators": "SELECT comparator, count(*) FROM quantities",
    "magnitudes": "SELECT floor(log10(value))::INT, count(*) FROM quantities WHERE value > 0",
    "digits": """SELECT length(rtrim(replace(value::BIGINT::VARCHAR, '.', ''), '0')), count(*)
                 FROM quantities WHERE value >= 1""",
    "periods_per_claim": """SELECT n, count(*) FROM (SELECT count(p.claim_id) AS n
                            FROM claims AS c LEFT JOIN periods AS p USING (claim_id) GROUP BY c.claim_id)""",
    "period_forms": "SELECT resolved, relation, modifier, count(*) FROM periods",
    "period_days": """SELECT least(last_day - first_day, 3660), count(*) FROM periods
                      WHERE last_day IS NOT NULL AND first_day IS NOT NULL""",
    "numbers": "SELECT status, reason, count(*) FROM numbers",
    "languages": "SELECT language, count(*) FROM articles",
    "pairs": "SELECT relation, count(*) FROM claim_pairs",
}
SHARES = {
    "names_of_many_articles": """SELECT sum(l) FILTER (n > 1) / sum(l) FROM (
        SELECT count(DISTINCT version_id) AS n, count(*) AS l
        FROM claim_sources JOIN claims USING (claim_id) GROUP BY lower(name))""",
    "attributions_per_attributed_claim": """SELECT (SELECT count(*) FROM attributions) / count(*)
        FROM claims WHERE voice = 'attributed'""",
    "claims_in_stories": "SELECT (SELECT count(*) FROM claim_origins) / count(*) FROM claims",
    "pairs_apart_per_claim": """SELECT (SELECT count(*) FROM claim_pairs
        WHERE relation NOT IN ('same', 'copied', 'attribution dropped')) / count(*) FROM claims""",
    "zipf_exponent": """SELECT -regr_slope(log10(n), log10(rank)) FROM (
        SELECT count(*) AS n, row_number() OVER (ORDER BY count(*) DESC) AS rank
        FROM (SELECT unnest(regexp_extract_all(lower(exact), '[a-z0-9]+')) AS word FROM claims) GROUP BY word)
        WHERE rank BETWEEN 3 AND 1000""",
    "words_per_vocabulary_root": """SELECT count(DISTINCT word) / sqrt(count(*)) FROM (
        SELECT unnest(regexp_extract_all(lower(exact), '[a-z0-9]+')) AS word FROM claims)""",
}


def measure(con: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Each distribution as rows that end in their count, the commonest first; each share as a number."""
    shape: dict[str, object] = {
        "articles": con.execute("SELECT count(*) FROM articles").fetchall()[0][0],
        "claims": con.execute("SELECT count(*) FROM claims").fetchall()[0][0],
    }
    for name, query in QUESTIONS.items():
        grouped = query if "sum(n)" in query or name == "rare_units" else f"{query} GROUP BY ALL"
        if name == "units":
            grouped = f"{query} GROUP BY ALL"
        rows = con.execute(grouped).fetchall()
        shape[name] = [list(row) for row in sorted(rows, key=lambda row: (-row[-1], str(row)))]
    for name, query in SHARES.items():
        shape[name] = round(float(con.execute(query).fetchall()[0][0]), 4)
    return shape


def main() -> None:
    """Print the shape of the ledger that is named."""
    with duckdb.connect(sys.argv[1], read_only=True) as con:
        shape = measure(con)
    lines = (f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in shape.items())
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
