"""Savings groups: the group's meeting, its cycle, its share-out and its turns."""
