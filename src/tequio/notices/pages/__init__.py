"""Pages of notices: passbook, reading aloud, proof, messages, disputed entries, what comes in."""
