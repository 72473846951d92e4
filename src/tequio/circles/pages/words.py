"""Words and signs of a meeting sheet."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.circles.rules import Attendance
from tequio.kernel import gettext_noop as _

ATTENDANCE: Sequence[tuple[Attendance, str, str]] = (
    ("present", _("Here"), "check"),
    ("late", _("Late"), "clock"),
    ("sent", _("Sent it"), "coins"),
    ("excused", _("Excused"), "excused"),
    ("absent", _("Absent"), "cross"),
)
"""Code, words and sign, in the order of the sheet."""
ATTENDANCES = {code: words for code, words, _sign in ATTENDANCE}
FINE: Sequence[tuple[str, str]] = (
    ("", _("As our rules say")),
    ("none", _("No fine today")),
    ("rules", _("For breaking a rule")),
)
FINES = {
    "late": _("came late"),
    "absent": _("stayed away"),
    "rules": _("broke a rule"),
}
REASONS: Sequence[tuple[str, str]] = (
    ("", _("Choose")),
    ("illness", _("Illness")),
    ("death", _("Death in the family")),
    ("birth", _("Birth")),
    ("disaster", _("Fire, flood or another disaster")),
    ("other", _("Another reason")),
)
"""Why a member claims help from the social fund."""
COLUMNS = {
    "attendance": _("Attendance"),
    "shares": _("Shares"),
    "social": _("Social fund"),
    "fine_paid": _("Fines paid"),
    "helped": _("Help"),
    "repaid": _("Repaid"),
    "lent": _("Loan asked for or handed out"),
    "counted": _("Counted in the box"),
    "social_counted": _("Counted in the bag"),
}
