"""A programme written as one YAML plan: reading it with line numbers, and loading it."""
