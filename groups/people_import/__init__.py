"""Bringing people in from a table: read it, check all of it, show what would happen, do it whole."""
