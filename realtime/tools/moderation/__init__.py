"""Keeping a room safe: messages that wait, words that are hidden, and somebody who is silenced or removed."""
