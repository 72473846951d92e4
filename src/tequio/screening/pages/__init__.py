"""Pages of the screening: what everybody may read, the desk, and the mirror of an organisation."""
