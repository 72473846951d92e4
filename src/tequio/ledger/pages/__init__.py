"""Pages of the books and of mandates."""
