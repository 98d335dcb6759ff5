SELECT success, severity, tool, table_name, message, observed, threshold, failing_rows
FROM validation_results WHERE run_id = $run_id ORDER BY success, tool, table_name, check_name
