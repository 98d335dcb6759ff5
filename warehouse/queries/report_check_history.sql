-- What the checks of a run found in it and in the runs before, the latest $runs of them, oldest first.
WITH found AS (
    SELECT v.check_id, v.run_id, r.started_at, v.success, v.observed, v.failing_rows
    FROM validation_results AS v
    JOIN runs AS r USING (run_id)
    WHERE r.started_at <= (SELECT started_at FROM runs WHERE run_id = $run_id)
      AND v.check_id IN (SELECT check_id FROM validation_results WHERE run_id = $run_id)
    QUALIFY row_number() OVER (PARTITION BY v.check_id ORDER BY r.started_at DESC, v.run_id) <= $runs
)
FROM found ORDER BY check_id, started_at, run_id
