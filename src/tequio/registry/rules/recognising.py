"""When a listed organisation is one of this node, and what that one may write.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

NO_SUCH_ORGANISATION_HERE = RefusalKind(
    "no_such_organisation_here",
    _("There is no organisation with the number {organisation} on this node."),
    _("Choose one of your members."),
    about="input",
)
NEITHER_MEMBER_NOR_ASKED = RefusalKind(
    "neither_member_nor_asked",
    _("This organisation is no member of yours and did not ask to be recognised."),
    _("Ask its secretary to ask for it on the page of the register."),
)
LISTED_TWICE = RefusalKind(
    "recognised_elsewhere",
    _("This organisation is recognised already, as number {listed}."),
    _("Take that back first, or merge the two."),
)
IS_ANOTHER = RefusalKind(
    "recognised_as_another",
    _("Number {listed} was recognised as another organisation of this node."),
    _("Take that back first, if it was wrong."),
)
NOT_RECOGNISED = RefusalKind(
    "not_recognised",
    _("This register does not know your organisation as one of its own."),
    _("Find it in the register and ask to be recognised."),
)
NO_SUCH_REGISTER = RefusalKind(
    "no_such_register",
    _("There is no register called {register} that your organisation could see."),
    _("Check the short name in the address of its pages."),
    about="input",
)
ALREADY_ASKED = RefusalKind(
    "recognition_already_asked",
    _("It was asked already and waits for an answer."),
    _("Wait until the office of the register has answered."),
)


def objections_to_recognise(
    *, listed: int, party: int | None, organisation: int, may: bool, elsewhere: int | None
) -> Iterator[Refusal]:
    """Against saying that a listed one is this organisation of the node.

    party      which one it is recognised as
    may        it is a member, or asked for it itself
    elsewhere  under which other number it is recognised
    """
    if not may:
        yield NEITHER_MEMBER_NOR_ASKED.because()
    if party is not None and party != organisation:
        yield IS_ANOTHER.because(listed=listed)
    if elsewhere is not None and elsewhere != listed:
        yield LISTED_TWICE.because(listed=elsewhere)
