"""The pages of pilots, their steps, and guidance visits."""
