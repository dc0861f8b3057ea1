"""How it feels: reactions that fade, and wishes to the coach. Neither is kept with a person."""
