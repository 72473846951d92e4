"""Tags that only pages of governance use."""
