SELECT name, kind, comment AS holds
FROM (
    SELECT view_name AS name, 'view' AS kind, comment FROM duckdb_views() WHERE NOT internal
    UNION ALL
    SELECT table_name, 'table', comment FROM duckdb_tables() WHERE NOT internal
)
ORDER BY kind DESC, name
