"""Forms of the knowledge room."""
