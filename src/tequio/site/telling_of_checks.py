"""What the check of each room has seen to, in words."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _
from tequio.site import (
    telling_of_ecosystem,
    telling_of_knowledge,
    telling_of_registers,
    telling_of_screenings,
)

CHECKED: Mapping[str, str] = {
    "chronicle": _("Every line follows the one before, and the head and all witnesses agree."),
    "membership": _("No text was changed after it was written."),
    "statutes": _("Every rule names its resolution and could be adopted."),
    "mandates": _("Every mandate names its decision, and nothing was drawn beyond it."),
    "ledger": _("Every balance is the sum of its entries, and every entry has its mandate."),
    "governance": _(
        "Every decision is as the chronicle tells it, every vote gives the same when it is counted"
        " again, and the mandates and the statutes are those that were decided."
    ),
    "lending": _("Every loan agrees with the books."),
    "shares": _("Every share that was asked back and every division agrees with the books."),
    "circles": _(
        "Every sheet, every share-out and every round of turns agrees with the books and computes"
        " again."
    ),
    "notices": _("Every member was told what is written down for her, if she wanted to be told."),
    "registry": telling_of_registers.CHECKED,
    "screening": telling_of_screenings.CHECKED,
    "knowledge": telling_of_knowledge.CHECKED,
    "ecosystem": telling_of_ecosystem.CHECKED,
    "database": _("Every guard stands in the database as it was made."),
}
"""Room → what its check has seen to when it finds nothing."""
