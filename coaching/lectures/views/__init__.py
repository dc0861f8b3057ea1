"""Pages of recordings: watching them, keeping the shelf, sending files, materials."""
