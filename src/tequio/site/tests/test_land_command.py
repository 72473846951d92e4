"""`./tequio land` cuts the coasts that the package keeps."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from tequio.registry.rules.cartography import cutting
from tequio.registry.rules.cartography.rings import holds
from tequio.site.commands import land as command


def test_the_command_cuts_what_the_package_keeps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A square island across ±180° on a grid of one degree."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [-180, -90]},
        "arcs": [[[350, 90], [-340, 0], [0, 10], [340, 0], [0, -10]]],
        "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
    }
    file = tmp_path / "land.json"
    file.write_text(json.dumps(topology), encoding="utf-8")
    arguments = Namespace(file=file, folder=tmp_path)
    assert command.run(arguments) == 0
    assert "land_near.txt: 2 rings" in capsys.readouterr().out
    rings = cutting.rings_of((tmp_path / "land_near.txt").read_text(encoding="ascii"))
    assert holds(rings, (175.0, 5.0))
    assert holds(rings, (-175.0, 5.0))
    assert not holds(rings, (0.0, 5.0))
