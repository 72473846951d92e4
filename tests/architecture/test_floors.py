"""The map of rooms holds, and each of its contracts has been seen to bite."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.lanes.copies import ROOT

ROOMS = [
    "kernel",
    "chronicle",
    "membership",
    "statutes",
    "mandates",
    "ledger",
    "governance",
    "registry",
    "shares",
    "lending",
    "circles",
    "screening",
    "knowledge",
    "ecosystem",
    "notices",
    "site",
]
# What each contract is there to catch: the module that is changed, the line it gets, and where a
# lawful neighbour of that line stands in the same tree.
BURGLARS = {
    "a lower room imports a higher one": (
        "floors",
        "mandates/service",
        "from tequio.governance import service",
    ),
    "two rooms on one floor know each other": (
        "floors",
        "statutes/queries",
        "from tequio.mandates import queries",
    ),
    "rules import the framework": ("purity", "lending/rules", "from django.db import models"),
    "rules import the framework through another module": (
        "purity",
        "lending/rules",
        "from tequio.site import settings",
    ),
    "rules import their own tables": (
        "purity",
        "lending/rules",
        "from tequio.lending import models",
    ),
    "the kernel imports a database": ("purity", "kernel/__init__", "import sqlite3"),
    "tables import the service": ("inside", "lending/models", "from tequio.lending import service"),
    "a service imports its pages": (
        "inside",
        "lending/service",
        "from tequio.lending import pages",
    ),
    "a page reaches past the service": (
        "tables",
        "lending/pages",
        "from tequio.lending import models",
    ),
    "a command reaches into tables": (
        "tables",
        "site/commands/pay",
        "from tequio.ledger import models",
    ),
    "a room is entered by the window": (
        "front-door",
        "lending/service",
        "from tequio.mandates import models",
    ),
    "a room is entered as a whole": ("front-door", "lending/service", "import tequio.mandates"),
    "lending grants itself a mandate": (
        "granting",
        "lending/service",
        "from tequio.mandates import granting",
    ),
    "the ledger amends statutes": (
        "granting",
        "ledger/service/posting",
        "from tequio.statutes.amending import adopt",
    ),
}


def lint(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the tree in `place`, with the contracts written there."""
    path = os.pathsep.join((str(place / "src"), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "tests.architecture.lint", *words],
        cwd=place,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """A small house with the real contracts, in which everything is lawful."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    package = tmp_path / "src" / "tequio"
    for room in ROOMS:
        for module in ("__init__", "rules", "models", "queries", "service", "pages"):
            write(package, f"{room}/{module}")
    for more in ("site/settings", "site/commands/__init__", "site/commands/pay"):
        write(package, more)
    (package / "ledger" / "service.py").unlink()
    write(package, "ledger/service/__init__")
    write(package, "ledger/service/posting", "from tequio.mandates import queries")
    write(package, "__init__")
    write(package, "mandates/granting", "from tequio.mandates import models")
    write(package, "statutes/amending", "def adopt() -> None: ...")
    write(package, "site/settings", "import django")
    write(
        package,
        "governance/service",
        "from tequio.mandates import granting\nfrom tequio.statutes.amending import adopt",
    )
    write(package, "lending/service", "from tequio.lending import models, queries, rules")
    write(package, "lending/pages", "from tequio.lending import service")
    write(package, "lending/tests/__init__", "")
    write(package, "lending/tests/test_attack", "from tequio.mandates import granting, models")
    return tmp_path


def write(package: Path, module: str, line: str = "") -> None:
    """Add one line to a module of the trial house."""
    path = package / f"{module}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as opened:
        opened.write(f"{line}\n")


def test_the_house_stands_on_its_floors() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_the_trial_house_is_lawful(trial: Path) -> None:
    done = lint(trial)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("burglar", BURGLARS)
def test_a_contract_catches(burglar: str, trial: Path) -> None:
    contract, module, line = BURGLARS[burglar]
    write(trial / "src" / "tequio", module, line)
    done = lint(trial, "--contract", contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 broken" in done.stdout
    assert f"tequio.{module.replace('/', '.').removesuffix('.__init__')}" in done.stdout


def test_a_room_that_is_not_on_the_map_is_noticed(trial: Path) -> None:
    write(trial / "src" / "tequio", "attic/__init__")
    done = lint(trial, "--contract", "floors")
    assert done.returncode == 1
    assert "attic" in done.stdout


def test_every_contract_has_its_burglar() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert {contract["id"] for contract in settings["contracts"]} == {
        contract for contract, *_ in BURGLARS.values()
    }


def test_every_room_stands_inside_the_contract_for_rooms() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    inside = next(c for c in settings["contracts"] if c["id"] == "inside")
    rooms = {path.parent.name for path in (ROOT / "src" / "tequio").glob("*/rules*")}
    assert rooms <= {name.removeprefix("tequio.") for name in inside["containers"]}
