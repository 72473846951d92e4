"""Which practice is meant: one of one's own, a published one, or a ready case.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Slug, Text
from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

NO_PRACTICE_TO_READ = RefusalKind(
    "no_practice_to_read",
    _("There is no such practice that your organisation could read."),
    _("Choose one of your own, a published one, or a ready case."),
    about="input",
)


@dataclass(frozen=True)
class Practice:
    """A practice by number, or a ready case by code.

    innovation  its number in the library of `keeper`
    version     left out: the one that stands
    keeper      short name of whose practice it is; left out: your own organisation's
    case        code of a ready case, such as creche
    """

    innovation: Id | None = None
    version: Id | None = None
    keeper: Slug = ""
    case: Annotated[str, Text(40)] = ""


@dataclass(frozen=True)
class Read:
    """A practice as it was read; `design`: what it says, as canonical JSON.

    source, innovation, version  whose, which, as it stood; of a ready case only `code`
    digest                       of what it says
    """

    source: int | None
    innovation: int | None
    version: int | None
    code: str
    title: str
    design: str
    digest: str
