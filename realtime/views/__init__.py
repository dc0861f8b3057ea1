"""The room's pages: everything works as plain forms, and becomes live where there is JavaScript."""
