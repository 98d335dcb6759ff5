SELECT
    d.claim_id, d.exact, d.prefix, d.suffix, d.start_offset, d.end_offset, d.voice, d.chain, d.origin, d.origin_kind,
    d.figures_text, d.periods_text, d.modality, d.check_worthiness, d.first_seen, d.title, d.article, d.publisher,
    d.published, d.article_id, d.version_id, a.url, a.language
FROM claim_details AS d JOIN latest_articles AS a USING (version_id)
WHERE ($article::VARCHAR IS NULL OR $article IN (a.article_id, a.version_id, a.name, a.identity, a.url))
ORDER BY d.published, d.article_id, d.start_offset, d.end_offset, d.claim_id
