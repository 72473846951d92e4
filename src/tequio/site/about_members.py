"""Which pages about a member whoever looks may open: each by the rule of its own room."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from tequio.ledger.rules import seeing
from tequio.membership.rules import is_officer
from tequio.membership.visits import Visit
from tequio.membership.visits.about import Kept
from tequio.notices.queries.passbook import objections_to_see
from tequio.statutes.queries import statutes_on


def pages_about(visit: Visit, person: int) -> Iterator[Kept]:
    """Her own, all of them; of another's only those that will not be refused."""
    slug, is_me = visit.organisation.slug, visit.person == person
    if is_me:
        yield Kept(reverse("mine", args=[slug]), gettext("All that is mine here"), "person")
    rule = statutes_on(visit.organisation.id, visit.today).choice("privacy.books")
    if is_me or not seeing.objections_to_see_books(visit.standing, rule=rule):
        yield Kept(reverse("ledger:passbook", args=[slug, person]), gettext("Passbook"), "book")
    if not objections_to_see(visit.standing, person, visit.today):
        title = gettext("In large figures, to print or to hear")
        yield Kept(reverse("notices:passbook", args=[slug, person]), title, "coins")
    if is_me or is_officer(visit.standing):
        yield Kept(reverse("notices:messages", args=[slug, person]), gettext("Messages"), "sheet")
