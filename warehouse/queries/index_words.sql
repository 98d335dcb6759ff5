-- What stands between spaces in the claims of the versions in the table changed, and in the names of their sources;
-- and the words in it. A pattern goes through each of these once, instead of through every claim: that is much faster.
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT claim_no, concat_ws(' ', exact, chain) AS said
FROM claims JOIN numbered_claims USING (claim_id) LEFT JOIN chained USING (claim_no);

CREATE OR REPLACE TEMP TABLE split AS
SELECT heard, unnest(regexp_extract_all(strip_accents(lower(heard)), '[\p{L}\p{N}]+')) AS term
FROM (SELECT DISTINCT unnest(string_split(said, ' ')) AS heard FROM spoken);
