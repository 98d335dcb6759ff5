CREATE VIEW single_source_claims AS
WITH dated AS (
    SELECT claim_id, list(DISTINCT period) AS periods
    FROM periods_to_read WHERE claim_id IS NOT NULL AND resolved GROUP BY claim_id
), figure AS (
    SELECT f.*, coalesce(d.periods, []) AS periods
    FROM current_figures AS f LEFT JOIN dated AS d USING (claim_id)
    WHERE f.voice = 'attributed'
), witnessed AS (
    -- A second witness is another article's, of another origin. Who is unnamed may be anyone: neither one nor another.
    SELECT DISTINCT one.quantity_id
    FROM figure AS one
    JOIN figure AS other
        ON other.unit = one.unit AND other.value = one.value AND other.value2 IS NOT DISTINCT FROM one.value2
        AND other.article_id <> one.article_id AND other.origin_key <> one.origin_key
    WHERE one.origin_kind <> 'unnamed' AND other.origin_kind <> 'unnamed'
      AND (list_has_any(one.periods, other.periods) OR len(one.periods) + len(other.periods) = 0)
), judged AS (
    SELECT f.claim_id, count(*) AS figures,
        count(*) FILTER (WHERE w.quantity_id IS NULL) AS uncorroborated,
        string_agg(f.figure, '; ' ORDER BY f.start_offset) FILTER (WHERE w.quantity_id IS NULL) AS rests_on_one
    FROM figure AS f LEFT JOIN witnessed AS w USING (quantity_id)
    GROUP BY f.claim_id
)
SELECT
    d.article, d.title, d.publisher, d.published, j.rests_on_one, d.periods_text, d.origin, d.origin_kind,
    d.nearest_source, d.chain, d.links, d.exact, j.figures, j.uncorroborated, d.modality, d.check_worthiness,
    d.start_offset, d.end_offset, d.claim_id, d.article_id, d.version_id
FROM judged AS j
JOIN claim_details AS d USING (claim_id)
WHERE j.uncorroborated > 0;

COMMENT ON VIEW single_source_claims IS 'One row an attributed claim with a figure that rests on one origin alone: no other article has a claim with the same value (and range), unit and period by another origin. Periods are the same where the claims share one that is resolved, or have none; bounds such as more than are not compared. An unnamed origin can be anyone, so it confirms nobody and nobody confirms it.';
COMMENT ON COLUMN single_source_claims.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN single_source_claims.title IS 'Headline.';
COMMENT ON COLUMN single_source_claims.publisher IS 'Who published the article.';
COMMENT ON COLUMN single_source_claims.published IS 'Day of publication.';
COMMENT ON COLUMN single_source_claims.rests_on_one IS 'The figures to read that no second origin confirms.';
COMMENT ON COLUMN single_source_claims.periods_text IS 'The periods to read.';
COMMENT ON COLUMN single_source_claims.origin IS 'The one origin that they rest on.';
COMMENT ON COLUMN single_source_claims.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN single_source_claims.nearest_source IS 'Who the article itself cites.';
COMMENT ON COLUMN single_source_claims.chain IS 'The whole chain: nearest source → … → origin.';
COMMENT ON COLUMN single_source_claims.links IS 'Length of the chain.';
COMMENT ON COLUMN single_source_claims.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN single_source_claims.figures IS 'How many figures the claim has.';
COMMENT ON COLUMN single_source_claims.uncorroborated IS 'How many of them no second origin confirms.';
COMMENT ON COLUMN single_source_claims.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN single_source_claims.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN single_source_claims.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN single_source_claims.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN single_source_claims.claim_id IS 'The claim.';
COMMENT ON COLUMN single_source_claims.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN single_source_claims.version_id IS 'The version of the article.';
