"""One coaching round, played by simulated people who use only what real ones have.

They log in through the pages, speak the real socket protocol and read what a
member reads. Whatever is checked is checked from the outside.
"""
