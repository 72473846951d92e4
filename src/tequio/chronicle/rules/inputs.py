"""What an act may be given: every number fits into 64 bits, every text into its column.

An argument's type says more where the default is too wide: `person: Id`, `name: Name`.  The door
holds every argument against its type before anything is read, whoever calls: a page, the API, the
command line, Python.  Pure.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, get_args, get_type_hints

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _


@dataclass(frozen=True)
class Whole:
    """A whole number between two others; as it stands what 64 bits hold."""

    least: int = -(2**63)
    most: int = 2**63 - 1


@dataclass(frozen=True)
class Text:
    """A text of so many characters, and of one form if `form` (a regular expression) is given."""

    most: int = 20_000
    form: str = ""


Id = Annotated[int, Whole(least=0)]
Minor = Annotated[int, Whole()]
Small = Annotated[int, Whole(least=0, most=32_767)]
Digest = Annotated[str, Text(64, form="[0-9a-f]{64}")]
UnitCode = Annotated[str, Text(12)]
Language = Annotated[str, Text(10, form="([A-Za-z]{2,3}(-[A-Za-z0-9]{2,6})?)?")]
Code = Annotated[str, Text(30)]
Phone = Annotated[str, Text(32)]
Purpose = Annotated[str, Text(40)]
Subject = Annotated[str, Text(60)]
Reference = Annotated[str, Text(80)]
Slug = Annotated[str, Text(80, form="([a-z0-9]+(-[a-z0-9]+)*)?")]
Name = Annotated[str, Text(120)]
Title = Annotated[str, Text(200)]
Email = Annotated[str, Text(254, form=r"([^@\s]+@[^@\s]+)?")]
File = Annotated[str, Text(20_000_000)]

Words = Annotated[str, Text()]
"""A free text; or one of which its room says itself, in words of its own, how long it may be."""
Number = Annotated[int, Whole()]
"""A number of which its room says itself which ones are possible."""

_UNUSABLE = re.compile(r"[\0\ud800-\udfff]")

FIRST_YEAR, LAST_YEAR = 1800, 2400
DEEPEST = 12
MOST_PARTS = 50_000


def unreadable(sentence: str) -> RefusalKind:
    """A kind of `input_not_readable`, with a sentence of its own that begins with its field."""
    remedy = _("Correct this field and send again.")
    return RefusalKind("input_not_readable", sentence, remedy, about="input")


NOT_READABLE = unreadable(_("{field}: this cannot be read."))
NOT_THAT_NUMBER = unreadable(_("{field}: write a whole number from {least} to {most}."))
NO_SUCH_NUMBER = unreadable(_("{field}: there is no such number."))
TEXT_TOO_LONG = unreadable(_("{field}: at most {most} characters; here are {length}."))
SIGN_NOT_USABLE = unreadable(_("{field}: there is a sign in it that no text may have."))
NOT_THAT_FORM = unreadable(_("{field}: it does not have the form that is asked for."))
DECIMAL = unreadable(_("{field}: write a whole number or a fraction such as 2/3."))
NOT_THAT_DAY = unreadable(_("{field}: write a day between the years {first} and {last}."))
TOO_DEEP = unreadable(_("{field}: there are too many parts in it."))


def objections_to_inputs(
    hints: Mapping[str, Any], arguments: Mapping[str, Any]
) -> Iterator[Refusal]:
    """What does not fit, argument by argument; nothing of it would fit into a table.

    hints  the type of each argument, with what `Annotated` says
    """
    for name, value in arguments.items():
        yield from _objections(value, hints.get(name), name)


def _objections(value: Any, hint: Any, field: str) -> Iterator[Refusal]:
    if isinstance(value, str):
        yield from _to_text(value, _said_of(hint, Text) or Text(), field)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _to_number(value, _said_of(hint, Whole) or Whole(), field)
    elif isinstance(value, float):
        yield DECIMAL.because(field=field)
    elif isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            yield NOT_THAT_DAY.because(field=field, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    else:
        yield from _to_parts(value, hint, field)


def _to_parts(value: Any, hint: Any, field: str) -> Iterator[Refusal]:
    parts = list(_parts(value, hint))
    if field.count(".") > DEEPEST or len(parts) > MOST_PARTS:
        yield TOO_DEEP.because(field=field[:80])
        return
    for name, part, inner in parts:
        yield from _to_text(name, Text(), field)
        yield from _objections(part, inner, f"{field}.{name}")


def _parts(value: Any, hint: Any) -> Iterator[tuple[str, Any, Any]]:
    """Name, value and type of each part: of a list, of named values, of a dataclass."""
    if isinstance(value, Mapping):
        inner = _inner(hint, dict)
        yield from ((str(name), part, inner) for name, part in value.items())
    elif isinstance(value, list | tuple | set | frozenset):
        inner = _inner(hint, tuple)
        yield from ((str(place), part, inner) for place, part in enumerate(value))
    elif is_dataclass(value) and not isinstance(value, type):
        hints = _hints_of(type(value))
        yield from ((one.name, getattr(value, one.name), hints[one.name]) for one in fields(value))


def _to_text(value: str, text: Text, field: str) -> Iterator[Refusal]:
    if len(value) > text.most:
        yield TEXT_TOO_LONG.because(field=field[:80], most=text.most, length=len(value))
    elif not is_usable(value):
        yield SIGN_NOT_USABLE.because(field=shown(field))
    elif text.form and not re.fullmatch(text.form, value):
        yield NOT_THAT_FORM.because(field=field)


def _to_number(value: int, whole: Whole, field: str) -> Iterator[Refusal]:
    if whole.least <= value <= whole.most:
        return
    if whole.most > 2**53:
        yield NO_SUCH_NUMBER.because(field=field)
    else:
        yield NOT_THAT_NUMBER.because(field=field, least=whole.least, most=whole.most)


def is_usable(value: str) -> bool:
    """Whether every table holds this text: NUL and half of a pair (a lone surrogate) can be written
    in JSON and in no table."""
    return not _UNUSABLE.search(value)


def shown(field: str) -> str:
    """The name of a field as a sentence can carry it, whatever was sent as a name."""
    return field.replace("\0", "").encode("ascii", "replace").decode()[:80]


def _said_of(hint: Any, kind: type) -> Any:
    """What `Annotated` says of a number or a text, also inside of `… | None`."""
    said = getattr(hint, "__metadata__", ())
    found = next((one for one in said if isinstance(one, kind)), None)
    inside = () if said else get_args(hint)
    return found or next(filter(None, (_said_of(one, kind) for one in inside)), None)


def _inner(hint: Any, container: type) -> Any:
    """The type of what a list or a table of named values holds."""
    for option in (hint, *get_args(hint)):
        if getattr(option, "__origin__", None) in (container, list):
            return get_args(option)[1 if container is dict else 0]
    return None


@functools.cache
def _hints_of(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)
