"""What a decision allows: units, purposes, mandates, keys."""
