"""`./tequio` starts from nothing, waits for nobody the second time, and says what is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from tests.lanes.copies import ROOT

pytestmark = pytest.mark.slow


def bare(place: Path) -> Path:
    """A clone whose package only says how it was called, and which needs nothing installed."""
    (place / "requirements").mkdir(parents=True)
    for name in ("run", "dev"):
        (place / "requirements" / f"{name}.txt").write_text(f"# nothing for {name}\n")
    site = place / "src" / "tequio" / "site"
    site.mkdir(parents=True)
    (site / "__main__.py").write_text("import sys\nprint('ran', *sys.argv[1:])\n")
    shutil.copy(ROOT / "tequio", place)
    return place


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone that was started once, after somebody had left a half made environment in it."""
    place = bare(tmp_path_factory.mktemp("prepared") / "clone")
    shim(place / ".venv" / "bin", "python", "exit 1")
    first = start(place, "verify", "--all")
    assert (first.returncode, first.stdout) == (0, "ran verify --all\n"), first.stderr
    assert "Preparing" in first.stderr
    return place


@pytest.fixture
def clone(prepared: Path, tmp_path: Path) -> Path:
    """A prepared clone of one's own, in a directory that a shell could stumble over."""
    return shutil.copytree(prepared, tmp_path / "clone with a space", symlinks=True)


def start(clone: Path, *words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Start the launcher from another directory, as a person or a timer would."""
    return subprocess.run(
        [clone / "tequio", *words],
        env={"PATH": path or os.environ["PATH"], "HOME": os.environ.get("HOME", "/")},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def shim(place: Path, name: str, script: str) -> None:
    """A program that only looks like the one it is named after."""
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_text(f"#!/bin/sh\n{script}\n")
    (place / name).chmod(0o755)


def test_the_second_start_prepares_nothing(clone: Path) -> None:
    second = start(clone, "verify", "--all")
    assert (second.stdout, second.stderr) == ("ran verify --all\n", "")


def test_a_changed_lock_is_installed_again_and_tools_only_where_needed(clone: Path) -> None:
    with_tools = start(clone, "test")
    assert "Preparing" in with_tools.stderr
    assert start(clone, "verify").stderr == ""
    (clone / "requirements" / "run.txt").write_text("# another lock\n")
    assert "Preparing" in start(clone, "verify").stderr


def test_a_python_that_exists_and_fails_is_passed_over(clone: Path, tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    shim(shims, "python3", "echo 'no version is set' >&2; exit 127")
    shim(shims, "python3.13", "exit 0")  # pretends; says nothing and would run nothing
    shim(shims, "python3.12", "exit 1")
    shim(shims, "python3.11", f'exec "{sys.executable}" "$@"')
    done = start(clone, "act", path=f"{shims}:/usr/bin:/bin")
    assert done.stdout == "ran act\n", done.stderr


def test_without_any_new_enough_python_it_says_so(tmp_path: Path) -> None:
    shims = tmp_path / "shims"
    for name in ("python", "python3", *(f"python3.{n}" for n in range(11, 15))):
        shim(shims, name, "exit 1")
    done = start(bare(tmp_path / "clone"), "act", path=f"{shims}:/usr/bin:/bin")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_a_package_whose_hash_is_not_admitted_is_not_installed(clone: Path) -> None:
    (clone / "requirements" / "run.txt").write_text("sqlparse==0.6.1\n")
    done = start(clone, "act")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert done.stdout == ""


@pytest.fixture
def launcher() -> ModuleType:
    """The launcher's Python part, not started."""
    loader = SourceFileLoader("launcher", str(ROOT / "tequio"))
    spec = importlib.util.spec_from_loader("launcher", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_a_python_without_ensurepip_is_told_which_package_to_install(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launcher.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit):
        launcher.make_environment(None)
    said = capsys.readouterr().err
    assert f"apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in said


def test_the_launcher_sets_no_place_to_install_from() -> None:
    text = (ROOT / "tequio").read_text()
    assert not any(word in text for word in ("index-url", "INDEX_URL", "find-links", "UV_INDEX"))


def test_help_about_the_tests_is_answered_before_anything_is_installed(tmp_path: Path) -> None:
    new = bare(tmp_path / "new clone")
    done = start(new, "test", "--help")
    assert (done.returncode, done.stdout) == (0, "ran test --help\n"), done.stderr
    assert "Preparing" not in done.stderr
    assert not (new / ".venv").exists()
