"""`./tequio check` really calls its tools: a guard needs a burglar."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tequio.site.commands.check import STEPS
from tests.architecture.test_floors import ROOMS
from tests.lanes.copies import ROOT

VERB = (
    "__init__.py",
    "__main__.py",
    "workshop.py",
    "environment.py",
    "commands/__init__.py",
    "commands/check.py",
)
BURGLARS = {
    "form": ("src/tequio/lending/queries.py", '"""Reads."""\n\nimport os\n'),
    "layout": ("src/tequio/lending/queries.py", '"""Reads."""\n\nRATE = (1,2)\n'),
    "floors": (
        "src/tequio/mandates/queries.py",
        '"""Reads."""\n\nfrom tequio.governance import service\n',
    ),
}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small lawful checkout: the verb itself, and rooms in which nothing stands."""
    place = tmp_path_factory.mktemp("checkout")
    package = place / "src" / "tequio"
    for name in VERB:
        (package / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "src" / "tequio" / "site" / name, package / "site" / name)
    (package / "__init__.py").write_text('"""A small house."""\n')
    for room in ROOMS:
        (package / room).mkdir(exist_ok=True)
        for module in ("__init__", "queries", "service"):
            (package / room / f"{module}.py").write_text('"""Empty."""\n')
    for guarded in ("mandates/granting", "statutes/amending"):
        (package / f"{guarded}.py").write_text('"""Empty."""\n')
    shutil.copy(ROOT / "pyproject.toml", place)
    for name in ("__init__.py", "architecture/__init__.py", "architecture/lint.py"):
        (place / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, place / "tests" / name)
    shutil.copy(ROOT / "tests" / "architecture" / "contracts.py", place / "tests" / "architecture")
    return place


def check(place: Path, step: str) -> subprocess.CompletedProcess[str]:
    """Run one step of the check in the checkout at `place`."""
    return subprocess.run(
        [sys.executable, "-m", "tequio.site", "check", "--only", step],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(place / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("step", BURGLARS)
def test_a_step_fails_for_what_it_is_there_for(step: str, copied: Path) -> None:
    assert check(copied, step).returncode == 0
    name, text = BURGLARS[step]
    path = copied / name
    before = path.read_text()
    path.write_text(text)
    done = check(copied, step)
    path.write_text(before)
    assert (done.returncode, f"check: {step} failed" in done.stdout) == (1, True)


@pytest.mark.parametrize("module", sorted({module for _, module, _ in STEPS}))
def test_each_tool_can_be_run_as_a_module(module: str) -> None:
    found = find_spec(module)
    assert found
    if found.submodule_search_locations is not None:
        assert find_spec(f"{module}.__main__")
