-- Claims that contradict one another and were first found to in the period, by comparing or by an editor's word, and
-- claims read in it that a reference contradicts; none that an editor has retracted. Within a pair the later comes first.
WITH claim AS (
    SELECT claim_id, article_id, title, article, exact, first_seen,
        CASE WHEN voice = 'attributed' THEN chain ELSE coalesce(publisher, 'the publication itself') END AS who
    FROM claim_details
), retracted AS (
    SELECT claim_id FROM judgement_log WHERE in_effect AND decision = 'retract' AND claim_id IS NOT NULL
), pair AS (
    SELECT l.first_seen AS found, l.reason, n.claim_id, n.title, n.article, n.exact, n.who, o.claim_id AS other_id,
        n.article_id = o.article_id AS same_article, o.title AS other_title, o.article AS other_article,
        o.exact AS other_exact, o.who AS other_who
    FROM linked_claims AS l
    JOIN claim AS n ON n.claim_id = l.later_claim_id
    JOIN claim AS o ON o.claim_id = l.earlier_claim_id
    WHERE l.relation = 'contradicted' AND l.first_seen >= $since AND l.first_seen < $until
    UNION ALL
    SELECT c.first_seen, m.reason, c.claim_id, c.title, c.article, c.exact, c.who, NULL, false, NULL, m.table_name,
        concat_ws(' ', m.measure, m.place), m.reference_source
    FROM evidence_matches AS m JOIN claim AS c USING (claim_id)
    WHERE m.verdict = 'contradicted' AND c.first_seen >= $since AND c.first_seen < $until
)
SELECT reason, title, article, exact, who, same_article, other_title, other_article, other_exact, other_who
FROM pair
WHERE claim_id NOT IN (FROM retracted) AND (other_id IS NULL OR other_id NOT IN (FROM retracted))
ORDER BY found DESC, reason, claim_id, other_id
LIMIT $most
