"""Knowledge: what works elsewhere, and what of it would stand here."""
