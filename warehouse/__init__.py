"""Where claims live: one DuckDB file with one writer, and the SQL that fills and reads it."""
