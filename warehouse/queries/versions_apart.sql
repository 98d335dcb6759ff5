-- Articles whose standing version was not yet compared with the one that stood before it.
WITH ordered AS (
    SELECT article_id, version_id, last_seen, first_seen,
        lead(version_id) OVER (PARTITION BY article_id ORDER BY last_seen DESC, first_seen DESC, version_id) AS before,
        row_number() OVER (PARTITION BY article_id ORDER BY last_seen DESC, first_seen DESC, version_id) AS place
    FROM articles
)
SELECT article_id, before AS from_version_id, version_id AS to_version_id
FROM ordered
ANTI JOIN claim_changes AS h ON h.from_version_id = ordered.before AND h.to_version_id = ordered.version_id
WHERE place = 1 AND before IS NOT NULL
ORDER BY article_id
