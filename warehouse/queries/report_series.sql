-- Figures of these articles beside those of other articles on the same thing: the same unit, in claims about the same
-- subject or, where a noun is counted, of the same noun. At most $most for each, the latest published.
WITH figure AS (
    SELECT f.quantity_id, f.claim_id, f.version_id, f.article, f.title, f.published, f.figure, f.value, f.value2, f.low,
        f.high, f.unit, f.comparator, f.dimension, f.start_offset, f.origin, f.voice, f.exact,
        -- Units that are counted of everything say nothing of the thing.
        f.dimension = 'count' AND f.unit NOT IN ('person', 'count', 'time', 'point', 'year', 'month', 'week', 'day', 'hour')
            AS is_thing,
        CASE WHEN is_thing THEN '' ELSE
            lower(regexp_replace(coalesce(c.subject, ''), '^(the|a|an)\s+', '', 'i')) END AS about
    FROM current_figures AS f
    JOIN current_claims AS c USING (claim_id)
), own AS (
    SELECT DISTINCT version_id AS home, unit, dimension, about FROM figure
    WHERE version_id IN (SELECT unnest($versions)) AND (is_thing OR about <> '')
), days AS (
    SELECT claim_id, min(first_day) AS first_day, max(last_day) AS last_day
    FROM current_periods WHERE claim_id IS NOT NULL AND resolved GROUP BY claim_id
), found AS (
    SELECT o.home, f.*, d.first_day, d.last_day
    FROM own AS o
    JOIN figure AS f ON f.unit = o.unit AND f.dimension = o.dimension AND f.about = o.about
    LEFT JOIN days AS d USING (claim_id)
    WHERE coalesce(d.first_day, d.last_day, f.published) IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY o.home, o.unit, o.dimension, o.about
        ORDER BY f.published DESC, f.quantity_id) <= $most
)
SELECT * EXCLUDE (home, version_id), version_id AS stated_in, home AS version_id FROM found
QUALIFY count(DISTINCT found.version_id) OVER (PARTITION BY home, unit, dimension, about) > 1
ORDER BY home, unit, about, coalesce(first_day, last_day, published), found.version_id, start_offset
