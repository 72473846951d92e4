"""Facts, packs, and what a pack says of facts.  Pure: no framework, no storage, no clock."""
