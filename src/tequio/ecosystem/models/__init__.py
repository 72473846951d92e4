"""Tables of the ecosystem room."""
