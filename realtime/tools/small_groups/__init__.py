"""Small groups: who is with whom, their own rooms and notes, the clock, and reporting back."""
