"""Anybody who sees the register says what is wrong or missing; its office answers."""

from __future__ import annotations

import json

from tequio.chronicle.rules.inputs import Id, Purpose, Words
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refused, digest, refuse
from tequio.membership import queries as members
from tequio.membership.rules import NOT_A_MEMBER, NOT_SIGNED_IN, OFFICE_NOT_HELD
from tequio.registry.models import SuggestionRow
from tequio.registry.queries.hand import OF_THE_KEEPER, is_seen, listed_of, word_by_hand
from tequio.registry.queries.keeping import keeping_on, objections_to_keep
from tequio.registry.queries.merging import stands_for
from tequio.registry.queries.recognised import asked_of
from tequio.registry.rules import deciding
from tequio.registry.rules import suggesting as rules
from tequio.registry.rules.facts import read_said
from tequio.registry.rules.keeping import KEEPERS, is_inside
from tequio.registry.rules.saying import (
    OF_VALUES,
    Value,
    objections_to_values,
    said_of,
    with_said,
)
from tequio.registry.rules.told import Spoken, SuggestionAnswered, SuggestionMade
from tequio.registry.service.showing import show_again
from tequio.registry.service.speaking import Word, speak, words_kept, written


@act(
    "registry.suggest",
    may="anybody who is signed in, where the register is public; its members everywhere",
    refusals=[
        NOT_SIGNED_IN,
        NOT_A_MEMBER,
        *deciding.OF_A_LISTED,
        *OF_VALUES,
        rules.NOTHING_SUGGESTED,
        rules.WORDS_TOO_LONG,
        rules.CONTACT_IS_ITS_OWN,
        rules.TOO_MANY_OPEN,
    ],
)
def suggest(
    act: Act, /, *, listed: Id, values: tuple[Value, ...] = (), words: Words = ""
) -> SuggestionMade:
    """Say that something is wrong or missing; nothing changes until the office has answered.

    values  what it should be, where that can be said so
    words   what is wrong, and how you know
    """
    keeper = act.of_organisation
    standing = members.standing(act.by, keeper, act.today)
    refuse(rules.objections_to_speaking(standing, keeping_on(keeper, act.today)))
    refuse(deciding.objections_to_listed(listed, listed_of(keeper, [listed]).get(listed)))
    if not is_seen(keeper, listed, inside=is_inside(standing)):
        raise Refused(deciding.NO_SUCH_LISTED.because(listed=listed))
    refuse(objections_to_values(values))
    mine = SuggestionRow.objects.filter(organisation_id=keeper, person_id=act.by)
    waiting = mine.filter(state=rules.OPEN).count()
    refuse(rules.objections_to_suggest(values, words, open=waiting))
    text, proof = words_kept(keeper, words, about=act.by)
    assert act.by is not None, "who may is signed in"
    row = SuggestionRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        listed_id=listed,
        person_id=act.by,
        said=written(said_of(values)),
        text_id=text,
        made_at=act.at,
    )
    return SuggestionMade(row.id, listed, digest(row.said), text, proof)


@act(
    "registry.answer_suggestion",
    may=KEEPERS,
    refusals=[
        OFFICE_NOT_HELD,
        rules.NO_SUCH_SUGGESTION,
        rules.ALREADY_ANSWERED,
        rules.ASKS_RECOGNITION,
        deciding.NO_SUCH_LISTED,
        deciding.WHY_MISSING,
    ],
)
def answer_suggestion(
    act: Act,
    /,
    *,
    suggestion: Id,
    is_taken: bool,
    reason: Words = "",
    only: tuple[Purpose, ...] = (),
) -> SuggestionAnswered:
    """Take what somebody suggested as the office's own word, or decline it with a reason.

    is_taken  the values become what the office says, with the suggestion they came from
    reason    for whoever suggested it; needed to decline
    only      which of its properties are taken; left out: all
    """
    refuse(objections_to_keep(act))
    keeper = act.of_organisation
    rows = SuggestionRow.objects.filter(organisation_id=keeper, id=suggestion)
    row = rows.first()
    found = asked_of(row) if row else None
    refuse(rules.objections_to_answer(suggestion, found, is_taken=is_taken))
    assert row is not None, "it was refused above"
    listed = stands_for(keeper, row.listed_id)
    if is_taken:
        there = listed_of(keeper, [listed]).get(listed)
        refuse(deciding.objections_to_listed(listed, there))
    elif not reason.strip():
        raise Refused(deciding.WHY_MISSING.because())
    text, proof = words_kept(keeper, reason, about=row.person_id)
    spoken = _take(act, row, listed, only) if is_taken else None
    state = rules.TAKEN if is_taken else rules.DECLINED
    rows.update(state=state, answer_id=text, answered_at=act.at)
    return SuggestionAnswered(suggestion, row.listed_id, state, spoken, text, proof)


def _take(act: Act, row: SuggestionRow, listed: int, only: tuple[str, ...]) -> Spoken | None:
    """Make what was suggested the office's own word; nothing where it was words alone."""
    keeper = act.of_organisation
    said = [one for one in read_said(json.loads(row.said)) if not only or one.property in only]
    if not said:
        return None
    before = word_by_hand(keeper, OF_THE_KEEPER, str(listed))
    about = {"suggestion": row.id}
    word = Word(keeper, OF_THE_KEEPER, str(listed), listed, with_said(before, said), about)
    spoken = speak(act, word)
    show_again(keeper, [listed], keeping_on(keeper, act.today).order)
    return spoken
