-- How many claims each source of these articles answers for in the whole ledger, by month of publication.
SELECT l.source_key, date_trunc('month', a.published)::DATE AS month, count(DISTINCT l.claim_id) AS claims
FROM chain_links AS l
JOIN claims AS c USING (claim_id)
JOIN latest_articles AS a ON a.version_id = c.version_id AND a.extractor_version = c.extractor_version
WHERE a.published IS NOT NULL AND l.source_key IN (
    SELECT own.source_key FROM chain_links AS own JOIN claims AS mine USING (claim_id)
    WHERE mine.version_id IN (SELECT unnest($versions)) AND own.kind <> 'unnamed'
)
GROUP BY ALL
ORDER BY ALL
