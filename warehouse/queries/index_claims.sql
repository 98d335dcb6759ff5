-- What a stem is numbered stays; the frame incoming_stems holds the words that are new, with their stems.
INSERT INTO derived.terms
WITH known AS (SELECT DISTINCT stem, stem_no FROM derived.terms), fresh AS (
    SELECT stem, (SELECT coalesce(max(stem_no), 0) FROM derived.terms) + row_number() OVER (ORDER BY stem) AS stem_no
    FROM (SELECT DISTINCT stem FROM incoming_stems ANTI JOIN known USING (stem))
)
SELECT term, stem_no, stem FROM incoming_stems JOIN (FROM known UNION ALL FROM fresh) USING (stem);

CREATE OR REPLACE TEMP TABLE meant AS
SELECT stem_no, claim_no FROM heard JOIN (SELECT heard, stem_no FROM split JOIN derived.terms USING (term)) USING (heard);

CREATE OR REPLACE TEMP TABLE lengths AS
SELECT claim_no, count(*)::USMALLINT AS words FROM meant GROUP BY claim_no;

UPDATE derived.claims SET words = l.words FROM lengths AS l WHERE claims.claim_no = l.claim_no;

-- In the order in which they are asked for, so that a search reads no more than its words' rows. How often a claim has
-- a word is counted when it is asked: counting all beforehand takes longer than all else here.
INSERT INTO derived.postings
SELECT stem_no, claim_no, words FROM meant JOIN lengths USING (claim_no) ORDER BY stem_no, claim_no;
