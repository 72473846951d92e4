"""Whole walks (`stories`), the map (`architecture`) and what all tests stand on (`lanes`)."""
