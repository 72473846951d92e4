"""What the pages of circles ask for."""
