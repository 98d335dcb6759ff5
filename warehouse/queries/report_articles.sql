-- The article versions to report on: those that a run read, or the latest of the one that answers to a name or an id.
-- A later run that reads the same version again moves its last_seen, so what the run brought in is counted to it too.
SELECT a.*, l.version_id IS NOT NULL AS is_latest
FROM articles AS a
LEFT JOIN latest_articles AS l USING (version_id)
WHERE CASE
    WHEN $article IS NULL THEN a.last_seen = $seen OR a.first_seen = $seen
    ELSE l.version_id IS NOT NULL AND $article IN (a.article_id, a.version_id, a.name, a.identity, a.origin, a.url)
END
ORDER BY a.published DESC NULLS LAST, a.name, a.version_id
