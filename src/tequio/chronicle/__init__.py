"""The append-only record of acts: one line per act and organisation, hash-chained."""
