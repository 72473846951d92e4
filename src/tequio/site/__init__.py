"""The door: settings, sign-in, page frame, command line."""
