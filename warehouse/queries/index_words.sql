-- Every word of the claims of the versions in the table changed, and of the names of their sources.
CREATE OR REPLACE TEMP TABLE heard AS
SELECT claim_no, unnest(regexp_extract_all(
    strip_accents(lower(concat_ws(' ', exact, array_to_string([link.source FOR link IN sources], ' ')))),
    '[\p{L}\p{N}]+')) AS term
FROM derived.claims
WHERE version_no IN (SELECT version_no FROM numbered);
