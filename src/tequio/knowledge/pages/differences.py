"""What one version of a practice says otherwise than another, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from tequio.knowledge.pages.telling import Form, Part, Told, told
from tequio.knowledge.pages.wording import MARKS, Spoken
from tequio.knowledge.rules.designs import Design


@dataclass(frozen=True)
class Change:
    """One thing as it was and as it is; empty where it was not there, or is no more."""

    about: str
    before: str
    after: str


def differences(older: Design, newer: Design) -> list[Change]:
    """All that changed, in the order of the page."""
    before, after = dict(_lines(told(older))), dict(_lines(told(newer)))
    keys = [*after, *(key for key in before if key not in after)]
    return [
        Change(" · ".join(key), before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    ]


def _lines(one: Told) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is said → the words, by a heading that stays the same."""
    yield (gettext("Title"),), one.title
    yield (gettext("What it answers"),), one.problem
    yield (gettext("Where that comes from"),), one.root_cause
    yield (gettext("Where it is done"),), one.place
    yield (gettext("Sector"),), one.sector
    for number, sentence in enumerate(one.story, 1):
        source = f" [{sentence.source.title}]" if sentence.source else ""
        heading = gettext("Sentence %(n)s") % {"n": number}
        yield (heading,), f"{sentence.text}{source}"
    for read in one.sources:
        heading = gettext("Source %(n)s") % {"n": read.number}
        yield (heading,), " ".join(part for part in (read.title, read.url, read.kind.words) if part)
    for part in one.parts:
        yield from _part(part)
    for known in one.context:
        yield (gettext("What is known of its own place"), known.name), known.value
    yield (
        (gettext("What went wrong"),),
        ", ".join(gettext(MARKS[each]) for each in one.design.marks),
    )


def _part(one: Part) -> Iterator[tuple[tuple[str, ...], str]]:
    core = gettext("core") if one.is_core else gettext("around it")
    yield (one.name,), core
    yield (one.name, gettext("What it does (stays)")), one.function
    yield (one.name, gettext("How it is done (may change)")), one.own.form
    yield (one.name, gettext("This needs")), needed(one.own)
    for number, other in enumerate(one.others, 1):
        heading = gettext("Other way %(n)s") % {"n": number}
        yield (one.name, heading), "; ".join(filter(None, (other.form, needed(other))))


def needed(form: Form) -> str:
    """What a form needs, in one line."""
    return "; ".join(_flat(one.said) for one in form.needs)


def _flat(one: Spoken) -> str:
    return " ".join((one.text, *(_flat(each) for each in one.parts)))
