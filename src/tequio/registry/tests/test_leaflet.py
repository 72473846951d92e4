"""What others wrote and pages use is the file that its README names."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

LEAFLET = Path(__file__).parent.parent / "static" / "registry" / "vendor" / "leaflet"
LAST_LINE = b"//# sourceMappingURL=leaflet.js.map"


def _rows() -> dict[str, str]:
    told = (LEAFLET / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", told, re.MULTILINE))


def test_every_file_of_leaflet_is_the_one_that_was_published() -> None:
    rows = _rows()
    beside = {"README.md", "LICENSE"}
    files = {str(path.relative_to(LEAFLET)) for path in LEAFLET.rglob("*") if path.is_file()}
    assert files - beside == set(rows)
    for name, digest in rows.items():
        data = (LEAFLET / name).read_bytes()
        if name == "leaflet.js":
            data = data.removesuffix(b"\n") + b"\n" + LAST_LINE
        assert hashlib.sha256(data).hexdigest() == digest, name


def test_its_licence_stands_beside_it() -> None:
    assert "BSD 2-Clause License" in (LEAFLET / "LICENSE").read_text(encoding="utf-8")
