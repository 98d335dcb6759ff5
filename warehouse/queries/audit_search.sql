-- Claims by their words, the best match first.
WITH found AS (
    SELECT claim_id, score FROM search_claims($words)
    WHERE true
      AND ($since::DATE IS NULL OR published >= $since::DATE)
      AND ($until::DATE IS NULL OR published <= $until::DATE)
      AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
    ORDER BY score DESC, published DESC, claim_id
    LIMIT $limit
)
SELECT round(f.score, 2) AS score, d.exact, d.voice, d.chain, d.figures_text, d.periods_text, d.article, d.publisher,
    d.published, claim_id
FROM found AS f JOIN claim_details AS d USING (claim_id)
ORDER BY f.score DESC, d.published DESC, claim_id
