"""What people want to ask: all together with upvotes, or the coach alone."""
