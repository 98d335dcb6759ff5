INSERT INTO claim_pairs BY NAME SELECT * FROM incoming_pairs
ON CONFLICT (pair_id) DO UPDATE SET
    relation = excluded.relation, score = excluded.score, reason = excluded.reason,
    blocking_score = excluded.blocking_score, compared_by = excluded.compared_by, last_seen = excluded.last_seen
