"""What the graph, the scorecards and the practices suggest to do next.  Pure."""

from tequio.ecosystem.rules.findings.finding import (
    CODES,
    DEEDS,
    Code,
    Deed,
    Field,
    Finding,
    Named,
)

__all__ = ["CODES", "DEEDS", "Code", "Deed", "Field", "Finding", "Named"]
