"""Finds every sentence of the house that a reader may see, for the translators' catalogues.

Python files are read as syntax trees; templates by Django's own `templatize`, whose calls are read
here. Babel keeps the catalogues, so no gettext program is needed.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
CATALOGUES = "site/locale/{language}/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 2,
    "npgettext": 3,
}
"""Function → how many texts it begins with: context, singular, plural."""
CALL = re.compile(r"(?<!\w)(_|n?p?gettext)\(")
LEFT_OUT = {"tests", "migrations", "commands"}
PASSING = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator): .*\n', re.M
)

Found = tuple[str | tuple[str, ...], str, str | None]
"""(sentence, or singular and plural; file; context)."""


def sentences(package: Path = PACKAGE) -> Iterator[Found]:
    """Every marked sentence of the package."""
    for path in sorted(package.rglob("*.py")):
        if not LEFT_OUT & set(path.relative_to(package).parts):
            yield from _of_python(path, package)
    for path in sorted([*package.rglob("*.html"), *package.rglob("templates/**/*.txt")]):
        yield from _of_template(path, package)


def _of_python(path: Path, package: Path) -> Iterator[Found]:
    """Calls whose first arguments are written out; what is computed was marked elsewhere."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = _names(tree)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        name = known.get(name, name)
        wanted = KEYWORDS.get(name, 0)
        given = [part.value for part in call.args[:wanted] if isinstance(part, ast.Constant)]
        words = [word for word in given if isinstance(word, str)]
        if wanted and len(words) == wanted:
            yield _found(name, words, path.relative_to(package).as_posix())


def _names(tree: ast.Module) -> dict[str, str]:
    """What a file calls the marking functions that it imports: `gettext_noop as marked`."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        alias.asname: alias.name
        for node in imports
        for alias in node.names
        if alias.asname and alias.name in KEYWORDS
    }


def _found(name: str, words: list[str], place: str) -> Found:
    """A call by the name of its function and the texts with which it begins."""
    kind = name.removesuffix("_lazy").removesuffix("_noop")
    context = words.pop(0) if "p" in kind.removesuffix("gettext") else None
    return (words[0], words[1]) if kind.startswith("n") else words[0], place, context


def _of_template(path: Path, package: Path) -> Iterator[Found]:
    calls = templatize(path.read_text(encoding="utf-8"))
    for match in CALL.finditer(calls):
        words = _arguments(calls[match.end() :])
        yield _found(match.group(1), words, path.relative_to(package).as_posix())


def _arguments(text: str) -> list[str]:
    """The texts with which a call begins that is written as in Python."""
    found = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.STRING:
            found.append(ast.literal_eval(token.string))
        elif token.string != ",":
            break
    return found


def template(package: Path = PACKAGE) -> Catalog:
    """What a catalogue has to hold."""
    catalogue = Catalog()
    for message, place, context in sentences(package):
        catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


def catalogue_of(language: str) -> Path:
    """Where the catalogue of a language lies, by the name of its folder (`fr`, `pt_BR`)."""
    return PACKAGE / CATALOGUES.format(language=language)


def read(path: Path) -> Catalog:
    """A catalogue from its file; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=path.parent.parent.name)
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, abort_invalid=True)


def refreshed(path: Path) -> Catalog:
    """A catalogue with every sentence of today: what is gone is dropped, nothing is guessed."""
    catalogue = read(path)
    catalogue.update(template(PACKAGE), no_fuzzy_matching=True)
    return catalogue


def merge(path: Path) -> Catalog:
    """Bring a catalogue up to date, and give it."""
    catalogue = refreshed(path)
    write(catalogue, path)
    return catalogue


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue so that only what was translated makes a difference between two days."""
    place = Locale.parse(path.parent.parent.name)
    catalogue.header_comment = (
        f"# {place.english_name} ({place.get_display_name()}) for all rooms."
        " `./tequio messages` adds new sentences."
    )
    catalogue.fuzzy = False
    catalogue.project, catalogue.msgid_bugs_address = "Tequio", ""
    catalogue.language_team = str(place)
    draft = io.BytesIO()
    write_po(
        draft, catalogue, width=98, sort_by_file=True, ignore_obsolete=True, include_lineno=False
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PASSING.sub("", draft.getvalue().decode()), encoding="utf-8")


def missing(catalogue: Catalog) -> list[str]:
    """Sentences without a translation, or with one that was only guessed."""
    return [_name(message.id) for message in catalogue if message.id and not _is_whole(message)]


def _is_whole(message: Message) -> bool:
    parts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(parts) and all(parts) and not message.fuzzy


def _name(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]
