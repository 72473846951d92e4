"""Acts of the ecosystem room."""
