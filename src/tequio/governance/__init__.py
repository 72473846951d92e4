"""How a group decides: bodies, meetings, proposals, ballots, resolutions, budgets."""
