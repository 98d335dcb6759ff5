"""When things run: Prefect flows, their settings and schedules, and the command line."""
