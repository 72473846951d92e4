"""A file that waits to be taken in, and what was chosen for it; kept in the address alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from tequio.kernel import Refused, refuse
from tequio.registry.pages.visiting import Looking, look_inside
from tequio.registry.queries.fitting import Offered
from tequio.registry.rules.keeping import objections_to_keep
from tequio.registry.rules.mapping import Mapping
from tequio.registry.rules.taking_in import FILE_NOT_HERE
from tequio.registry.service.staged import staged

DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Waiting:
    """A file that waits.

    name     of the file, as it was sent
    mapping  by which it is read (`queries.fitting.Offered.name`); empty where none was chosen
    source   whose file it is; empty where the mapping tells
    edition  the day for which it stands; `whole`: who is missing in it has vanished
    """

    digest: str
    path: Path
    name: str
    mapping: str
    source: str
    edition: date
    whole: bool

    def query(self, **other: str) -> str:
        """What was chosen, as it stands in an address; `other` instead of it."""
        chosen = {
            "name": self.name,
            "mapping": self.mapping,
            "source": self.source,
            "edition": self.edition.isoformat(),
            "extent": "whole" if self.whole else "part",
        }
        return urlencode(chosen | other)

    def address(self, slug: str, page: str = "preview", **other: str) -> str:
        """The address of a page about it."""
        return f"{reverse(f'registry:{page}', args=[slug, self.digest])}?{self.query(**other)}"


def desk(request: HttpRequest, slug: str) -> Looking:
    """Who keeps the register.  Raises Http404 for strangers, Refused for other members."""
    looking = look_inside(request, slug)
    refuse(objections_to_keep(looking.standing, looking.keeping))
    return looking


def waiting(request: HttpRequest, looking: Looking, digest: str) -> Waiting:
    """The file of this address.  Raises Refused where it does not wait any more."""
    if not DIGEST.fullmatch(digest):
        raise Http404
    path = staged(looking.organisation.id, digest)
    if path is None:
        raise Refused(FILE_NOT_HERE.because())
    given = request.GET
    return Waiting(
        digest,
        path,
        name=called(given.get("name", "")),
        mapping=given.get("mapping", ""),
        source=given.get("source", ""),
        edition=_day(given.get("edition", "")) or looking.today,
        whole=given.get("extent") != "part",
    )


def called(name: str) -> str:
    """The name of a file as it is kept: no signs that are none, its end where it is long."""
    plain = "".join(sign for sign in name if sign.isprintable()).strip()
    return plain[-200:] or "list"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def source_in(mapping: Mapping, chosen: str) -> str:
    """Whose file it is: as chosen, if the mapping speaks for it, else its first source."""
    spoken = [part.source for part in mapping.parts]
    return chosen if chosen in spoken else spoken[0]


def choices_of(offered: Sequence[Offered], saved: str, ready: str) -> list[tuple[str, object]]:
    """Mappings for a list of choices, under the headings `saved` and `ready`."""
    groups = [
        (saved, [(one.name, one.mapping.title) for one in offered if one.is_saved]),
        (ready, [(one.name, one.mapping.title) for one in offered if not one.is_saved]),
    ]
    return [(title, rows) for title, rows in groups if rows]
