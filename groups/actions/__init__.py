"""What is done with subgroups, split by what it is about."""

from groups.actions.joining import join, join_as_new
from groups.actions.links import close_link, make_link, open_link_again
from groups.actions.moving import choose_chair, move

__all__ = ["choose_chair", "close_link", "join", "join_as_new", "make_link", "move", "open_link_again"]
