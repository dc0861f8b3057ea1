"""What is done in live rooms: the same verbs for sockets and for plain forms."""
