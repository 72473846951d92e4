"""The cooperative's share capital: four pay in, two ask some of it back, one got it."""

from __future__ import annotations

from tequio.governance.rules.effects import AllowPayment
from tequio.shares import service as shares
from tequio.site.demonstration.stage import Group

PRICE = 500_00
RULES = {"shares.price": PRICE, "shares.notice_days": 30, "shares.withdrawn_most": "20/100"}
PAID_IN = {"Durga Devi": 6, "Rani Kumari": 4, "Babita Devi": 4, "Sudha Kumari": 8}
"""Shares by member."""


def is_paid_in(group: Group, treasurer: str) -> int:
    """Members pay in, and one asks two shares back; the number of her notice."""
    for name, count in PAID_IN.items():
        group.does(
            treasurer,
            shares.subscribe,
            person=group.person[name],
            count=count,
            account=group.account("cash"),
        )
    return _asks_back(group, "Durga Devi", 2)


def giving_back(group: Group, treasurer: str, notice: int) -> int:
    """The proposal to give back what was asked for."""
    effect = AllowPayment(
        "mandate", "shares.withdraw", 2 * PRICE, "INR", ("treasurer",), subject=str(notice)
    )
    return group.proposes(treasurer, "Give Durga Devi two of her shares back", effect)


def is_given_back(group: Group, treasurer: str, notice: int) -> None:
    """As the members decided; then another member asks for one."""
    group.does(treasurer, shares.withdraw, notice=notice, account=group.account("cash"))
    _asks_back(group, "Sudha Kumari", 1)


def _asks_back(group: Group, name: str, count: int) -> int:
    asked = group.does(name, shares.give_notice, person=group.person[name], count=count)
    return int(asked["notice"])
