"""The form of DESIGN.md holds, and each measure has been seen to refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.architecture import form

MEASURES = {
    "lengths": (form.too_long, (".py",)),
    "what is not used here": (form.not_used_here, (".py",)),
    "words": (form.unwanted_words, ()),
}
FAULTS = {
    "a file of 401 lines": (form.too_long, "long.py", "\n" * 401),
    "a function of 51 lines": (form.too_long, "f.py", "def f():\n" + "    x = 1\n" * 50),
    "a drawer for anything": (form.not_used_here, "utils.py", ""),
    "a signal": (form.not_used_here, "a.py", "from django.db.models.signals import post_save\n"),
    "a receiver": (form.not_used_here, "a.py", "from django.dispatch import receiver\n"),
    "a generic key": (form.not_used_here, "a.py", "key = GenericForeignKey()\n"),
    "a save of one's own": (
        form.not_used_here,
        "a.py",
        "class Row(models.Model):\n    def save(self): ...\n",
    ),
    "half a thing": (form.not_used_here, "a.py", "class PaysMixin: ...\n"),
    "an open end": (form.unwanted_words, "a.md", "TO" + "DO: later\n"),
    "a check that cannot fail": (form.unwanted_words, "a.py", "assert Tr" + "ue\n"),
    "a registry's host": (form.unwanted_words, "a.txt", "https://py" + "pi.org/simple\n"),
    "a migration named by a clock": (form.migration_faults, "0002_auto_20260101.py", ""),
    "a migration that imports a room": (
        form.migration_faults,
        "0002_loans.py",
        "from tequio.lending.rules import Loan\n",
    ),
    "a migration that imports its own room": (
        form.migration_faults,
        "0002_loans.py",
        "from ..rules import Loan\n",
    ),
}
Check = Callable[[Path], Iterable[str]]


@pytest.mark.parametrize("measure", MEASURES)
def test_the_form_holds(measure: str) -> None:
    check, endings = MEASURES[measure]
    found = [
        f"{path.relative_to(form.ROOT).parent}/{fault}"
        for path in form.kept_files(*endings)
        for fault in check(path)
    ]
    assert not found, "\n".join(found)


def test_the_kernel_stays_small(tmp_path: Path) -> None:
    most = form.LINES_IN_THE_KERNEL
    assert list(form.too_large(form.ROOT / "src" / "tequio" / "kernel", most)) == []
    (tmp_path / "words.py").write_text("\n" * (most - 1))
    assert list(form.too_large(tmp_path, most)) == []
    (tmp_path / "__init__.py").write_text("\n")
    assert len(list(form.too_large(tmp_path, most))) == 1


def test_migrations_are_named_in_words_and_import_no_room() -> None:
    paths = [p for p in form.kept_files(".py") if p.parent.name == "migrations"]
    found = [f for p in paths if p.name != "__init__.py" for f in form.migration_faults(p)]
    assert paths
    assert not found, "\n".join(found)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_measure_refuses(fault: str, tmp_path: Path) -> None:
    check, name, text = FAULTS[fault]
    bad, good = tmp_path / name, tmp_path / "0001_good.py"
    bad.write_text(text)
    good.write_text('"""Lawful."""\n\n\ndef pay() -> None: ...\n')
    assert not list(check(good))
    assert len(list(check(bad))) == 1


def test_rules_and_kernel_import_without_any_framework() -> None:
    modules = form.pure_modules(form.ROOT / "src")
    assert "tequio.kernel" in modules
    assert any(name.endswith(".rules") for name in modules)
    assert form.impure(form.ROOT / "src", modules) == []


def test_rules_that_import_a_framework_are_noticed(tmp_path: Path) -> None:
    room = tmp_path / "tequio" / "lending"
    room.mkdir(parents=True)
    (room / "service.py").write_text("import django\n")
    (room / "rules.py").write_text("from tequio.lending import service\n")
    modules = form.pure_modules(tmp_path)
    assert modules == ["tequio.lending.rules"]
    assert form.impure(tmp_path, modules) == ["tequio.lending.rules: django is not for rules"]


RUFF = {
    "C901": "def f(x):\n" + "".join(f"    if x == {n}:\n        x += 1\n" for n in range(8)),
    "PLR0913": "def f(a, b, c, d, e, g, h):\n    return a\n",
    "E501": f"x = '{'a' * 100}'\n",
    "D103": "def pay():\n    return 1\n",
    "F401": "import os\n",
}
LAWFUL = '''"""Lawful."""


def f(x):
    """Seven ways."""
'''


@pytest.mark.parametrize("code", RUFF)
def test_ruff_refuses(code: str) -> None:
    lawful = LAWFUL + "".join(f"    if x == {n}:\n        x += 1\n" for n in range(7))
    assert ruff(lawful) == set()
    assert code in ruff(f'"""A room."""\n\n{RUFF[code]}')


def ruff(text: str) -> set[str]:
    """The codes that ruff finds in `text`, as if it were a module of a room."""
    words = ("check", "--no-cache", "--output-format=json", "--stdin-filename")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *words, "src/tequio/lending/service.py", "-"],
        cwd=form.ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return {fault["code"] for fault in json.loads(done.stdout)}
