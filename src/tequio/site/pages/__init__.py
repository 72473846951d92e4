"""Pages of no room: the front door, one's own account, the chronicle."""
