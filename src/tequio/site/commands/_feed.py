"""`./tequio import feed`: what partners' registers tell, read and taken in; for cron."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import traceback
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.text import slugify

from tequio.kernel import Act, Refused
from tequio.registry import service
from tequio.registry.queries.feeding import Subscription, going_on_at, subscriptions_of
from tequio.registry.service.fetching import Asking, fetch
from tequio.site.commands.act import organisation_named, person_named, tell_refusal
from tequio.site.sentences import sentence_of

ABOUT = (
    "Read the feed of another register and take in what changed since the last reading. An address"
    " that is not followed yet is followed from now on; --title says whose register it is. --all"
    " reads every feed that the register follows, for cron; one that cannot be read does not"
    " keep the others waiting."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose feed, for whom, by whom."""
    parser.add_argument("address", nargs="?", metavar="URL", help="where the feed stands")
    parser.add_argument("--all", action="store_true", help="every feed that is followed")
    parser.add_argument("--for", dest="name", required=True, help="short name of the keeper")
    parser.add_argument("--by", required=True, help="who does it: number, phone or e-mail")
    parser.add_argument("--title", default="", help="whose register it is, to begin to follow it")
    says = "machines of private networks may be asked"
    parser.add_argument("--private", action="store_true", help=says)


def run(arguments: argparse.Namespace) -> int:
    """0 when all was read, 1 when something was refused; what was taken as JSON, line by line."""
    try:
        keeper, by = organisation_named(arguments.name), person_named(arguments.by)
        assert keeper is not None
        asked = _asked(arguments, keeper, by)
    except Refused as refused:
        tell_refusal(refused)
        return 1
    asking = Asking(is_private=arguments.private)
    done = [_read(keeper, by, one, asking) for one in asked]
    return 0 if all(done) else 1


def _asked(arguments: argparse.Namespace, keeper: int, by: int | None) -> list[Subscription]:
    """The feeds to be read; one that is not followed yet is followed from now on."""
    if arguments.all or not arguments.address:
        return [one for one in subscriptions_of(keeper) if one.ended_at is None]
    found = going_on_at(keeper, arguments.address)
    if found is None:
        title = arguments.title or title_of(arguments.address)
        code = slugify(title)[:25].strip("-")
        act = _act(keeper, by, "follow", arguments.address, str(len(subscriptions_of(keeper))))
        service.subscribe(act, address=arguments.address, code=code, title=title)
        found = going_on_at(keeper, arguments.address)
        assert found is not None
    return [found]


def title_of(address: str) -> str:
    """What a register is called until somebody says better: its short name and its machine."""
    parts = urlsplit(address)
    before = parts.path.partition("/register")[0].rpartition("/")[2]
    return " ".join(filter(None, (before, (parts.hostname or "").replace(".", " "))))[:200]


def _act(keeper: int, by: int | None, *about: str) -> Act:
    digest = hashlib.sha256("|".join(about).encode()).hexdigest()[:40]
    return Act(by, keeper, timezone.localtime(), f"feed-{digest}")


def _read(keeper: int, by: int | None, one: Subscription, asking: Asking) -> bool:
    """Read one feed to its end; whether nothing went wrong."""
    token = one.token
    try:
        while True:
            pages = fetch(one.address, token, asking)
            told = _take(keeper, by, one, pages)
            print(json.dumps({"feed": one.address} | told, ensure_ascii=False))
            if told["token"] == token or not json.loads(pages[-1].body)["has_more"]:
                return True
            token = told["token"]
    except Refused as refused:
        _note(keeper, one, sentence_of(refused.refusals[0]))
        tell_refusal(refused)
    except Exception as error:
        _note(keeper, one, f"{type(error).__name__}: {error}")
        traceback.print_exception(error)
    return False


def _note(keeper: int, one: Subscription, trouble: str) -> None:
    service.note_reading(keeper, one.number, at=timezone.localtime(), trouble=trouble)
    print(one.address, file=sys.stderr)


def _take(
    keeper: int, by: int | None, one: Subscription, pages: list[service.SignedPage]
) -> dict[str, Any]:
    bodies = [page.body for page in pages]
    act = _act(keeper, by, str(one.number), *bodies)
    facts = service.take_feed(act, subscription=one.number, pages=pages).facts
    names = ("batch", "rows", "new", "changed", "same", "vanished", "token")
    return {name: facts[name] for name in names}
