"""Planning on the pages: themes, sessions and subgroups made, sessions changed, and what is not used taken away."""
