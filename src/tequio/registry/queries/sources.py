"""Sources of a register, as the chronicle tells of them."""

from __future__ import annotations

from typing import Any

from tequio.kernel import digest
from tequio.registry.models import SourceRow


def told_of(row: SourceRow) -> dict[str, Any]:
    """What the chronicle tells of a source: codes, and a digest of its words."""
    words = [row.title, row.licence_url, row.attribution, row.homepage]
    return {
        "source": row.id,
        "source_code": row.code,
        "source_kind": row.kind,
        "licence": row.licence,
        "scheme": row.scheme,
        "is_complete": row.is_complete,
        "may_publish": row.may_publish,
        "words": digest(words),
    }
