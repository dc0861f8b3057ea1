"""The session's running order: what comes when, and what it opens."""
