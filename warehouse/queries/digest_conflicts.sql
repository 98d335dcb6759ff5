-- Pairs of figures on the same thing, unit and period, of two origins, that cannot both hold within their bounds; at
-- least one was first seen in the period.
WITH days AS (
    SELECT claim_id, min(first_day) AS first_day, max(last_day) AS last_day
    FROM current_periods WHERE claim_id IS NOT NULL AND resolved GROUP BY claim_id
), figure AS (
    SELECT f.quantity_id, f.claim_id, f.article_id, f.article, f.title, f.figure, f.unit, f.dimension, f.origin_key,
        coalesce(f.origin, 'the publication itself') AS who, c.first_seen, d.first_day, d.last_day, f.exact,
        CASE WHEN f.comparator IN ('<', '<=') THEN '-Infinity'::DOUBLE
            ELSE f.low::DOUBLE * CASE WHEN f.comparator = '~' THEN 0.9 ELSE 1 END END AS least,
        CASE WHEN f.comparator IN ('>', '>=') THEN 'Infinity'::DOUBLE
            ELSE f.high::DOUBLE * CASE WHEN f.comparator = '~' THEN 1.1 ELSE 1 END END AS most,
        lower(regexp_replace(c.subject, '^(the|a|an)\s+', '', 'i')) AS about
    FROM current_figures AS f
    JOIN current_claims AS c USING (claim_id)
    JOIN days AS d USING (claim_id)
    WHERE c.modality = 'fact' AND c.checkable AND c.subject IS NOT NULL
)
SELECT new.title, new.article, new.figure, new.who, new.exact, old.title AS other_title, old.article AS other_article,
    old.figure AS other_figure, old.who AS other_who, old.exact AS other_exact, new.about, new.first_day, new.last_day
FROM figure AS new
JOIN figure AS old
    ON old.unit = new.unit AND old.dimension = new.dimension AND old.about = new.about
    AND old.first_day IS NOT DISTINCT FROM new.first_day AND old.last_day IS NOT DISTINCT FROM new.last_day
    AND old.article_id <> new.article_id AND old.origin_key IS DISTINCT FROM new.origin_key
    AND (old.most < new.least OR old.least > new.most)
WHERE new.first_seen >= $since AND new.first_seen < $until
  AND (old.first_seen < new.first_seen OR (old.first_seen = new.first_seen AND old.quantity_id < new.quantity_id))
ORDER BY new.title, new.figure, other_title, other_figure
LIMIT $most
