"""Questions put to a room."""
