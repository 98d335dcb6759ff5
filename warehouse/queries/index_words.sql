-- What stands between spaces in the claims of the versions in the table changed, and in the names of their sources;
-- and the words in it. A pattern goes through each of these once, instead of through every claim: that is much faster.
CREATE OR REPLACE TEMP TABLE split AS
SELECT heard, unnest(regexp_extract_all(strip_accents(lower(heard)), '[\p{L}\p{N}]+')) AS term
FROM (
    SELECT DISTINCT heard FROM (
        SELECT unnest(string_split(exact, ' ')) AS heard FROM numbered_claims
        UNION ALL
        SELECT unnest(string_split(chain, ' ')) FROM chained
    )
);
