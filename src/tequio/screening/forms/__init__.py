"""Forms of the screening."""
