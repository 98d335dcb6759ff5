SELECT column_name FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' AND table_name = $name
  AND table_name IN (SELECT view_name FROM duckdb_views() WHERE NOT internal)
ORDER BY column_index
