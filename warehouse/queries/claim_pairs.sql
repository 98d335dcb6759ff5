-- Blocking: for each new claim the archive's claims that share the keys that few claims have.
-- Each claim spends a budget of postings on its rarest keys; the score is that of BM25 with keys for words.
WITH archive AS (
    SELECT count(*)::DOUBLE AS claims, avg(keys) AS usual FROM tracked_claims
), asked AS (
    SELECT t.claim_no, t.article_no, unnest(i.keys) AS key
    FROM incoming_index AS i JOIN tracked_claims AS t USING (claim_id)
), held AS (
    SELECT key, count(*) AS claims FROM claim_keys WHERE key IN (SELECT key FROM asked) GROUP BY key
), spent AS (
    SELECT asked.claim_no, asked.article_no, key,
        -- In whole millionths: their sum is the same in whatever order they are added, and so is every tie.
        round(1e6 * ln(1 + (archive.claims - held.claims + 0.5) / (held.claims + 0.5)))::BIGINT AS rarity,
        sum(held.claims) OVER (PARTITION BY asked.claim_no ORDER BY held.claims, key ROWS UNBOUNDED PRECEDING) AS postings
    FROM asked JOIN held USING (key), archive
    WHERE held.claims > 1
), chosen AS (
    SELECT * FROM spent WHERE postings <= $budget
), met AS (
    SELECT chosen.claim_no, chosen.article_no, k.claim_no AS other_no, sum(rarity) AS shared
    FROM chosen JOIN claim_keys AS k ON k.key = chosen.key AND k.claim_no <> chosen.claim_no
    GROUP BY ALL
), scored AS (
    SELECT met.claim_no, met.other_no, t.article_no = met.article_no AS together,
        shared::DOUBLE / 1e6 / (0.5 + 0.5 * t.keys / archive.usual) AS score
    FROM met JOIN tracked_claims AS t ON t.claim_no = met.other_no, archive
), best AS (
    SELECT * FROM scored
    QUALIFY row_number() OVER (PARTITION BY claim_no, together ORDER BY score DESC, other_no)
        <= CASE WHEN together THEN $within ELSE $across END
), either AS (
    -- Two new claims may find each other twice.
    SELECT least(claim_no, other_no) AS low, greatest(claim_no, other_no) AS high, max(score) AS score
    FROM best GROUP BY ALL
)
SELECT a.claim_id AS one, b.claim_id AS other, round(score, 4) AS score
FROM either
JOIN tracked_claims AS a ON a.claim_no = low
JOIN tracked_claims AS b ON b.claim_no = high
ORDER BY one, other
