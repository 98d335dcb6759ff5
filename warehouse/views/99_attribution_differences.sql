CREATE VIEW attribution_differences AS
WITH restated AS (
    SELECT earlier_claim_id AS claim_id, later_claim_id AS other_id, reason FROM linked_claims
    WHERE relation IN ('same', 'copied', 'attribution dropped')
    UNION ALL
    SELECT later_claim_id, earlier_claim_id, reason FROM linked_claims
    WHERE relation IN ('same', 'copied', 'attribution dropped')
), answering AS (
    SELECT claim_id, article_id,
        CASE WHEN voice = 'attributed' THEN 'said by ' || coalesce(origin_key, 'nobody named') ELSE voice END AS who
    FROM derived.claims
    WHERE is_current
), met AS (
    -- Each claim that is linked, with itself and with those that restate it in other articles.
    SELECT c.claim_id, c.who AS here, o.claim_id AS other_id, o.article_id, o.who, r.reason
    FROM restated AS r
    JOIN answering AS c ON c.claim_id = r.claim_id
    JOIN answering AS o ON o.claim_id = r.other_id AND o.article_id <> c.article_id
), compared AS (
    SELECT claim_id, 1 + count(DISTINCT article_id) AS articles,
        list_sort(list_distinct(list_append(list(who), any_value(here)))) AS ways,
        least(claim_id, min(other_id)) AS alike, arg_min(reason, other_id) FILTER (WHERE who <> here) AS reason
    FROM met GROUP BY claim_id
    HAVING count(*) FILTER (WHERE who <> here) > 0
)
SELECT
    c.exact, c.voice, c.chain, c.origin, c.origin_kind,
    CASE WHEN c.attributed_as IS NULL THEN m.articles ELSE c.articles END AS articles,
    CASE WHEN c.attributed_as IS NULL THEN len(m.ways) ELSE c.attributions END AS attributions,
    CASE WHEN c.attributed_as IS NULL THEN array_to_string(m.ways, '; ') ELSE c.attributed_as END AS attributed_as,
    CASE WHEN c.attributed_as IS NULL THEN m.reason ELSE 'the same words' END AS found_by,
    c.article, c.title, c.publisher, c.published, c.figures_text, c.periods_text, c.modality, c.check_worthiness,
    c.start_offset, c.end_offset, CASE WHEN c.attributed_as IS NULL THEN m.alike ELSE c.words_key::VARCHAR END AS alike,
    c.claim_id, c.article_id, c.version_id
FROM derived.claims AS c
LEFT JOIN compared AS m USING (claim_id)
WHERE c.is_current AND (c.attributed_as IS NOT NULL OR m.claim_id IS NOT NULL);

COMMENT ON VIEW attribution_differences IS 'One row a current claim that another article attributes otherwise: to another origin, or asserted here and attributed there. Another article has it where it has the same words (without case, punctuation and spacing, four of them at least), or where comparing found that it restates it and no editor has said that it does not.';
COMMENT ON COLUMN attribution_differences.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN attribution_differences.voice IS 'attributed, asserted or unsure, in this article.';
COMMENT ON COLUMN attribution_differences.chain IS 'The chain in this article: nearest source → … → origin.';
COMMENT ON COLUMN attribution_differences.origin IS 'The last source of the chain in this article.';
COMMENT ON COLUMN attribution_differences.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN attribution_differences.articles IS 'How many articles have the claim, this one among them.';
COMMENT ON COLUMN attribution_differences.attributions IS 'In how many ways they attribute it: each origin, asserted, and unsure count as one.';
COMMENT ON COLUMN attribution_differences.attributed_as IS 'These ways, to read.';
COMMENT ON COLUMN attribution_differences.found_by IS 'How it was found that they say the same: the same words, or the reason of the comparison or of the editor, as in linked_claims.';
COMMENT ON COLUMN attribution_differences.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN attribution_differences.title IS 'Headline.';
COMMENT ON COLUMN attribution_differences.publisher IS 'Who published the article.';
COMMENT ON COLUMN attribution_differences.published IS 'Day of publication.';
COMMENT ON COLUMN attribution_differences.figures_text IS 'The figures to read.';
COMMENT ON COLUMN attribution_differences.periods_text IS 'The periods to read.';
COMMENT ON COLUMN attribution_differences.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN attribution_differences.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN attribution_differences.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN attribution_differences.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN attribution_differences.alike IS 'The same for claims of the same words, or for a claim and the first of those that it is linked with: orders the rows.';
COMMENT ON COLUMN attribution_differences.claim_id IS 'The claim.';
COMMENT ON COLUMN attribution_differences.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN attribution_differences.version_id IS 'The version of the article.';
