"""Guests of an open event: a code, a nickname, and one room for one day."""
