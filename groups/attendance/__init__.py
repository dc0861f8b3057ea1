"""Who was at a session: a list to tick, by subgroup, and a count by hand."""
