"""Files that are shown to everybody who takes part."""

from __future__ import annotations

from tequio.kernel import Act
from tequio.membership.visits import has_document
from tequio.screening.queries.documents import is_of_another


def may_be_named(act: Act, digest: str) -> bool:
    """Whether a file is kept here that this person may show to all who take part: not one that
    another handed in as evidence for a screening, whose digest every member reads.  One query."""
    keeper = act.of_organisation
    return has_document(keeper, digest) and not is_of_another(keeper, digest, act.by)
