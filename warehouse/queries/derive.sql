-- The links of their chains, their figures, and the numbers of their texts.

-- The links first, then what their claims say: what is sorted and looked through is narrow.
CREATE OR REPLACE TEMP TABLE linked AS
WITH link AS (
    SELECT claim_no, version_no, stands, links, sources, unnest(range(1, links + 1)) AS place
    FROM derived.claims
    WHERE version_no IN (SELECT version_no FROM numbered) AND links > 0
)
SELECT claim_no, version_no, stands, links, place, sources[place] AS here, sources[place + 1] AS next,
    regexp_replace(lower(trim(sources[place].source)), '^(the|a|an)\s+', '') AS source_key
FROM link;

INSERT INTO derived.links
WITH first AS (
    SELECT version_no, source_key, here.kind AS kind, arg_min(claim_no, (claim_no, place)) AS claim_no
    FROM linked WHERE stands GROUP BY ALL
), seen AS (
    SELECT claim_no, source_key, here.kind AS kind, min(place) AS place FROM linked GROUP BY ALL
)
SELECT
    l.claim_no, l.version_no, c.is_current, c.version_id, c.article_id, c.article, c.title, c.publisher, c.published,
    c.claim_id, here.position, l.links, l.place = 1, l.place = l.links, here.source, here.kind, here.mention,
    here.start_offset, here.end_offset, l.source_key, next.source, next.kind, l.place = s.place,
    l.place = s.place AND f.claim_no IS NOT NULL,
    c.chain, c.origin, c.origin_kind, c.exact, c.voice, c.cue, c.quotation, c.figures_text, c.periods_text, c.modality,
    c.check_worthiness, c.start_offset, c.end_offset, c.first_seen, c.last_seen
FROM linked AS l
JOIN derived.claims AS c USING (claim_no)
JOIN seen AS s ON s.claim_no = l.claim_no AND s.source_key = l.source_key AND s.kind = here.kind
LEFT JOIN first AS f
  ON f.claim_no = l.claim_no AND f.version_no = l.version_no AND f.source_key = l.source_key AND f.kind = here.kind;

INSERT INTO derived.figures
WITH known_claim AS (
    SELECT * FROM derived.claims WHERE version_no IN (SELECT version_no FROM numbered) AND stands
), figure AS (
    SELECT
        q.quantity_id, c.claim_no, n.version_no, n.is_latest, n.version_id, n.article_id, n.article, n.title, n.publisher,
        n.published, c.claim_id, q.start_offset, q.end_offset, q.surface, q.number,
        q.figure, q.value, q.value2, q.unit, q.comparator, q.dimension, q.base_unit, q.low, q.high, c.exact, c.voice,
        c.nearest_source, c.origin, c.origin_kind, c.origin_key, c.chain, c.modality, c.check_worthiness,
        list_sort(list_distinct([p.period FOR p IN c.periods IF p.resolved])) AS read_periods,
        list_distinct([{'first_day': p.first_day, 'last_day': p.last_day} FOR p IN c.periods IF p.resolved]) AS days,
        hash(q.unit, q.value, q.value2) AS stated
    FROM figures_to_read AS q
    JOIN (FROM derived.versions WHERE version_no IN (SELECT version_no FROM numbered)) AS n USING (version_id)
    LEFT JOIN known_claim AS c USING (claim_id)
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
