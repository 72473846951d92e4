"""What organisations have and need, as they say it or as an organiser writes it down."""

from __future__ import annotations

from typing import Annotated

from tequio.chronicle.rules.inputs import Id, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AssetRow, NeedRow
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.queries.standing import objections_to_organise, speaks_as
from tequio.ecosystem.rules import saying as rules
from tequio.ecosystem.rules.standing import (
    ITS_OFFICERS,
    NOT_ITS_OFFICER,
    OF_AN_ACTOR,
    ORGANISERS,
)
from tequio.ecosystem.rules.told_of_actors import AssetEnded, AssetSaid, NeedEnded, NeedSaid
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import family_of, heads_of
from tequio.registry.rules.deciding import NO_SUCH_LISTED
from tequio.registry.service.speaking import words_kept

AssetCode = Annotated[str, Text(40)]
"""The code of a kind of asset, such as `training`."""
OF_WHOM_IT_LEADS_TO = (NO_SUCH_LISTED, NOT_ITS_OFFICER)
OR_ORGANISERS = f"{ITS_OFFICERS}; of the territory, {ORGANISERS}"


@act(
    "ecosystem.say_asset",
    may=ITS_OFFICERS,
    refusals=[*OF_AN_ACTOR, rules.ASSET_NOT_KNOWN, rules.ASSET_SAID_ALREADY],
)
def say_asset(act: Act, /, *, listed: Id, asset: AssetCode, words: Words = "") -> AssetSaid:
    """Say that an organisation has something that others could use.

    asset  the kind, such as `training`; words: what exactly, and for whom
    """
    keeper, is_own = act.of_organisation, speaks_as(act, listed)
    rows = AssetRow.objects.filter(organisation_id=keeper, asset=asset, ended_on=None)
    there = rows.filter(listed_id__in=family_of(keeper, listed))
    refuse(
        rules.objections_to_say_asset(
            asset, kinds=kinds_of_assets(), there=there.values_list("id", flat=True).first()
        )
    )
    text, proof = words_kept(keeper, words)
    assert act.by is not None, "whoever speaks for an organisation is somebody"
    row = AssetRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        listed_id=listed,
        asset=asset,
        text_id=text,
        is_own=is_own,
        since=act.today,
        person_id=act.by,
    )
    return AssetSaid(row.id, listed, asset, is_own, row.since, text, proof)


@act("ecosystem.end_asset", may=ITS_OFFICERS, refusals=[*OF_WHOM_IT_LEADS_TO, rules.NO_SUCH_ASSET])
def end_asset(act: Act, /, *, holding: Id) -> AssetEnded:
    """Say that an organisation has something no more.

    holding  the number under which it stands
    """
    keeper = act.of_organisation
    rows = AssetRow.objects.filter(organisation_id=keeper, id=holding, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_ASSET.because(holding=holding))
    is_own = speaks_as(act, heads_of(keeper, [row.listed_id])[row.listed_id])
    rows.update(ended_on=act.today)
    return AssetEnded(holding, row.listed_id, is_own, act.today)


@act(
    "ecosystem.say_need",
    may=OR_ORGANISERS,
    refusals=[*OF_AN_ACTOR, OFFICE_NOT_HELD, rules.ASSET_NOT_KNOWN, rules.NEED_SAID_ALREADY],
)
def say_need(
    act: Act, /, *, asset: AssetCode, listed: Id | None = None, words: Words = ""
) -> NeedSaid:
    """Say that something is needed.

    listed  by whom; left out: by the whole territory, as an organiser sees it
    """
    keeper, is_own = act.of_organisation, _speaks_for_need(act, listed)
    family = [] if listed is None else family_of(keeper, listed)
    rows = NeedRow.objects.filter(organisation_id=keeper, asset=asset, ended_on=None)
    there = rows.filter(listed_id=None) if listed is None else rows.filter(listed_id__in=family)
    refuse(
        rules.objections_to_say_need(
            asset, kinds=kinds_of_assets(), there=there.values_list("id", flat=True).first()
        )
    )
    text, proof = words_kept(keeper, words)
    assert act.by is not None, "whoever speaks for an organisation is somebody"
    row = NeedRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        listed_id=listed,
        asset=asset,
        text_id=text,
        is_own=is_own,
        since=act.today,
        person_id=act.by,
    )
    return NeedSaid(row.id, listed, asset, is_own, row.since, text, proof)


@act(
    "ecosystem.end_need",
    may=OR_ORGANISERS,
    refusals=[*OF_WHOM_IT_LEADS_TO, OFFICE_NOT_HELD, rules.NO_SUCH_NEED],
)
def end_need(act: Act, /, *, need: Id) -> NeedEnded:
    """Say that something is needed no more.

    need  the number under which it stands
    """
    keeper = act.of_organisation
    rows = NeedRow.objects.filter(organisation_id=keeper, id=need, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_NEED.because(need=need))
    listed = row.listed_id
    is_own = _speaks_for_need(act, listed and heads_of(keeper, [listed])[listed])
    rows.update(ended_on=act.today)
    return NeedEnded(need, listed, is_own, act.today)


def _speaks_for_need(act: Act, listed: int | None) -> bool:
    """Whether she says it for her own organisation.  Raises Refused."""
    if listed is not None:
        return speaks_as(act, listed)
    refuse(objections_to_organise(act))
    return False
