"""Acts of the knowledge room."""
