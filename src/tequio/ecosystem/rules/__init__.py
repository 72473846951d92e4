"""Frameworks, scorecards, the graph of actors and its findings.  Pure: no framework, no storage."""
