SELECT column_name AS "column", data_type AS "type", comment AS "means"
FROM duckdb_columns()
WHERE NOT internal AND lower(table_name) = lower($name)
ORDER BY column_index
