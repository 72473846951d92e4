"""What is wrong with a translation and can be seen without knowing the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Catalog, Message

PERCENT = re.compile(r"%\((\w+)\)[sd]|%[sd]")
TAG = re.compile(r"</?[a-z][^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS_OF_A_SENTENCE = 4
"""So many words that are the same as in English are no coincidence."""


def faults(catalogue: Catalog) -> list[str]:
    """Every fault with its sentence: fields, tags, plural forms, and what is still English."""
    return [
        f"{_sources(message)[0]}: {why}"
        for message in catalogue
        if message.id
        for why in faults_of(message, catalogue.num_plurals)
    ]


def faults_of(message: Message, forms: int) -> Iterator[str]:
    """What is wrong with one message; one that is not translated has no fault yet.

    forms  how many plural forms the language has
    """
    sources, said = _sources(message), parts(message)
    if not all(said):
        return
    if len(sources) == 2 and len(said) != forms:
        yield f"{len(said)} plural forms, the language has {forms}"
    for place, text in enumerate(said):
        source = sources[min(place, len(sources) - 1)]
        yield from _faults_between(source, text)


def _faults_between(source: str, text: str) -> Iterator[str]:
    for what, found in (("fields", fields), ("tags", tags)):
        wanted, there = found(source), found(text)
        if wanted != there:
            yield f"{what} {' '.join(there) or '–'} in place of {' '.join(wanted) or '–'}"
    if source == text and len(WORD.findall(TAG.sub("", PERCENT.sub("", text)))) >= (
        WORDS_OF_A_SENTENCE
    ):
        yield "it is still English"


def fields(sentence: str) -> list[str]:
    """The fields of a sentence, each once, in either notation: `{name}` or `%(name)s`."""
    percent = {match.group() for match in PERCENT.finditer(sentence)}
    if percent:
        return sorted(percent)
    try:
        return sorted({name for _text, name, *_rest in Formatter().parse(sentence) if name})
    except ValueError:
        return []


def tags(sentence: str) -> list[str]:
    """The HTML tags of a sentence with their attributes; their order is the language's."""
    return sorted(TAG.findall(sentence))


def parts(message: Message) -> list[str]:
    """What a message says in its language: one text, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def _sources(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)
