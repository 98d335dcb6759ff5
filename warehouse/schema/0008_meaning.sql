-- What a claim says as a vector (claims/meaning.py): claims in other words about one fact lie close together.
ALTER TABLE tracked_claims ADD COLUMN meaning BLOB;
COMMENT ON COLUMN tracked_claims.meaning IS '384 numbers of eight bits; null until the claim is compared again.';
