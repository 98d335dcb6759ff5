-- Which claims another article has and attributes otherwise, by what comparing found, where the words alone do not say it.
-- Step by step, each in a table of its own: rows of the running transaction have no statistics, and in one statement they
-- would be joined by what differs, each with each.
CREATE OR REPLACE TEMP TABLE answering AS
SELECT claim_no, claim_id, article_id, derived.answering(voice, origin_key) AS who
FROM derived.claims
WHERE is_current;

CREATE OR REPLACE TEMP TABLE alike_links AS
SELECT earlier_claim_id, later_claim_id, reason FROM linked_claims
WHERE relation IN ('same', 'copied', 'attribution dropped');

CREATE OR REPLACE TEMP TABLE alike_from AS
SELECT a.claim_no AS one, a.claim_id AS one_id, a.article_id AS one_article, a.who AS one_who, p.later_claim_id, p.reason
FROM alike_links AS p JOIN answering AS a ON a.claim_id = p.earlier_claim_id;

CREATE OR REPLACE TEMP TABLE alike_pairs AS
SELECT p.* EXCLUDE (later_claim_id), b.claim_no AS other, b.claim_id AS other_id, b.article_id AS other_article,
    b.who AS other_who
FROM alike_from AS p JOIN answering AS b ON b.claim_id = p.later_claim_id;

CREATE OR REPLACE TEMP TABLE restated AS
WITH met AS (
    SELECT one, one_id, one_who, other_id, other_article, other_who, reason FROM alike_pairs WHERE one_article <> other_article
    UNION ALL
    SELECT other, other_id, other_who, one_id, one_article, one_who, reason FROM alike_pairs WHERE one_article <> other_article
)
SELECT one AS claim_no, 1 + count(DISTINCT other_article) AS articles,
    list_sort(list_distinct(list_append(list(other_who), any_value(one_who)))) AS ways,
    arg_min(reason, other_id) FILTER (WHERE other_who <> one_who) AS found_by, least(any_value(one_id), min(other_id)) AS alike
FROM met GROUP BY one
HAVING count(*) FILTER (WHERE other_who <> one_who) > 0;

UPDATE derived.claims SET articles = NULL, attributions = NULL, attributed_as = NULL, found_by = NULL, alike = NULL
WHERE found_by <> 'the same words' AND claim_no NOT IN (SELECT claim_no FROM restated);

UPDATE derived.claims
SET articles = r.articles, attributions = len(r.ways), attributed_as = array_to_string(r.ways, '; '),
    found_by = r.found_by, alike = r.alike
FROM restated AS r
WHERE claims.claim_no = r.claim_no AND claims.found_by IS DISTINCT FROM 'the same words'
  AND (claims.articles, claims.attributed_as, claims.found_by, claims.alike)
    IS DISTINCT FROM (r.articles, array_to_string(r.ways, '; '), r.found_by, r.alike);
