"""Two registers, of which one follows the other's feed; and feeds that somebody forged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from tequio.registry import service
from tequio.registry.models import SubscriptionRow
from tequio.registry.service import SignedPage
from tequio.registry.tests.stage import Register, register

ADDRESS = "https://partner.example/o/{slug}/register/feed"
FORGER = Ed25519PrivateKey.from_private_bytes(b"f" * 32)


def a_register(slug: str, **more: Any) -> Register:
    """A public register with one source that everybody may pass on."""
    found = register(slug, name=slug.title()).rules(public=True)
    known = {"licence": "CC-BY-4.0", "attribution": f"The list of {slug}"} | more
    return found.ready(f"list-{slug}", **known)


def fetched(slug: str, since: str = "") -> SignedPage:
    """A page of a feed as it comes over the line."""
    found = Client().get(f"/o/{slug}/register/feed", {"since": since})
    assert found.status_code == 200
    return SignedPage(found.content.decode(), found["Tequio-Signature"])


def told(page: SignedPage) -> dict[str, Any]:
    """What a page says."""
    return dict(json.loads(page.body))


def forged(page: SignedPage, **changed: Any) -> SignedPage:
    """The page with something else in it, signed by somebody with a key of her own."""
    key = FORGER.public_key().public_bytes_raw().hex()
    body = json.dumps(told(page) | {"key": key} | changed)
    return SignedPage(body, FORGER.sign(body.encode()).hex())


@dataclass
class Following:
    """One register follows another."""

    here: Register
    there: str
    number: int

    @property
    def row(self) -> SubscriptionRow:
        return SubscriptionRow.objects.get(organisation_id=self.here.keeper, id=self.number)

    def takes(self, *pages: SignedPage) -> Mapping[str, Any]:
        """Take these pages, or the next ones there are; what came of it."""
        given, token = list(pages), self.row.token
        while not given or (not pages and told(given[-1])["has_more"]):
            given.append(fetched(self.there, token))
            token = told(given[-1])["next"]
        act = self.here.act()
        return service.take_feed(act, subscription=self.number, pages=given).facts


def follows(here: Register, there: str, **more: Any) -> Following:
    """Begin to follow."""
    known = {"code": there, "title": f"Register of {there}"} | more
    given = {"address": ADDRESS.format(slug=there)} | known
    facts = service.subscribe(here.act(), **given).facts
    return Following(here, there, int(facts["subscription"]))


def cut(page: SignedPage) -> SignedPage:
    """The page as it stands when the line broke."""
    return replace(page, body=page.body[: len(page.body) // 2])
