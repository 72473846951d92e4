"""Forms of the ecosystem room."""
