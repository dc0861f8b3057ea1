"""Days and times as they are written here, in the languages in which Django means another country."""
