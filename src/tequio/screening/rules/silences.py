"""Why a fact of the own books cannot be said.  Pure.

What is not said is unknown, never zero: each silence names what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _

SILENCES: Mapping[str, str] = {
    "not_in_statutes": _("The statutes that were adopted here do not say it."),
    "no_such_provision": _("The statutes that can be kept here have no provision for it."),
    "nothing_happened": _("In the period there was nothing to measure it by."),
    "nobody_belongs": _("Nobody belongs to it on this day."),
    "too_young": _("It has not kept its books here for the whole period yet."),
    "not_kept_here": _("It does not keep this book here."),
    "votes_of_organisations": _("Organisations are members, and who votes for them is not kept."),
    "other_book_closed": _("It rests on another book as well, which is not open to read."),
    "several_units": _("It was in several units of money, which cannot be added up."),
    "not_attributable": _("The books show that something happened, but not what it was."),
}
"""Code → the sentence that a page shows."""
