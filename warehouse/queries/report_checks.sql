SELECT check_id, tool, table_name, column_name, check_name, severity, success, observed, threshold, failing_rows, message
FROM validation_results
WHERE run_id = $run_id
ORDER BY success, tool, table_name, check_name, severity
