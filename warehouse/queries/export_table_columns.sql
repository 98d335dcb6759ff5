SELECT column_name, data_type FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' AND table_name = $name
ORDER BY column_index
