-- The claims that the ledger held at an instant, of all sources or of one.
SELECT article, published, exact, voice, chain, figures_text, periods_text, decision, judged_by, known_since, claim_id
FROM claims_as_of($moment::TIMESTAMPTZ)
WHERE ($article::VARCHAR IS NULL OR article = $article)
ORDER BY published DESC, article, start_offset
LIMIT $limit
