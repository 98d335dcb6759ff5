-- The claims first seen in the period that are most worth checking, those with figures before the others.
SELECT claim_id, article, title, publisher, published, exact, voice, chain, figures_text, periods_text, check_worthiness
FROM claim_details
WHERE first_seen >= $since AND first_seen < $until AND checkable
ORDER BY figures_text IS NULL, check_worthiness DESC, published DESC, claim_id
LIMIT $most
