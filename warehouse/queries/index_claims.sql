-- What a stem is numbered stays; the frame incoming_stems holds the words that are new, with their stems.
INSERT INTO derived.terms
WITH known AS (SELECT DISTINCT stem, stem_no FROM derived.terms), fresh AS (
    SELECT stem, (SELECT coalesce(max(stem_no), 0) FROM derived.terms) + row_number() OVER (ORDER BY stem) AS stem_no
    FROM (SELECT DISTINCT stem FROM incoming_stems ANTI JOIN known USING (stem))
)
SELECT term, stem_no, stem FROM incoming_stems JOIN (FROM known UNION ALL FROM fresh) USING (stem);

UPDATE derived.claims SET words = h.words
FROM (SELECT claim_no, count(*) AS words FROM heard GROUP BY claim_no) AS h
WHERE claims.claim_no = h.claim_no;

-- Words are counted by the numbers of their stems: that is much faster than by the words.
INSERT INTO derived.postings
SELECT stem_no, claim_no, h.times, c.words
FROM (
    SELECT t.stem_no, claim_no, count(*) AS times FROM heard JOIN derived.terms AS t USING (term) GROUP BY ALL
) AS h
JOIN (SELECT claim_no, words FROM derived.claims) AS c USING (claim_no)
ORDER BY stem_no, claim_no;
