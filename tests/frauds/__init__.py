"""Documented frauds of savings groups, acted out; and where each of them is seen."""
