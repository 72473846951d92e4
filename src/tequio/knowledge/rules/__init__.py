"""Designs, contexts, and what one says of the other.  Pure: no framework, no storage, no clock."""
