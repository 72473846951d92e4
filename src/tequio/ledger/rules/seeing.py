"""Who sees the books, and what in them concerns a member's loan.  Pure."""

from __future__ import annotations

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership.rules import OFFICE_NOT_HELD, OFFICES, Standing, is_member, is_officer

BOOKS_NOT_SHOWN = RefusalKind(
    "books_not_shown",
    _("By the rules of this group only those who hold an office see the whole books."),
    _("Look at your own passbook, or bring a change of the rules to the assembly."),
    about="who",
)
LOANS = "lending."
"""Purposes that begin so are about a member's loan."""


def sees(standing: Standing, *, rule: str) -> bool:
    """Whether the statutes show this to whoever looks.

    rule  value of `privacy.books` or `privacy.loans`: "members", "officers" or "self"
    """
    if rule == "members":
        return is_member(standing) or is_officer(standing)
    return rule == "officers" and is_officer(standing)


def objections_to_see_books(standing: Standing, *, rule: str) -> list[Refusal]:
    """`privacy.books` decides; a member's own passbook and what was decided are always open."""
    return [] if sees(standing, rule=rule) else [BOOKS_NOT_SHOWN.because()]


def is_about_a_loan(*, kind: str = "", code: str = "") -> bool:
    """Whether an account of this kind, or an entry for this purpose, tells of a member's loan."""
    return kind == "member-loan" or code.startswith(LOANS)


def objections_to_keep_the_book(standing: Standing) -> list[Refusal]:
    """Whoever holds an office opens accounts and compares the book with the bank's statements."""
    return [] if is_officer(standing) else [OFFICE_NOT_HELD.because(offices=", ".join(OFFICES))]
