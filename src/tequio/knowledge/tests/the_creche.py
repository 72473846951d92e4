"""The crèche of the reference, and the five places in which it is assessed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tequio.knowledge.queries.designs import load_design
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.profiles import Profile, read_profile

CASE = Path(__file__).parent / "cases" / "creche.yaml"


@cache
def creche() -> Design:
    """The design of the table in part A4 of the reference."""
    return load_design(CASE.read_text("utf-8"))


def place(**values: object) -> Profile:
    """What is known of a place, by the short names of the reference's table."""
    return read_profile(
        {
            NAMES[name]: {"value": value, "unit": "ZAR" if name == "income" else ""}
            for name, value in values.items()
        },
        variables(),
    )


NAMES = {
    "income": "median_household_income",
    "groups": "savings_group_density",
    "trust": "bonding_trust",
    "registration": "registration_feasible",
    "credit": "bank_credit_access",
    "separate": "services_available_separately",
    "customary": "customary_group_rules",
}
POOR = {
    "income": 3_400,
    "trust": 8,
    "registration": False,
    "credit": False,
    "separate": False,
    "customary": True,
}
SUBURB = place(
    income=28_000, groups=1, trust=5, registration=True, credit=True, separate=True, customary=False
)
TOWNSHIP = place(**POOR, groups=14)
NOT_SURVEYED = place(**POOR)
NEW_SETTLEMENT = place(**POOR, groups=1)
NOTHING_KNOWN = place()
