"""What organisations have and need, as they say it or as an organiser writes it down."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q

from tequio.chronicle.rules.inputs import Id, Text, Words
from tequio.chronicle.service import act, take_ids
from tequio.ecosystem.models import AssetRow, NeedRow
from tequio.ecosystem.queries.files import kinds_of_assets
from tequio.ecosystem.queries.standing import here_of, objections_to_organise, speaks_as
from tequio.ecosystem.rules import saying as rules
from tequio.ecosystem.rules.standing import (
    ITS_OFFICERS,
    NOT_ITS_OFFICER,
    OF_AN_ACTOR,
    ORGANISERS,
    objections_to_overrule,
)
from tequio.ecosystem.rules.told_of_actors import AssetEnded, AssetSaid, NeedEnded, NeedSaid
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.queries.hand import family_of, heads_of
from tequio.registry.rules.deciding import NO_SUCH_LISTED
from tequio.registry.service.speaking import words_kept
from tequio.screening.rules.case_refusals import SPEAKS_FOR_ITSELF

AssetCode = Annotated[str, Text(40)]
"""The code of a kind of asset, such as `training`."""
ENDED_BY = f"{ITS_OFFICERS}; what one that is on this node said itself, its officers alone"
OF_ENDING = (NO_SUCH_LISTED, NOT_ITS_OFFICER, SPEAKS_FOR_ITSELF)
OR_ORGANISERS = f"of the territory, {ORGANISERS}"


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
    same = rows.filter(listed_id__in=family_of(keeper, listed)).values_list("id", flat=True)
    refuse(rules.objections_to_say_asset(asset, kinds=kinds_of_assets(), there=same.first()))
    said, proof = _said(act, listed, asset, words, is_own=is_own)
    row = AssetRow.objects.create(**said)
    return AssetSaid(row.id, listed, asset, is_own, row.since, row.text_id, proof)


@act("ecosystem.end_asset", may=ENDED_BY, refusals=[*OF_ENDING, rules.NO_SUCH_ASSET])
def end_asset(act: Act, /, *, holding: Id) -> AssetEnded:
    """Say that an organisation has something no more.

    holding  the number under which it stands
    """
    rows = AssetRow.objects.filter(organisation_id=act.of_organisation, id=holding, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_ASSET.because(holding=holding))
    is_own = _ends(act, row.listed_id, was_own=row.is_own)
    rows.update(ended_on=act.today)
    return AssetEnded(holding, row.listed_id, is_own, act.today)


@act(
    "ecosystem.say_need",
    may=f"{ITS_OFFICERS}; {OR_ORGANISERS}",
    refusals=[*OF_AN_ACTOR, OFFICE_NOT_HELD, rules.ASSET_NOT_KNOWN, rules.NEED_SAID_ALREADY],
)
def say_need(
    act: Act, /, *, asset: AssetCode, listed: Id | None = None, words: Words = ""
) -> NeedSaid:
    """Say that something is needed.

    listed  by whom; left out: by the whole territory, as an organiser sees it
    """
    keeper, is_own = act.of_organisation, _speaks_for(act, listed)
    rows = NeedRow.objects.filter(organisation_id=keeper, asset=asset, ended_on=None)
    whose = Q(listed_id=None) if listed is None else Q(listed_id__in=family_of(keeper, listed))
    same = rows.filter(whose).values_list("id", flat=True)
    refuse(rules.objections_to_say_need(asset, kinds=kinds_of_assets(), there=same.first()))
    said, proof = _said(act, listed, asset, words, is_own=is_own)
    row = NeedRow.objects.create(**said)
    return NeedSaid(row.id, listed, asset, is_own, row.since, row.text_id, proof)


@act(
    "ecosystem.end_need",
    may=f"{ENDED_BY}; {OR_ORGANISERS}",
    refusals=[*OF_ENDING, OFFICE_NOT_HELD, rules.NO_SUCH_NEED],
)
def end_need(act: Act, /, *, need: Id) -> NeedEnded:
    """Say that something is needed no more.

    need  the number under which it stands
    """
    rows = NeedRow.objects.filter(organisation_id=act.of_organisation, id=need, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_NEED.because(need=need))
    is_own = _ends(act, row.listed_id, was_own=row.is_own)
    rows.update(ended_on=act.today)
    return NeedEnded(need, row.listed_id, is_own, act.today)


def _speaks_for(act: Act, listed: int | None) -> bool:
    """Whether she speaks for her own organisation; None is the territory, for which organisers
    speak.  Raises Refused."""
    if listed is not None:
        return speaks_as(act, listed)
    refuse(objections_to_organise(act))
    return False


def _said(
    act: Act, listed: int | None, asset: str, words: str, *, is_own: bool
) -> tuple[dict[str, Any], str]:
    """The columns of what is said from today on, alike for what an organisation has and for what it
    needs; and the digest of its words."""
    keeper = act.of_organisation
    text, proof = words_kept(keeper, words)
    return {
        "organisation_id": keeper,
        "id": take_ids(keeper),
        "listed_id": listed,
        "asset": asset,
        "text_id": text,
        "is_own": is_own,
        "since": act.today,
        "person_id": act.by_somebody,
    }, proof


def _ends(act: Act, listed: int | None, *, was_own: bool) -> bool:
    """Whether an officer of the organisation itself ends what was said of it; what one that is on
    this node said itself (`was_own`) nobody else ends.  Raises Refused."""
    if listed is None:
        return _speaks_for(act, None)
    keeper = act.of_organisation
    is_own = speaks_as(act, heads_of(keeper, [listed])[listed])
    is_theirs = was_own and bool(here_of(keeper, [listed]))
    refuse(objections_to_overrule(is_own=is_own, is_theirs=is_theirs))
    return is_own
