"""What people use together in a room, one folder a tool."""
