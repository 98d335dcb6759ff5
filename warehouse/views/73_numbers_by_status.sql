CREATE VIEW numbers_by_status AS
SELECT
    n.status, n.reason, sum(n.numbers)::BIGINT AS numbers,
    sum(n.numbers) / sum(sum(n.numbers)) OVER () AS share, sum(n.in_claims)::BIGINT AS in_claims,
    count(*) AS articles
FROM derived.coverage AS n
JOIN derived.versions AS v USING (version_no)
WHERE v.is_latest
GROUP BY n.status, n.reason;

COMMENT ON VIEW numbers_by_status IS 'One row a status and reason: what became of the numbers in the latest versions of all articles.';
COMMENT ON COLUMN numbers_by_status.status IS 'quantity, period, excluded or unaccounted.';
COMMENT ON COLUMN numbers_by_status.reason IS 'Why an excluded number is no figure of the story.';
COMMENT ON COLUMN numbers_by_status.numbers IS 'How many numbers.';
COMMENT ON COLUMN numbers_by_status.share IS 'Their share of all numbers.';
COMMENT ON COLUMN numbers_by_status.in_claims IS 'Of these, in a claim.';
COMMENT ON COLUMN numbers_by_status.articles IS 'Articles that have one.';
