"""What the address of a page of the mirror or of the desk asks for."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest

from tequio.registry.queries.finding import find
from tequio.screening.queries.mirror import Network

FOUND = 20


def network_asked(request: HttpRequest, networks: Sequence[Network]) -> Network | None:
    """The network of `?of=`, else the first; None where no network recognises the organisation.
    Raises Http404 for another one."""
    asked = request.GET.get("of", "")
    if not asked:
        return networks[0] if networks else None
    found = next((one for one in networks if one.slug == asked), None)
    if found is None:
        raise Http404
    return found


def network_called(slug: str, networks: Sequence[Network]) -> Network:
    """The network of this short name that recognises the organisation.  Raises Http404."""
    for one in networks:
        if one.slug == slug:
            return one
    raise Http404


def asked_name(request: HttpRequest) -> str:
    """The name that is looked for with `?q=`."""
    return request.GET.get("q", "")[:200]


def called(examiner: int, asked: str) -> list[tuple[int, str, str]]:
    """Number, name and place of those in a register whom the words can mean; the caller checked
    that whoever looks may see it."""
    rows = find(examiner, text=asked, limit=FOUND).rows if asked.strip() else ()
    return [(one.number, one.name, one.locality) for one in rows]
