SELECT tool, table_name, check_name, severity, success, observed, failing_rows, message
FROM validation_results
WHERE run_id = $run_id
ORDER BY success, tool, table_name, check_name, severity
