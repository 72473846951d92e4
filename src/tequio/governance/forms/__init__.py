"""Forms of governance: what a person types, read into what an act takes."""
