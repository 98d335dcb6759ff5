-- Figures that the latest version of an article has and the one before had not, or the other way round, where the
-- latest came in the period.
WITH version AS (
    SELECT article_id, version_id, first_seen,
        row_number() OVER (PARTITION BY article_id ORDER BY last_seen DESC, first_seen DESC, version_id) AS age
    FROM articles
), pair AS (
    SELECT now.article_id, now.version_id AS new_id, before.version_id AS old_id
    FROM version AS now
    JOIN version AS before ON before.article_id = now.article_id AND before.age = 2
    WHERE now.age = 1 AND now.first_seen >= $since AND now.first_seen < $until
), stated AS (
    SELECT DISTINCT p.article_id, f.figure, f.version_id = p.new_id AS is_new, f.unit
    FROM pair AS p JOIN figures_to_read AS f ON f.version_id IN (p.new_id, p.old_id)
), changed AS (
    SELECT article_id, unit, figure, bool_or(is_new) AS is_new
    FROM stated GROUP BY article_id, unit, figure HAVING count(*) = 1
)
SELECT a.title, a.name AS article, a.version_id, c.unit,
    coalesce(string_agg(c.figure, '; ' ORDER BY c.figure) FILTER (WHERE NOT c.is_new), '') AS before,
    coalesce(string_agg(c.figure, '; ' ORDER BY c.figure) FILTER (WHERE c.is_new), '') AS after
FROM changed AS c
JOIN latest_articles AS a USING (article_id)
GROUP BY a.title, a.name, a.version_id, c.unit
ORDER BY a.name, c.unit
