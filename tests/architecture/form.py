"""What ruff does not measure: lengths, names of modules, migrations, words, and what rules import.

Each check takes paths or text and gives sentences; no sentence means that the form holds.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 50
LINES_IN_THE_KERNEL = 600
UNWANTED_MODULES = {
    "utils",
    "helpers",
    "common",
    "manager",
    "managers",
    "mixin",
    "mixins",
    "signals",
}
# Spelt in halves, so that this file passes its own check.
UNWANTED_WORDS = tuple(
    re.compile(first + second)
    for first, second in (
        (r"\bTO", r"DO\b"),
        (r"\bFIX", r"ME\b"),
        (r"\bXX", r"X\b"),
        (r"assert Tr", r"ue\b"),
        (r"pytest\.skip", r"\(\)"),
        (r"/wo", r"rk[/.]"),
        (r"\bsuba", r"gent"),
        (r"coding se", r"ssion"),
        (r"py", r"pi\.org"),
        (r"pythonho", r"sted\.org"),
        (r"registry\.npm", r"js"),
    )
)


def kept_files(*endings: str, root: Path = ROOT) -> list[Path]:
    """Every file that git keeps or would keep, with one of the endings (all without)."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = (root / name for name in listed if name and (not endings or name.endswith(endings)))
    return sorted(path for path in paths if path.is_file())


def too_long(path: Path) -> Iterator[str]:
    """Files past 400 lines and functions past 50; migrations are written once and left."""
    if "migrations" in path.parts:
        return
    text = path.read_text(encoding="utf-8")
    length = text.count("\n")
    if length > LINES_IN_A_FILE:
        yield f"{path.name}: {length} lines; make it a folder of the same name"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LINES_IN_A_FUNCTION:
                yield f"{path.name}:{node.lineno}: {node.name} has {lines} lines"


def too_large(room: Path, most: int) -> Iterator[str]:
    """A room whose modules together reach so many lines; tests do not count."""
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in room.glob("*.py"))
    if lines >= most:
        yield f"{room.name}: {lines} lines of fewer than {most}; what one room needs lives there"


def not_used_here(path: Path) -> Iterator[str]:
    """What DESIGN.md leaves out: drawers for anything, signals, generic keys, save() overrides."""
    parts = {part.removesuffix(".py") for part in path.parts[-4:]}
    for name in parts & UNWANTED_MODULES:
        yield f"{path.name}: a module called {name} says nothing about what is in it"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and re.search(
            r"\b(signals|dispatch)$", node.module or ""
        ):
            yield f"{path.name}:{node.lineno}: signals hide who calls whom"
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).endswith(
            ("GenericForeignKey", "GenericRelation")
        ):
            yield f"{path.name}:{node.lineno}: a generic key is no key"
        if isinstance(node, ast.ClassDef):
            yield from _of_a_class(path, node)


def _of_a_class(path: Path, node: ast.ClassDef) -> Iterator[str]:
    bases = {ast.unparse(base) for base in node.bases}
    overrides = {n.name for n in node.body if isinstance(n, ast.FunctionDef)} & {"save", "delete"}
    if overrides and any(base.endswith(("Model", "Row")) for base in bases):
        yield f"{path.name}:{node.lineno}: {node.name} overrides {', '.join(sorted(overrides))}()"
    if node.name.endswith("Mixin"):
        yield f"{path.name}:{node.lineno}: {node.name} is half a thing"


def unwanted_words(path: Path) -> Iterator[str]:
    """Open ends, empty checks, places of one machine, hosts of registries."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in UNWANTED_WORDS:
            if pattern.search(line):
                yield f"{path.name}:{number}: {line.strip()[:80]}"


def migration_faults(path: Path) -> Iterator[str]:
    """A migration is named in words and imports nothing from the rooms, which go on changing."""
    if not re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*\.py", path.name) or "_auto" in path.name:
        yield f"{path.name}: is not named in words"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ["tequio" if node.level else node.module or ""]
        else:
            continue
        if any(name.split(".")[0] == "tequio" for name in names):
            yield f"{path.name}:{node.lineno}: imports from the rooms"


BLOCKER = """
import importlib, sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError(f"{{name}} is not for rules")
sys.meta_path.insert(0, Blocker())
for name in {modules!r}:
    try:
        importlib.import_module(name)
    except ImportError as trouble:
        print(f"{{name}}: {{trouble}}")
"""
BLOCKED = ("django", "ninja", "allauth", "psycopg", "sqlite3", "granian", "babel")


def pure_modules(source: Path) -> list[str]:
    """`tequio.kernel` and every `rules`, with what is inside of them."""
    package = source / "tequio"
    places = [package / "kernel", *package.glob("*/rules.py"), *package.glob("*/rules")]
    files = (p for place in places for p in ([place] if place.is_file() else place.rglob("*.py")))
    names = (".".join(p.relative_to(source).with_suffix("").parts) for p in files)
    return sorted(name.removesuffix(".__init__") for name in names if ".tests" not in name)


def impure(source: Path, modules: Iterable[str]) -> list[str]:
    """Import each module in a Python where no framework and no database can be imported."""
    script = BLOCKER.format(blocked=BLOCKED, modules=list(modules))
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in (done.stdout + done.stderr).splitlines() if line]
