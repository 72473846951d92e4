"""Acts on sources: whose word the register takes, and under which licence it may leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from tequio.chronicle.rules.inputs import Text
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, refuse
from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.models import RecordRow, SourceRow
from tequio.registry.queries.hand import OF_ITS_OWN, OF_THE_KEEPER
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.sources import told_of
from tequio.registry.rules import deciding as rules
from tequio.registry.rules.keeping import KEEPERS
from tequio.registry.rules.taking_in import NO_SUCH_SOURCE
from tequio.registry.rules.told import SourceAdded, SourceChanged
from tequio.registry.service.showing import show_again

SourceCode = Annotated[str, Text(60, form="[a-z0-9]([a-z0-9._-]*[a-z0-9])?")]
SourceTitle = Annotated[str, Text(200)]
SourceKind = Literal["official", "survey", "partner", "public"]
Licence = Annotated[str, Text(60)]
Scheme = Annotated[str, Text(30)]
OneLine = Annotated[str, Text(300)]
Address = Annotated[str, Text(300, form=r"(https?://\S+)?")]


@act(
    "registry.add_source",
    may=KEEPERS,
    refusals=[OFFICE_NOT_HELD, rules.CODE_MISSING, rules.LICENCE_MISSING, rules.CODE_TAKEN],
)
def add_source(  # noqa: PLR0913 - what is known of a source
    act: Act,
    /,
    *,
    code: SourceCode,
    title: SourceTitle,
    kind: SourceKind,
    licence: Licence = "",
    licence_url: Address = "",
    attribution: OneLine = "",
    homepage: Address = "",
    scheme: Scheme = "",
    is_complete: bool = False,
    may_publish: bool = False,
) -> SourceAdded:
    """Take in the word of one more source.

    code         short name, unique here
    kind         `official` register, `survey`, `partner`, or `public` list that anybody edits
    licence      such as ODC-By-1.0; without it nothing may be published
    scheme       org-id prefix of its own keys, such as GB-COH
    is_complete  claims to list all of its scope: only then does absence say something
    may_publish  its licence lets its statements leave the register
    """
    refuse(objections_to_keep(act))
    refuse(
        rules.objections_to_source(code=code, title=title, licence=licence, may_publish=may_publish)
    )
    keeper = act.of_organisation
    rows = SourceRow.objects.filter(organisation_id=keeper, code=code)
    if code in (OF_THE_KEEPER, OF_ITS_OWN) or rows.exists():
        raise Refused(rules.CODE_TAKEN.because(code=code))
    row = SourceRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        code=code,
        title=title,
        kind=kind,
        licence=licence,
        licence_url=licence_url,
        attribution=attribution,
        homepage=homepage,
        scheme=scheme,
        is_complete=is_complete,
        may_publish=may_publish,
        opened_on=act.today,
    )
    return SourceAdded(**told_of(row))


@act(
    "registry.change_source",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        NO_SUCH_SOURCE,
        rules.CODE_MISSING,
        rules.LICENCE_MISSING,
    ],
)
def change_source(  # noqa: PLR0913 - what is known of a source
    act: Act,
    /,
    *,
    source: SourceCode,
    title: SourceTitle | None = None,
    licence: Licence | None = None,
    licence_url: Address | None = None,
    attribution: OneLine | None = None,
    homepage: Address | None = None,
    scheme: Scheme | None = None,
    is_complete: bool | None = None,
    may_publish: bool | None = None,
) -> SourceChanged:
    """Correct what is known of a source; what is left out stays.

    source       its short name
    may_publish  what it says leaves the register, or stays inside, from now on
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    row = SourceRow.objects.filter(organisation_id=keeper, code=source).first()
    if row is None:
        raise Refused(NO_SUCH_SOURCE.because(source=source))
    given = {
        "title": title,
        "licence": licence,
        "licence_url": licence_url,
        "attribution": attribution,
        "homepage": homepage,
        "scheme": scheme,
        "is_complete": is_complete,
        "may_publish": may_publish,
    }
    was_published = row.may_publish
    _change(row, {name: value for name, value in given.items() if value is not None})
    if row.may_publish != was_published:
        spoken_of = RecordRow.objects.filter(organisation_id=keeper, source_id=row.id)
        listed = spoken_of.values_list("listed_id", flat=True).distinct()
        show_again(keeper, listed, keeping_on(keeper, act.today).order)
    return SourceChanged(**told_of(row))


def _change(row: SourceRow, changed: Mapping[str, Any]) -> None:
    """Write what is known of a source now.  Raises Refused for what cannot stand."""
    for name, value in changed.items():
        setattr(row, name, value)
    refuse(
        rules.objections_to_source(
            code=row.code,
            title=row.title,
            licence=row.licence or _by_hand(row),
            may_publish=row.may_publish,
        )
    )
    if changed:
        rows = SourceRow.objects.filter(organisation_id=row.organisation_id, id=row.id)
        rows.update(**changed)


def _by_hand(row: SourceRow) -> str:
    """The keeper's own word and an organisation's own need no licence of anybody else."""
    return row.kind if row.kind in (OF_THE_KEEPER, OF_ITS_OWN) else ""
