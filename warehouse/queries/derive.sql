-- The links of their chains, their figures, and the numbers of their texts.

CREATE OR REPLACE TEMP TABLE linked AS
WITH link AS (
    SELECT claim_no, sources, keys, unnest(range(1, len(sources) + 1)) AS place FROM chained
)
SELECT claim_no, c.* EXCLUDE (claim_no), len(sources) AS links, place, sources[place] AS here, sources[place + 1] AS next,
    keys[place].source_key AS source_key, list_position(keys, keys[place]) = place AS first_in_claim
FROM link JOIN (
    SELECT claim_no, version_no, stands, is_current, published, claim_id FROM derived.claims
    WHERE version_no IN (SELECT version_no FROM numbered)
) AS c USING (claim_no);

INSERT INTO derived.links
WITH first AS (
    SELECT version_no, source_key, here.kind AS kind, min(claim_no) AS claim_no FROM linked WHERE stands GROUP BY ALL
)
SELECT
    l.claim_no, l.version_no, l.is_current, l.published, l.claim_id, here.position, l.links, place = 1, place = l.links,
    here.source, here.kind, here.mention, here.start_offset, here.end_offset, l.source_key, next.source, next.kind,
    l.first_in_claim, l.first_in_claim AND f.claim_no IS NOT NULL
FROM linked AS l
LEFT JOIN first AS f
  ON f.claim_no = l.claim_no AND f.version_no = l.version_no AND f.source_key = l.source_key AND f.kind = here.kind;

-- The figures on the right, of which the hash table is made: the claims go by.
SET disabled_optimizers = 'join_order,build_side_probe_side';

INSERT INTO derived.figures
WITH placed AS (
    SELECT q.*, n.version_no, n.is_latest, n.article_id, n.article, n.title, n.publisher, n.published
    FROM figures_to_read AS q
    JOIN (FROM derived.versions WHERE version_no IN (SELECT version_no FROM numbered)) AS n USING (version_id)
), figure AS (
    SELECT
        q.quantity_id, c.claim_no, q.version_no, q.is_latest, q.version_id, q.article_id, q.article, q.title, q.publisher,
        q.published, c.claim_id, q.start_offset, q.end_offset, q.surface, q.number,
        q.figure, q.value, q.value2, q.unit, q.comparator, q.dimension, q.base_unit, q.low, q.high, c.exact, c.voice,
        c.nearest_source, c.origin, c.origin_kind, c.origin_key, c.chain, c.modality, c.check_worthiness,
        list_sort(list_distinct([p.period FOR p IN c.periods IF p.resolved])) AS read_periods,
        list_distinct([{'first_day': p.first_day, 'last_day': p.last_day} FOR p IN c.periods IF p.resolved]) AS days,
        hash(q.unit, q.value, q.value2) AS stated
    FROM (
        FROM derived.claims WHERE version_no IN (SELECT version_no FROM numbered) AND stands
    ) AS c RIGHT JOIN placed AS q ON c.claim_id = q.claim_id
), elsewhere AS (
    SELECT version_no, stated, string_agg(DISTINCT chain, '; ' ORDER BY chain) AS chains
    FROM figure WHERE voice = 'attributed' GROUP BY version_no, stated
)
SELECT
    f.quantity_id, f.claim_no, f.version_no, f.is_latest,
    f.* EXCLUDE (quantity_id, claim_no, version_no, is_latest, read_periods, days, stated), e.chains, coalesce(f.read_periods, []),
    CASE WHEN len(f.days) = 1 THEN f.days[1].first_day END, CASE WHEN len(f.days) = 1 THEN f.days[1].last_day END,
    f.stated, false
FROM figure AS f LEFT JOIN elsewhere AS e ON e.version_no = f.version_no AND e.stated = f.stated;

RESET disabled_optimizers;

INSERT INTO derived.coverage
SELECT n.version_no, status, reason, count(*), count(claim_id)
FROM numbers JOIN numbered AS n USING (version_id)
GROUP BY ALL;

UPDATE derived.versions
SET numbers = n.numbers, in_figures = n.in_figures, in_periods = n.in_periods, excluded = n.excluded,
    unaccounted = n.unaccounted, in_claims = n.in_claims
FROM (
    SELECT version_no, coalesce(sum(c.numbers), 0) AS numbers,
        coalesce(sum(c.numbers) FILTER (WHERE status = 'quantity'), 0) AS in_figures,
        coalesce(sum(c.numbers) FILTER (WHERE status = 'period'), 0) AS in_periods,
        coalesce(sum(c.numbers) FILTER (WHERE status = 'excluded'), 0) AS excluded,
        coalesce(sum(c.numbers) FILTER (WHERE status = 'unaccounted'), 0) AS unaccounted,
        coalesce(sum(c.in_claims), 0) AS in_claims
    FROM numbered LEFT JOIN derived.coverage AS c USING (version_no)
    GROUP BY version_no
) AS n
WHERE versions.version_no = n.version_no;
