CREATE VIEW origin_counts AS
SELECT
    c.claim_id, coalesce(o.story_id, c.claim_id) AS story_id, coalesce(o.restatements, 1) AS restatements,
    coalesce(o.articles, 1) AS articles, coalesce(o.independent, 1) AS independent,
    coalesce(o.origins, [coalesce(c.origin, c.publisher, 'an outlet without a name')]) AS origins,
    coalesce(o.relays, []) AS relays, coalesce(o.cycles, []) AS cycles,
    coalesce(o.earliest_claim_id, c.claim_id) AS earliest_claim_id,
    CASE WHEN o.claim_id IS NULL THEN c.published
         ELSE list_filter(o.proof, lambda link: link.claim_id = o.earliest_claim_id)[1].published END AS earliest_published,
    coalesce(o.articles, 1) || CASE WHEN coalesce(o.articles, 1) = 1 THEN ' article, ' ELSE ' articles, ' END
        || coalesce(o.independent, 1) || CASE WHEN coalesce(o.independent, 1) = 1 THEN ' origin' ELSE ' origins' END AS summary,
    o.proof, c.voice, c.origin, c.origin_kind, c.article_id, c.version_id
FROM derived.claims AS c
LEFT JOIN claim_origins AS o USING (claim_id)
WHERE c.is_current;

COMMENT ON VIEW origin_counts IS 'One row a claim that stands: on how many independent origins it and its restatements rest.';
COMMENT ON COLUMN origin_counts.claim_id IS 'The claim.';
COMMENT ON COLUMN origin_counts.story_id IS 'The same for all claims that restate one another.';
COMMENT ON COLUMN origin_counts.restatements IS 'How many claims state it, this one among them.';
COMMENT ON COLUMN origin_counts.articles IS 'In how many articles.';
COMMENT ON COLUMN origin_counts.independent IS 'How many sources the citing ends at; a circle counts as one, the unnamed only if nobody else is left.';
COMMENT ON COLUMN origin_counts.origins IS 'Their names.';
COMMENT ON COLUMN origin_counts.relays IS 'Outlets that only pass it on.';
COMMENT ON COLUMN origin_counts.cycles IS 'Circles of sources that cite one another.';
COMMENT ON COLUMN origin_counts.earliest_claim_id IS 'The restatement that was published first.';
COMMENT ON COLUMN origin_counts.earliest_published IS 'When that was.';
COMMENT ON COLUMN origin_counts.summary IS 'To read: nine articles, two origins.';
COMMENT ON COLUMN origin_counts.proof IS 'The passages: each restatement with its outlet, day, chain and words; null where there is but one.';
COMMENT ON COLUMN origin_counts.voice IS 'attributed, asserted or unsure.';
COMMENT ON COLUMN origin_counts.origin IS 'The last source of the claim''s own chain; null where nobody is cited.';
COMMENT ON COLUMN origin_counts.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN origin_counts.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN origin_counts.version_id IS 'The version of the article.';
