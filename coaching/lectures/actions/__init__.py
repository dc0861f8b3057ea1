"""What is done with recordings: keeping the shelf, sending files, watching."""
