-- What is made anew from the others, and what the schema itself records, is no part of an export.
SELECT table_name FROM duckdb_tables()
WHERE NOT internal AND schema_name = 'main' AND NOT temporary
  AND table_name NOT IN ('schema_migrations', 'schema_views')
ORDER BY table_name
