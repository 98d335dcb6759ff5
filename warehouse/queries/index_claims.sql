-- What a stem is numbered stays; the frame incoming_stems holds the words that are new, with their stems.
INSERT INTO derived.terms
WITH known AS (SELECT DISTINCT stem, stem_no FROM derived.terms), fresh AS (
    SELECT stem, (SELECT coalesce(max(stem_no), 0) FROM derived.terms) + row_number() OVER (ORDER BY stem) AS stem_no
    FROM (SELECT DISTINCT stem FROM incoming_stems ANTI JOIN known USING (stem))
)
SELECT term, stem_no, stem FROM incoming_stems JOIN (FROM known UNION ALL FROM fresh) USING (stem);

CREATE OR REPLACE TEMP TABLE meant AS
SELECT heard, stem_no FROM split JOIN derived.terms USING (term);

-- In the order of the claims: to sort them by word takes longer than all else here, and a search reads through a column
-- of numbers fast. How often a claim has a word is counted when it is asked.
INSERT INTO derived.postings
SELECT stem_no, claim_no
FROM (SELECT claim_no, unnest(string_split(exact, ' ')) AS heard FROM numbered_claims) JOIN meant USING (heard);

-- Claims of the same words have the same key, whatever the order of the words: few others have it too.
CREATE OR REPLACE TEMP TABLE own_words AS
SELECT claim_no, count(*) AS words, bit_xor(hash(stem_no)) AS words_key FROM derived.postings
WHERE claim_no >= (SELECT min(claim_no) FROM numbered_claims) GROUP BY claim_no;

CREATE OR REPLACE TEMP TABLE naming AS
SELECT stem_no, claim_no
FROM (SELECT claim_no, unnest(string_split(chain, ' ')) AS heard FROM chained) JOIN meant USING (heard);

INSERT INTO derived.postings FROM naming;

CREATE OR REPLACE TEMP TABLE lengths AS
SELECT claim_no, sum(words)::USMALLINT AS words, max(words_key) AS words_key
FROM (FROM own_words UNION ALL SELECT claim_no, count(*), NULL FROM naming GROUP BY claim_no)
GROUP BY claim_no;
