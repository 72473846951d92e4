"""Registry: assertions, mappings, matching, what is shown and what leaves.  Pure."""
