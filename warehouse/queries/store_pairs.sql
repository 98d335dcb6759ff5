MERGE INTO claim_pairs USING incoming_pairs AS new ON claim_pairs.pair_id = new.pair_id
WHEN MATCHED THEN UPDATE SET
    relation = new.relation, score = new.score, reason = new.reason, blocking_score = new.blocking_score,
    compared_by = new.compared_by, last_seen = new.last_seen
WHEN NOT MATCHED THEN INSERT BY NAME
