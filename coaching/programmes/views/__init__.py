"""The pages of a programme, one file a page."""
