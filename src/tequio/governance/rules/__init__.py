"""Rules of governance: effects, objections, counting, certificates.  Pure."""
