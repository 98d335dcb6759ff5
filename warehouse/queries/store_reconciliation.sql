INSERT INTO reconciliations VALUES
    ($reconciliation_id, $started_at, $finished_at, $compared_by, $new_claims, $candidates, $pairs, $changes, $evidence)
