"""What is installed is locked by hash, names no host, and is what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.lanes.copies import ROOT

FILES = ("run", "dev", "oracles")


def pins(text: str) -> dict[str, int]:
    """Name and number of hashes of every requirement."""
    whole = text.replace("\\\n", " ").splitlines()
    return {
        re.split(r"[=\[ ;]", line)[0].lower(): line.count("--hash=sha256:")
        for line in whole
        if line and not line.startswith("#")
    }


def plain(requirement: str) -> str:
    """The bare name in a requirement."""
    return re.split(r"[<>=\[]", requirement)[0].lower()


@pytest.mark.parametrize("name", FILES)
def test_each_requirement_is_locked_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    assert all(pins(text).values())
    assert not re.search(r"://|^-|--(?!hash)|@ ", text, re.MULTILINE)


def test_a_requirement_without_hash_is_noticed() -> None:
    assert pins("django==5.2 \\\n    --hash=sha256:0\nbabel==2\n") == {"django": 1, "babel": 0}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = pins((ROOT / "requirements" / "run.txt").read_text())
    dev = pins((ROOT / "requirements" / "dev.txt").read_text())
    assert {plain(r) for r in project["project"]["dependencies"]} <= set(run)
    assert {plain(r) for r in project["dependency-groups"]["dev"]} <= set(dev)
    assert set(run) <= set(dev)


def test_oracles_stay_out_of_the_environment_of_the_tests() -> None:
    dev = pins((ROOT / "requirements" / "dev.txt").read_text())
    assert not {"pabutools", "gurobipy", "django-hordak", "networkx"} & set(dev)
