"""The map holds, and each check has a test that makes it fail."""
