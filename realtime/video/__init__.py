"""The video of a room: a Jitsi Meet frame that people enter with short tokens. The page is complete without it."""
