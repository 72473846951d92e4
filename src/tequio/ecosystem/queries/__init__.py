"""Who holds what, who knows whom, what was found, and whether it holds."""
