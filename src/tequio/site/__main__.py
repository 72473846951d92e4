"""`./tequio VERB …`: finds the verb's module, makes the node ready for it, and runs it."""

from __future__ import annotations

import argparse
import ast
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import ModuleType

COMMANDS = Path(__file__).resolve().parent / "commands"
# These choose their own settings, or need none, before Django is set up.
EARLY = frozenset({"demo", "serve", "test", "check", "bench", "count"})
NOTHING = "No organisation is kept here: there was nothing to verify."
READING = {"verify": NOTHING}
"""Verbs that write nothing, and what they say where there is no database yet."""
ORDER = (
    "demo",
    "serve",
    "act",
    "count",
    "import",
    "export",
    "find",
    "screen",
    "assess",
    "invite",
    "token",
    "verify",
    "backup",
    "restore",
)


def verbs() -> dict[str, str]:
    """Every verb and the first line of its module's docstring, the daily ones first.

    A verb whose name is a word of Python's own (`import`) lives in `<verb>_.py`.
    """
    found = {}
    for path in COMMANDS.glob("[a-z]*.py"):
        says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem.rstrip("_")] = says.split("\n", 1)[0].split("`: ")[-1]
    return {
        verb: found[verb] for verb in (*ORDER, *sorted(set(found) - set(ORDER))) if verb in found
    }


def is_verb(word: str) -> bool:
    """Whether a module answers to this word."""
    return word.isidentifier() and word.strip("_") == word and place_of(word).exists()


def overview() -> str:
    """What `./tequio` says when it is asked nothing."""
    lines = [
        "Tequio: what members decided, what was paid, and whether the two agree.",
        "",
        "  ./tequio demo                 living groups to look at, in your browser",
        "",
        *(f"  {verb:<9} {says}" for verb, says in verbs().items()),
        "",
        "./tequio VERB --help says more. Data lies in ./var unless TEQUIO_DATA or DATABASE_URL",
        "say otherwise; --demo after act, verify and the like means the demonstration's data.",
    ]
    return "\n".join(lines)


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; the answer is the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    verb = given[0] if given else ""
    if verb in {"", "-h", "--help", "help"}:
        print(overview())
        return 0
    if not is_verb(verb):
        print(f"tequio: there is no verb {verb!r}.\n\n{overview()}", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tequio.site.settings")
    if verb in EARLY:
        return run(load(verb), verb, given[1:])
    only_asks = bool({"-h", "--help"} & {*given}) or given == ["act"] or "--list" in given
    if "--demo" in given:
        given.remove("--demo")
        choose_demonstration()
    elif verb == "act" and only_asks:
        choose_demonstration()  # examples are looked up there; nothing is written
    set_up(is_written=not only_asks and verb not in READING)
    return with_tables(verb, given[1:], only_asks=only_asks)


def with_tables(verb: str, words: Sequence[str], *, only_asks: bool) -> int:
    """Run a verb on tables that are current; who only asks for help gets it without any."""
    from django.db import DatabaseError

    from tequio.site.keeping import is_there

    module = load(verb)
    if only_asks:
        return run(module, verb, words)
    if verb in READING and not is_there():
        print(READING[verb], file=sys.stderr)
        return 2
    try:
        if needs_tables(module, words) and not has_tables():
            return 1
    except DatabaseError as trouble:
        print(databases_answer(trouble), file=sys.stderr)
        return 2
    return run(module, verb, words)


def needs_tables(module: ModuleType, words: Sequence[str]) -> bool:
    """Whether a verb needs the tables for these words, as its module says: `NEEDS_TABLES` for all
    words, or `needs_tables(words)`; else it does."""
    if hasattr(module, "needs_tables"):
        return bool(module.needs_tables(words))
    return bool(getattr(module, "NEEDS_TABLES", True))


def databases_answer(trouble: Exception) -> str:
    """That the database does not answer as it should, in a sentence."""
    said = " ".join(str(trouble).split())
    return f"The database does not answer (DATABASE_URL, TEQUIO_DATA): {said}"


def load(verb: str) -> ModuleType:
    """The module of a verb."""
    return import_module(f"tequio.site.commands.{place_of(verb).stem}")


def place_of(verb: str) -> Path:
    """The file of a verb, which bears one sign more where its name is a word of Python's."""
    return COMMANDS / f"{verb}{'_' * iskeyword(verb)}.py"


def run(module: ModuleType, verb: str, words: Sequence[str]) -> int:
    """Read the words by the verb's own rules and run it."""
    parser = argparse.ArgumentParser(
        prog=f"tequio {verb}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=None if verb in EARLY else "With --demo it works on the data of the demonstration.",
        add_help=not getattr(module, "HELPS_ITSELF", False),
    )
    module.add_arguments(parser)
    is_mixed = getattr(module, "TAKES_WORDS_AFTER_OPTIONS", False)
    given = parser.parse_intermixed_args(words) if is_mixed else parser.parse_args(words)
    return int(module.run(given) or 0)


def choose_demonstration() -> None:
    """Work on the demonstration's data from here on."""
    from tequio.site import environment

    os.environ["TEQUIO_DATA"] = str(environment.read().data / "demo")
    os.environ["TEQUIO_DEMO"] = "1"
    os.environ.pop("DATABASE_URL", None)


def set_up(*, is_written: bool = True) -> None:
    """Make the data directory, if anything will be written, and set Django up.

    Says what is wrong in the environment and ends where Django could not start with it.
    """
    import django
    from django.db import connections

    from tequio.site import environment
    from tequio.site.translations import compile_catalogues

    here = environment.read()
    if reasons := environment.reasons_not_to_work(here):
        print("Tequio does not start:", *(f"- {one}" for one in reasons), sep="\n", file=sys.stderr)
        raise SystemExit(2)
    if is_written:
        here.data.mkdir(parents=True, exist_ok=True)
    gc.disable()  # the modules that are read here stay: to search them for garbage is a waste
    compile_catalogues()
    django.setup()
    # Whoever reads the chronicle must know which acts have steps: the acts say so themselves.
    import_module("tequio.site.acts").all_acts()
    gc.freeze()
    gc.enable()
    atexit.register(connections.close_all)  # SQLite then folds its log into the file


def has_tables() -> bool:
    """Whether the tables are there and current. An empty database gets them here; one that is
    older than the program is left to `serve`, so that a backup can come first."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return True
    if not executor.loader.applied_migrations:
        call_command("migrate", verbosity=0, interactive=False)
        return True
    print(
        "The database is older than this program. Make a backup (./tequio backup FILE), then "
        "start ./tequio serve, which brings it up to date.",
        file=sys.stderr,
    )
    return False


if __name__ == "__main__":
    raise SystemExit(main())
