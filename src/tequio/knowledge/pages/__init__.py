"""Pages of the knowledge room: the watch, practices, places, transfers."""
