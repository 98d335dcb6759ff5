SELECT place, concern, concerns, check_worthiness, article, title, published, exact, voice, chain, claim_id, version_id
FROM review_queue
WHERE ($article IS NULL OR $article IN (article, article_id, version_id, title))
  AND ($concern IS NULL OR concern = $concern)
  AND ($worth IS NULL OR check_worthiness >= $worth)
ORDER BY place
LIMIT $most
