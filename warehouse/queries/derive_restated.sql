-- Which claims another article has and attributes otherwise, by what comparing found, where the words alone do not say it.
-- Step by step, each in a table of its own: rows of the running transaction have no statistics, and in one statement they
-- would be joined by what differs, each with each.
CREATE OR REPLACE TEMP TABLE alike_links AS
SELECT earlier_claim_id, later_claim_id, reason FROM linked_claims
WHERE relation IN ('same', 'copied', 'attribution dropped');

CREATE OR REPLACE TEMP TABLE alike_from AS
SELECT a.claim_no AS one, a.claim_id AS one_id, a.version_no AS one_version,
    derived.answering(a.voice, a.origin_key) AS one_who, p.later_claim_id, p.reason
FROM alike_links AS p JOIN derived.claims AS a ON a.claim_id = p.earlier_claim_id
WHERE a.is_current;

CREATE OR REPLACE TEMP TABLE alike_pairs AS
SELECT p.* EXCLUDE (later_claim_id), b.claim_no AS other, b.claim_id AS other_id, b.version_no AS other_version,
    derived.answering(b.voice, b.origin_key) AS other_who
FROM alike_from AS p JOIN derived.claims AS b ON b.claim_id = p.later_claim_id
WHERE b.is_current;

-- Of an article one version is current: where the versions differ, the articles do.
CREATE OR REPLACE TEMP TABLE restated AS
WITH met AS (
    SELECT one, one_id, one_who, other_id, other_version, other_who, reason FROM alike_pairs WHERE one_version <> other_version
    UNION ALL
    SELECT other, other_id, other_who, one_id, one_version, one_who, reason FROM alike_pairs WHERE one_version <> other_version
), told AS (
    SELECT one AS claim_no, 1 + count(DISTINCT other_version) AS articles,
        list_sort(list_distinct(list_append(list(other_who), any_value(one_who)))) AS ways,
        arg_min(reason, other_id) FILTER (WHERE other_who <> one_who) AS found_by,
        least(any_value(one_id), min(other_id)) AS alike
    FROM met GROUP BY one
    HAVING count(*) FILTER (WHERE other_who <> one_who) > 0
)
SELECT claim_no, articles::INTEGER AS articles, len(ways)::INTEGER AS attributions,
    array_to_string(ways, '; ') AS attributed_as, found_by, alike
FROM told;

-- Only what has changed is written.
DELETE FROM derived.differences
WHERE found_by <> 'the same words'
  AND claim_no NOT IN (SELECT claim_no FROM (FROM derived.differences INTERSECT FROM restated));

INSERT INTO derived.differences FROM restated ANTI JOIN derived.differences USING (claim_no);
