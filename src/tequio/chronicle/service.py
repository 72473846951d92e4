"""The one door: an act happens once per key, in one transaction, and leaves one line.

Promises: the head of the organisation is locked before any fact is read; whatever the act writes
and the line that proves it are committed together or not at all; the same key with the same
content answers with the first receipt; a refusal consumes no key; nothing is read before every
argument is known to fit into a table (`rules.inputs`).
"""

from __future__ import annotations

import functools
import inspect
import json
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

from django.db import connection, transaction

from tequio.chronicle import rules
from tequio.chronicle.models import HeadRow, LineRow, WitnessRow
from tequio.chronicle.rules.inputs import objections_to_inputs
from tequio.kernel import Act, RefusalKind, Refused, canonical, digest, plain, refuse

P = ParamSpec("P")
logger = logging.getLogger("tequio.door")


class UndeclaredRefusal(Exception):
    """A service raised a refusal that its act does not declare: a mistake in the code."""


class UndeclaredSteps(Exception):
    """An act tells steps that nobody would look for: a mistake in the code."""


@dataclass(frozen=True)
class Receipt:
    """What the caller gets: the line's place and digest, and the event's facts.

    `replayed` is true when the key was known and this is the first answer again.
    """

    organisation: int
    number: int
    kind: str
    event: str
    facts: Mapping[str, Any]
    digest: str
    replayed: bool = False


@dataclass(frozen=True)
class ActSpec:
    """What is known of an act before it happens: for the API, the command line and docs/acts."""

    name: str
    function: Callable[..., Receipt]
    signature: inspect.Signature
    refusals: tuple[RefusalKind, ...]
    may: str
    about: str
    has_steps: bool = False

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


ACTS: dict[str, ActSpec] = {}
"""Every act of the house by its one name, filled as the rooms' services are imported."""


def act(
    name: str,
    *,
    refusals: Iterable[RefusalKind] = (),
    may: str,
    touches: Callable[[Act, Mapping[str, Any]], Iterable[int]] = lambda this, arguments: (),
    of_no_organisation: bool = False,
    has_steps: bool = False,
) -> Callable[[Callable[Concatenate[Act, P], Any]], Callable[Concatenate[Act, P], Receipt]]:
    """Make a function of a room's service into an act that goes through the door.

    name      `room.verb`, the one name of the act everywhere
    refusals  every kind of refusal that it may raise
    may       who may do this, in one sentence, for docs/acts
    touches   organisations other than the act's own whose chains it writes, from the act and its
              arguments; their heads are locked too, all in order of id
    of_no_organisation  the act stands in the node's own chain and is refused for an organisation:
              whoever may do it without belonging anywhere writes no line into a group's chain
    has_steps  its event has a field `steps` (`rules.Step`): what rooms below did in it

    The function takes an `Act` (positional only) and keyword arguments, and returns its event (a
    frozen dataclass) or `rules.Told`.
    """
    declared = {kind.code: kind for kind in (*refusals, *rules.OF_THE_DOOR)}

    def through_the_door(
        function: Callable[Concatenate[Act, P], Any],
    ) -> Callable[Concatenate[Act, P], Receipt]:
        signature = inspect.signature(function, eval_str=True)
        hints = {one.name: one.annotation for one in signature.parameters.values()}

        @functools.wraps(function)
        def perform(this: Act, /, *args: P.args, **kwargs: P.kwargs) -> Receipt:
            bound = signature.bind(this, *args, **kwargs)
            bound.apply_defaults()
            arguments = dict(list(bound.arguments.items())[1:])
            try:
                if of_no_organisation and this.organisation is not None:
                    raise Refused(rules.NOT_FOR_AN_ORGANISATION.because())
                refuse(objections_to_inputs(hints, {"key": this.key, **arguments}))
                return _happen(name, function, this, arguments, touches(this, arguments))
            except Refused as refused:
                _check_declared(name, refused, declared)
                raise

        kinds, about = tuple(declared.values()), inspect.getdoc(function) or ""
        _list(ActSpec(name, perform, signature, kinds, may, about, has_steps))
        return perform

    return through_the_door


def _nothing(this: Act, arguments: Mapping[str, Any]) -> None:
    """What most acts leave behind when they are refused."""


_STAYING: dict[str, Callable[[Act, Mapping[str, Any]], None]] = {}


def stays(name: str, counted: Callable[[Act, Mapping[str, Any]], None]) -> None:
    """Have something done before each act of this name, that stays though the act is refused: that
    a secret was guessed, say.  It opens a transaction of its own."""
    _STAYING[name] = counted


def _list(spec: ActSpec) -> None:
    known = ACTS.get(spec.name)
    assert known is None or known.function.__module__ == spec.function.__module__, spec.name
    ACTS[spec.name] = spec
    if spec.has_steps:
        rules.WITH_STEPS.add(spec.name)


def _check_declared(name: str, refused: Refused, declared: Mapping[str, RefusalKind]) -> None:
    for refusal in refused.refusals:
        if refusal.code not in declared:
            raise UndeclaredRefusal(f"{name} does not declare {refusal.code}") from refused
        logger.info("refused", extra={"act": name, "code": refusal.code})


def _happen(
    name: str,
    function: Callable[..., Any],
    this: Act,
    arguments: Mapping[str, Any],
    touched: Iterable[int],
) -> Receipt:
    """Lock, answer a known key, else run the function and append its lines."""
    refuse(rules.objections_to_key(this.key))
    _STAYING.get(name, _nothing)(this, arguments)
    own = rules.NODE if this.organisation is None else this.organisation
    content = digest(
        {"act": name, "by": this.by, "organisation": own, "with": plain(dict(arguments))}
    )
    with transaction.atomic():
        heads = {place: lock_head(place) for place in sorted({own, *touched})}
        known = LineRow.objects.filter(organisation_id=own, key=this.key).first()
        if known is not None:
            return _first_answer(known, content)
        with _numbering(heads):
            told = function(this, **arguments)
            if not isinstance(told, rules.Told):
                told = rules.Told(told)
            receipt = append(this, heads[own], name, told.event, content)
            for place, event in told.also.items():
                if place == own:
                    continue  # the act's own line says it already
                head = heads.get(place) or lock_head(place)
                there = replace(this, key=_key_elsewhere(head, heads[own], this.key))
                append(there, head, name, event, content)
        return receipt


_GIVEN: ContextVar[dict[int, int]] = ContextVar("last ids of the chains whose heads an act holds")


@contextmanager
def _numbering(heads: Mapping[int, HeadRow]) -> Iterator[None]:
    """Give ids of these chains out from memory while their heads are locked; the last one given
    is written with the line."""
    given = _GIVEN.get({})
    mark = _GIVEN.set(given)
    given |= {place: head.last_id for place, head in heads.items()}
    try:
        yield
        for place, head in heads.items():
            if head.last_id != given[place]:  # a chain in which this act writes no line
                HeadRow.objects.filter(pk=place).update(last_id=given[place])
    finally:
        for place in heads:
            del given[place]
        _GIVEN.reset(mark)


def _key_elsewhere(head: HeadRow, own: HeadRow, key: str) -> str:
    """The key of an act's line in another chain, where its own key may be taken already.

    In a chain that begins with this act nothing is taken, and its rows carry the act's own key.
    """
    return key if head.number == 0 else digest(f"{own.chain}:{key}")[:40]


def _first_answer(known: LineRow, content: str) -> Receipt:
    if known.content and known.content != content:
        raise Refused(rules.KEY_USED_FOR_OTHER_CONTENT.because(key=known.key))
    return Receipt(
        known.organisation_id,
        known.number,
        known.kind,
        known.event,
        json.loads(known.facts),
        known.digest,
        replayed=True,
    )


def append(this: Act, head: HeadRow, name: str, event: Any, content: str) -> Receipt:
    """Write the next line under the locked head and move the head to it."""
    facts = plain(asdict(event))
    told = getattr(event, "steps", ())
    if name not in rules.WITH_STEPS and any(isinstance(one, rules.Step) for one in told):
        raise UndeclaredSteps(f"{name} tells steps and is not declared with has_steps=True")
    line = rules.Line(
        head.chain,
        head.number + 1,
        name,
        type(event).__name__,
        this.key,
        this.by,
        this.at,
        facts,
        head.digest,
    )
    new = line.digest()
    LineRow.objects.create(
        organisation_id=head.organisation_id,
        number=line.number,
        kind=name,
        event=line.event,
        key=this.key,
        by_id=this.by,
        at=this.at,
        facts=canonical(facts),
        previous=head.digest,
        digest=new,
        content=content,
    )
    moved: dict[str, Any] = {"number": line.number, "digest": new}
    if head.pk in (given := _GIVEN.get({})):
        head.last_id = moved["last_id"] = given[head.pk]
    HeadRow.objects.filter(pk=head.pk).update(**moved)
    return Receipt(head.organisation_id, line.number, name, line.event, facts, new)


def open_chain(organisation: int) -> HeadRow:
    """Begin the chain of a new organisation."""
    chain = uuid.uuid4().hex
    return HeadRow.objects.create(
        organisation_id=organisation, chain=chain, digest=rules.beginning(chain)
    )


def lock_head(organisation: int) -> HeadRow:
    """Lock an organisation's head until the transaction ends, before any fact is read.

    Without this lock a chain on PostgreSQL forks silently under concurrent acts.
    """
    head = HeadRow.objects.select_for_update().filter(pk=organisation).first()
    if head is None:
        raise Refused(rules.NO_SUCH_CHAIN.because(organisation=organisation))
    return head


def take_ids(organisation: int, count: int = 1) -> int:
    """Take `count` consecutive ids from the head and give the first.  Locks the head."""
    given = _GIVEN.get({})
    if organisation in given:
        given[organisation] += count
        return given[organisation] - count + 1
    table = HeadRow._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET last_id = last_id + %s"  # noqa: S608 - the table's own name
            " WHERE organisation_id = %s RETURNING last_id",
            [count, organisation],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused(rules.NO_SUCH_CHAIN.because(organisation=organisation))
    return int(row[0]) - count + 1


def hold_head(organisation: int, head: rules.Head, at: datetime) -> int:
    """Keep a head of another chain as this organisation's witness; give the row's id."""
    row = WitnessRow.objects.create(
        organisation_id=organisation,
        id=take_ids(organisation),
        chain=head.chain,
        number=head.number,
        digest=head.digest,
        witnessed_at=at,
    )
    return row.id


def forget(organisations: Iterable[int]) -> None:
    """Empty the content hashes of these chains: they could confirm a guess about a person.

    The chain does not cover them, so every proof stays valid; an old key still answers with the
    first receipt, without comparing.
    """
    LineRow.objects.filter(organisation_id__in=list(organisations)).update(content="")
