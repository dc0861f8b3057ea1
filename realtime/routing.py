"""Where the live rooms' sockets are."""

sockets = []
