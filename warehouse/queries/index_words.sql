-- What stands between spaces in the claims of the versions in the table changed, and in the names of their sources;
-- and the words in it. A pattern goes through each of these once, instead of through every claim: that is much faster.
CREATE OR REPLACE TEMP TABLE heard AS
SELECT claim_no, unnest(string_split(concat_ws(' ', exact, chain), ' ')) AS heard
FROM derived.claims
WHERE version_no IN (SELECT version_no FROM numbered);

CREATE OR REPLACE TEMP TABLE split AS
SELECT heard, unnest(regexp_extract_all(strip_accents(lower(heard)), '[\p{L}\p{N}]+')) AS term
FROM (SELECT DISTINCT heard FROM heard);
