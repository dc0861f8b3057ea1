"""The link of the room's page for a big screen: made anew, or taken away."""
