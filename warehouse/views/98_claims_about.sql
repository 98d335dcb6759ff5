CREATE MACRO claims_about(phrase) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(regexp_extract_all(strip_accents(lower(phrase)), '[\p{L}\p{N}]+')) AS word
), stem AS (
    -- A word that no claim has has no stem, and then no claim has all the words.
    SELECT word, coalesce(
        (SELECT any_value(stem_no) FROM derived.terms WHERE term = word),
        (SELECT any_value(stem_no) FROM derived.terms WHERE stem = word)
    ) AS stem_no
    FROM asked
)
SELECT c.claim_id
FROM (
    SELECT claim_no FROM derived.postings WHERE stem_no IN (SELECT stem_no FROM stem)
    GROUP BY claim_no HAVING count(DISTINCT stem_no) = (SELECT count(DISTINCT coalesce(stem_no, -1)) FROM stem)
) AS p
JOIN derived.claims AS c USING (claim_no)
WHERE c.is_current;

COMMENT ON MACRO TABLE claims_about IS 'One row a current claim that holds all the words, in its text or in the name of a source. Words count without case, accents and English endings. SELECT * FROM claims_about(''drug seizures'')';
