"""Who speaks next: one order for all."""
