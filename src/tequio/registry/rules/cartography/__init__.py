"""The map without any outside server: projections, cells, marks, land and its drawing.  Pure."""
