"""The names of bodies."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _

BODIES: Mapping[str, str] = {
    "assembly": _("The assembly of all members"),
    "board": _("The board"),
    "panel": _("Panel"),
    "appeal_panel": _("Appeal panel"),
}
"""Code of a body → its name; every group has the first two from its founding on."""
FOUNDED = {"assembly", "board"}
