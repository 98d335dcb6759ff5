CREATE MACRO search_claims(phrase) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(regexp_extract_all(strip_accents(lower(phrase)), '[\p{L}\p{N}]+')) AS word
), stem AS (
    SELECT DISTINCT stem_no FROM derived.terms
    WHERE term IN (SELECT word FROM asked) OR stem IN (SELECT word FROM asked)
), hit AS (
    SELECT stem_no, claim_no, count(*) AS times FROM derived.postings
    WHERE stem_no IN (SELECT stem_no FROM stem) GROUP BY ALL
), held AS (
    SELECT count(*) AS claims, avg(words) AS words FROM derived.claims
), rare AS (
    SELECT stem_no, ln(1 + ((SELECT claims FROM held) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hit GROUP BY stem_no
), scored AS (
    -- BM25 with its usual constants, k1 = 1.2 and b = 0.75.
    SELECT claim_no,
        sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * c.words / (SELECT words FROM held)))) AS score
    FROM hit JOIN rare USING (stem_no) JOIN (SELECT claim_no, words FROM derived.claims WHERE is_current) AS c USING (claim_no)
    GROUP BY claim_no
)
SELECT c.claim_id, s.score, c.published, c.publisher, c.voice, c.article_id
FROM scored AS s
JOIN derived.claims AS c USING (claim_no);

COMMENT ON MACRO TABLE search_claims IS 'One row a current claim that holds one of the words, in its text or in the name of a source, with its score: BM25, over all claims ever read. Words count without case, accents and English endings. SELECT * FROM search_claims(''drug seizures'') ORDER BY score DESC';
