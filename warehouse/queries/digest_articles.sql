-- Articles with claims that the ledger first saw in the period, and how many.
SELECT a.version_id, a.article_id, a.title, a.name, a.publisher, a.published, a.versions, count(*) AS claims,
    count(*) FILTER (WHERE c.voice = 'attributed') AS attributed
FROM current_claims AS c
JOIN latest_articles AS a USING (version_id)
WHERE c.first_seen >= $since AND c.first_seen < $until
GROUP BY ALL
ORDER BY a.published DESC NULLS LAST, a.name, a.version_id
