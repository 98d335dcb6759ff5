-- The claims of an article, in the order of its text.
SELECT start_offset, exact, voice, chain, figures_text, periods_text, modality, check_worthiness, claim_id
FROM claim_details
WHERE article_id IN (
    SELECT article_id FROM latest_articles WHERE $name IN (article_id, version_id, name, identity, read_from, url)
)
ORDER BY article_id, start_offset, end_offset DESC
LIMIT $limit
