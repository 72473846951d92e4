"""Acts that begin and end following a partner's feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from tequio.chronicle.rules.inputs import Id, Text
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, digest, plain, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.models import SourceRow, SubscriptionRow
from tequio.registry.queries.feeding import (
    going_on_at,
    subscription_of,
    subscriptions_of,
    was_followed,
)
from tequio.registry.queries.hand import OF_ITS_OWN, OF_THE_KEEPER
from tequio.registry.queries.keeping import objections_to_keep
from tequio.registry.queries.sources import told_of
from tequio.registry.rules import deciding
from tequio.registry.rules import subscribing as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.service.sources import SourceCode, SourceTitle

FeedAddress = Annotated[str, Text(400)]


@act(
    "registry.subscribe",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.ADDRESS_NOT_KNOWN,
        rules.ALREADY_SUBSCRIBED,
        deciding.CODE_MISSING,
        deciding.CODE_TAKEN,
    ],
)
def subscribe(
    act: Act,
    /,
    *,
    address: FeedAddress,
    code: SourceCode,
    title: SourceTitle,
    may_publish: bool = True,
) -> rules.Subscribed:
    """Follow the feed of another register: its records stand here as the partner's.

    address      where the feed stands, whole
    code, title  under which the partner stands among the sources; where it was followed before,
                 the same code goes on with the same records
    may_publish  what the partner lets everybody pass on, by the licence of each record, leaves
                 this register too
    """
    refuse(objections_to_keep(act))
    refuse(rules.objections_to_address(address))
    refuse(
        deciding.objections_to_source(
            code=code, title=title, licence=rules.BY_RECORD, may_publish=may_publish
        )
    )
    keeper = act.of_organisation
    if going_on_at(keeper, address) is not None:
        raise Refused(rules.ALREADY_SUBSCRIBED.because(address=address))
    source = _source_for(keeper, code)
    opened: tuple[Mapping[str, Any], ...] = ()
    if source is None:
        source = SourceRow.objects.create(
            organisation_id=keeper,
            id=take_ids(keeper),
            code=code,
            title=title,
            kind="partner",
            licence=rules.BY_RECORD,
            may_publish=may_publish,
            opened_on=act.today,
        )
        opened = (plain(told_of(source)),)
    row = SubscriptionRow.objects.create(
        organisation_id=keeper, id=take_ids(keeper), source_id=source.id, address=address
    )
    return rules.Subscribed(row.id, source.id, digest(address), opened)


def _source_for(keeper: int, code: str) -> SourceRow | None:
    """The source of a partner who was followed under this code before, if any.  Raises Refused
    where it is somebody else's, the office's own among them."""
    rows = SourceRow.objects.filter(organisation_id=keeper)
    source = rows.filter(code=code).first()
    if source is not None and was_followed(keeper, source.id):
        return source
    partners = {one.code for one in subscriptions_of(keeper)}
    is_taken = code in (OF_THE_KEEPER, OF_ITS_OWN) or source is not None
    if is_taken or rules.is_of_another(code, partners):
        raise Refused(deciding.CODE_TAKEN.because(code=code))
    return None


@act(
    "registry.end_subscription",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.NO_SUCH_SUBSCRIPTION, rules.SUBSCRIPTION_ENDED],
)
def end_subscription(act: Act, /, *, subscription: Id) -> rules.SubscriptionEnded:
    """Read a partner's feed no more; what was taken from it stays as it is.

    subscription  its number
    """
    refuse(objections_to_keep(act))
    row = subscription_here(act.of_organisation, subscription)
    SubscriptionRow.objects.filter(organisation_id=row.organisation_id, id=row.id).update(
        ended_at=act.at
    )
    return rules.SubscriptionEnded(row.id)


def subscription_here(keeper: int, number: int) -> SubscriptionRow:
    """A subscription that goes on.  Raises Refused where it does not."""
    row = subscription_of(keeper, number)
    if row is None:
        raise Refused(rules.NO_SUCH_SUBSCRIPTION.because(subscription=number))
    if row.ended_at is not None:
        raise Refused(rules.SUBSCRIPTION_ENDED.because())
    return row


def note_reading(keeper: int, subscription: int, *, at: datetime, trouble: str = "") -> None:
    """Write down when a feed was read and why nothing could be taken, for whoever looks at the
    list.  Says nothing about anybody's data, so it is no act."""
    rows = SubscriptionRow.objects.filter(organisation_id=keeper, id=subscription)
    rows.update(tried_at=at, trouble=trouble[:400])
