"""The act that takes pages of a partner's feed in.  It reads nothing from outside: the pages are
given to it as they came."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from tequio.chronicle.queries import head_of
from tequio.chronicle.rules.inputs import File, Id, Text
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.models import BatchRow, SubscriptionRow
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.rules import subscribing as rules
from tequio.registry.rules.exchange import feeds
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.service import showing
from tequio.registry.service.subscribing import subscription_here
from tequio.registry.service.taking_feeds import Taking, take

MOST_PAGES = 20


@dataclass(frozen=True)
class SignedPage:
    """A page of a feed as it came: its bytes as text, and its signature in hexadecimal."""

    body: File
    signature: Annotated[str, Text(128, form="[0-9a-f]{128}")]


@act(
    "registry.take_feed",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_SUBSCRIPTION,
        rules.SUBSCRIPTION_ENDED,
        rules.FEED_OF_OUR_OWN,
        *feeds.OF_A_FEED,
    ],
)
def take_feed(act: Act, /, *, subscription: Id, pages: list[SignedPage]) -> rules.FeedTaken:
    """Take in what a partner's register tells: all of these pages, or nothing.

    subscription  its number
    pages         the next pages of its feed, in their order, each with its signature
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    row = subscription_here(keeper, subscription)
    read = _read(row, pages)
    if read[0].chain == head_of(keeper).chain:
        raise Refused(rules.FEED_OF_OUR_OWN.because())
    order = keeping_on(keeper, act.today).order
    batch_id, begun = take_ids(keeper), _begun(row)
    taking = Taking(keeper, row.source_id, batch_id, act.at, order, read[-1].title, begun)
    took = take(taking, read)
    showing.show_again(keeper, took.touched, order)
    last = read[-1]
    rows = SubscriptionRow.objects.filter(organisation_id=keeper, id=row.id)
    rows.update(
        public_key=last.key,
        chain=last.chain,
        token=last.next,
        taken_at=act.at,
        tried_at=act.at,
        trouble="",
    )
    batch = _batch(act, row, taking, pages, took.counts)
    return rules.FeedTaken(
        subscription=row.id,
        batch=batch.id,
        sources=(row.source_id, *took.speaking),
        mapping=None,
        file=batch.file_digest,
        format=batch.format,
        edition=batch.edition,
        **took.counts,
        key=last.key,
        chain=last.chain,
        number=last.number,
        digest=last.digest,
        token=last.next,
        opened=took.opened,
        hidden=took.hidden,
        coarse=took.coarse,
    )


def _begun(row: SubscriptionRow) -> int:
    """After what the feed was read from its beginning: the subscription, or an undone reading."""
    undone = BatchRow.objects.filter(
        organisation_id=row.organisation_id, source_id=row.source_id, undone_at__isnull=False
    )
    last = undone.order_by("-id").values_list("id", flat=True).first()
    return max(row.id, last or 0)


def _read(row: SubscriptionRow, pages: Sequence[SignedPage]) -> list[feeds.FeedPage]:
    """The pages, once each is signed by the key that was seen first and follows the one before.
    Raises Refused; then nothing of any page is taken."""
    if not 1 <= len(pages) <= MOST_PAGES:
        raise Refused(feeds.TOO_MANY_PAGES.because(most=MOST_PAGES))
    key, read = row.public_key, []
    for place, page in enumerate(pages, start=1):
        one = _signed(page, place, key)
        key = one.key
        read.append(one)
    for kind, facts in feeds.objections_to_order(read, token=row.token, chain=row.chain):
        raise Refused(kind.because(**facts))
    return read


def _signed(page: SignedPage, place: int, key: str) -> feeds.FeedPage:
    body = page.body.encode()
    if key and not feeds.is_signed(body, signature=page.signature, key=key):
        now = _other_key(page, place)
        if now and now != key:
            raise Refused(feeds.KEY_CHANGED.because(now=now[:16], before=key[:16]))
        raise Refused(feeds.FEED_NOT_SIGNED.because(page=place, key=key[:16]))
    one = feeds.read_page(body, place)
    if not feeds.is_signed(body, signature=page.signature, key=key or one.key):
        raise Refused(feeds.FEED_NOT_SIGNED.because(page=place, key=one.key[:16]))
    if key and one.key != key:
        raise Refused(feeds.KEY_CHANGED.because(now=one.key[:16], before=key[:16]))
    return one


def _other_key(page: SignedPage, place: int) -> str:
    """The key by which a page is signed that is not signed by the key seen first."""
    body = page.body.encode()
    try:
        now = feeds.read_page(body, place).key
    except Refused:
        return ""
    return now if feeds.is_signed(body, signature=page.signature, key=now) else ""


def _batch(
    act: Act,
    row: SubscriptionRow,
    taking: Taking,
    pages: Sequence[SignedPage],
    counts: dict[str, Any],
) -> BatchRow:
    sha = hashlib.sha256()
    for page in pages:
        sha.update(page.body.encode())
    return BatchRow.objects.create(
        organisation_id=row.organisation_id,
        id=taking.batch,
        source_id=row.source_id,
        mapping_id=None,
        file_name=row.address[:200],
        file_digest=sha.hexdigest(),
        format="feed",
        edition=act.today,
        recorded_at=act.at,
        report="[]",
        **counts,
    )
