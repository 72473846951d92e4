"""What was observed, written and tried, and whether it holds."""
