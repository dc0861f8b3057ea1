"""Walls: notes that people write side by side, shown when the coach says so, gathered under headings."""
