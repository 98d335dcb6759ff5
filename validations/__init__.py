"""What must hold: pandera for every row, Great Expectations for every table, and the pages that show it."""
