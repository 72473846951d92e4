"""What every answer for machines shares: who may read it, how long it is fresh, from anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from tequio.registry.pages.visiting import Looking
from tequio.registry.queries.exchange import version_of

Body = bytes | Iterable[bytes]
Answer = TypeVar("Answer", bound=HttpResponseBase)


def register_address(request: HttpRequest, slug: str) -> str:
    """The register's own address, whole, with a stroke at its end."""
    return request.build_absolute_uri(reverse("registry:register", args=[slug]))


def version(looking: Looking) -> tuple[str, datetime | None]:
    """The mark of everything that leaves this register now, and when anything was done last."""
    state, at = version_of(looking.organisation.id, looking.keeping.order)
    return f'"{state}"', at


def fresh_already(request: HttpRequest, looking: Looking) -> HttpResponse | None:
    """The answer to whoever has what is here already."""
    mark, at = version(looking)
    found = get_conditional_response(request, mark, int(at.timestamp()) if at else None)
    return with_heads(found, looking) if found is not None else None


def answer(looking: Looking, body: Body, kind: str, name: str = "") -> HttpResponseBase:
    """Bytes, or a stream of them, as a file of this kind; with a name it is kept as one."""
    found: HttpResponse | StreamingHttpResponse
    if isinstance(body, bytes):
        found = HttpResponse(body, content_type=kind)
    else:
        found = StreamingHttpResponse(body, content_type=kind)
    if name:
        found["Content-Disposition"] = f'attachment; filename="{name}"'
    return with_heads(found, looking)


def with_heads(found: Answer, looking: Looking) -> Answer:
    """Marks of freshness; where the register is public, pages of others may read it too."""
    mark, at = version(looking)
    found["ETag"] = mark
    if at is not None:
        found["Last-Modified"] = http_date(at.timestamp())
    if looking.keeping.is_public:
        found["Access-Control-Allow-Origin"] = "*"
        found["Access-Control-Expose-Headers"] = "ETag, Tequio-Signature"
        found["Cache-Control"] = "public, no-cache"
    else:
        found["Cache-Control"] = "private, no-cache"
    return found


def as_json(what: Any) -> bytes:
    """JSON in UTF-8, as short as it goes."""
    return json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def listed_in(before: bytes, parts: Iterable[Iterable[Any]], after: bytes) -> Iterator[bytes]:
    """A list in JSON, written while it is read."""
    yield before
    is_first = True
    for some in parts:
        written = b",".join(as_json(one) for one in some)
        if written:
            yield written if is_first else b"," + written
            is_first = False
    yield after
