-- What was said of a thing over time: figures in a unit, in claims that hold all the words of $about.
SELECT day, figure, chain, voice, exact, dated_by, article, publisher, published, claim_id
FROM figures_over_time
WHERE unit = $unit
  AND ($about::VARCHAR IS NULL OR claim_id IN (SELECT claim_id FROM claims_about($about)))
  AND ($first::DATE IS NULL OR day >= $first::DATE)
  AND ($last::DATE IS NULL OR day <= $last::DATE)
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY day, article, start_offset
LIMIT $limit
