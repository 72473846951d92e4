"""Pages of the ecosystem room: this quarter, the diagnosis, the graph, alliances."""
