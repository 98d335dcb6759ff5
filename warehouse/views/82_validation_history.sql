CREATE VIEW validation_history AS
SELECT
    v.checked_at, v.run_id, r.outcome, v.tool, v.table_name, v.column_name, v.check_name, v.severity, v.success,
    v.observed, v.threshold,
    lag(v.observed) OVER same_check AS previous_observed,
    lag(v.success) OVER same_check AS previous_success,
    v.failing_rows, v.message, v.check_id
FROM validation_results AS v
JOIN runs AS r USING (run_id)
WINDOW same_check AS (PARTITION BY v.check_id ORDER BY v.checked_at, v.run_id)
ORDER BY v.checked_at DESC, v.table_name, v.check_name, v.check_id;

COMMENT ON VIEW validation_history IS 'One row a check and run, the latest first, beside what the same check found the time before.';
COMMENT ON COLUMN validation_history.checked_at IS 'When it was checked.';
COMMENT ON COLUMN validation_history.run_id IS 'The run.';
COMMENT ON COLUMN validation_history.outcome IS 'How that run ended.';
COMMENT ON COLUMN validation_history.tool IS 'pandera (rows) or great_expectations (tables).';
COMMENT ON COLUMN validation_history.table_name IS 'The table checked.';
COMMENT ON COLUMN validation_history.column_name IS 'The column; null for a check of the whole table.';
COMMENT ON COLUMN validation_history.check_name IS 'What must hold.';
COMMENT ON COLUMN validation_history.severity IS 'What a failure does: stop, warn or quarantine.';
COMMENT ON COLUMN validation_history.success IS 'Whether it held.';
COMMENT ON COLUMN validation_history.observed IS 'What was found.';
COMMENT ON COLUMN validation_history.threshold IS 'What it was measured against.';
COMMENT ON COLUMN validation_history.previous_observed IS 'What the same check found the time before.';
COMMENT ON COLUMN validation_history.previous_success IS 'Whether it held the time before.';
COMMENT ON COLUMN validation_history.failing_rows IS 'How many rows failed.';
COMMENT ON COLUMN validation_history.message IS 'The finding as a sentence.';
COMMENT ON COLUMN validation_history.check_id IS 'The same for the same check in every run.';
