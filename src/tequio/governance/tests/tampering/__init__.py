"""Each kind of change past the guards, with the codes of what `verify` finds of it."""
