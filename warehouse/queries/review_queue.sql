-- The ids first: the rest is then read of a few claims alone.
WITH first AS (
    SELECT *, row_number() OVER (ORDER BY severity, with_figures DESC, check_worthiness DESC, published DESC, article_id,
        start_offset, claim_id) AS place
    FROM (
        SELECT severity, with_figures, check_worthiness, published, article_id, start_offset, claim_id, concern, concerns
        FROM review_queue
        WHERE ($article IS NULL OR $article IN (article, article_id, version_id, title))
          AND ($concern IS NULL OR concern = $concern)
          AND ($worth IS NULL OR check_worthiness >= $worth)
        ORDER BY severity, with_figures DESC, check_worthiness DESC, published DESC, article_id, start_offset, claim_id
        LIMIT $most
    )
)
SELECT f.place, f.concern, f.concerns, f.check_worthiness, d.article, d.title, f.published, d.exact, d.voice, d.chain,
    claim_id, d.version_id
FROM first AS f JOIN claim_details AS d USING (claim_id)
ORDER BY f.place
