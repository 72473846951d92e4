"""Packs and items drawn at random, over few facts so that they meet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tequio.screening.rules.items import Item
from tequio.screening.rules.packs import (
    Citation,
    Compare,
    Criterion,
    Exists,
    Expression,
    Joined,
    Not,
    Pack,
    Ratio,
    Rule,
)
from tequio.screening.rules.values import exact

ON = date(2026, 6, 30)
YES_NO = ("rules.veto", "practice.active", "practice.veto_used")
COUNTS = ("practice.members", "practice.assemblies")
SHARES = ("practice.turnout",)
CHOICE = "rules.vote"
KINDS = ("self_declaration", "clause", "minutes", "register", "platform", "visit")
SCALE = ("0", "1/2", "1")

yes_no = st.booleans()
counts = st.integers(0, 2)
shares = st.sampled_from(SCALE)
votes = st.sampled_from(("one_member_one_vote", "by_capital"))


@st.composite
def items(draw: st.DrawFn, facts: tuple[str, ...] = (*YES_NO, *COUNTS, *SHARES, CHOICE)) -> Item:
    """One item, now and then old, withdrawn, not yet true, or without a day."""
    fact = draw(st.sampled_from(facts))
    value = draw(
        yes_no
        if fact in YES_NO
        else counts
        if fact in COUNTS
        else shares
        if fact in SHARES
        else votes
    )
    until = draw(
        st.sampled_from((ON, ON - timedelta(40), ON - timedelta(900), ON + timedelta(3), None))
    )
    since = draw(st.sampled_from((None, until and until - timedelta(365), until)))
    kind = draw(st.sampled_from(KINDS))
    number, is_withdrawn = draw(st.integers(1, 3)), draw(st.sampled_from((False, False, True)))
    grade = draw(st.integers(0, 4))
    return Item(fact, value, grade, since, until, f"{kind}:{number}", "", is_withdrawn)


snapshots = st.lists(items(), max_size=12).map(tuple)

comparisons: st.SearchStrategy[Expression] = st.one_of(
    st.builds(lambda fact, value: Compare(fact, "eq", (value,)), st.sampled_from(YES_NO), yes_no),
    st.builds(
        lambda fact, how, value: Compare(fact, how, (value,)),
        st.sampled_from(COUNTS),
        st.sampled_from(("gte", "lte", "eq")),
        counts,
    ),
    st.builds(
        lambda low: Compare("practice.turnout", "between", (exact("practice.turnout", low), 1)),
        shares,
    ),
    st.builds(lambda value: Compare(CHOICE, "in", (value,)), votes),
    st.builds(
        lambda value: Ratio("practice.assemblies", "practice.members", "lte", (value,)),
        shares.map(lambda text: exact("practice.turnout", text)),
    ),
    st.builds(Exists, st.sampled_from((*YES_NO, CHOICE))),
)


def _joined(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(Joined, st.sampled_from(("all", "any")), parts),
        parts.flatmap(
            lambda some: st.integers(1, len(some)).map(lambda k: Joined("at_least", some, k))
        ),
    )


expressions = st.recursive(comparisons, _joined, max_leaves=6)


def rules(least: int) -> st.SearchStrategy[Rule]:
    """A rule with a least grade from `least` on."""
    return st.builds(
        Rule,
        expression=expressions,
        citation=st.just(Citation("a law")),
        applies_if=st.none() | comparisons,
        accepts=st.sampled_from(((), KINDS[1:], ("minutes", "visit"))),
        least_grade=st.integers(least, 2),
        max_age_months=st.sampled_from((None, 24)),
    )


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """A pack of one to three criteria, the first a gate."""
    criteria = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        is_gate = number == 1 or draw(st.booleans())
        which = draw(st.sampled_from(("both", "both", "rules", "practice")))
        one = rules(1 if is_gate else 0)
        criteria.append(
            Criterion(
                id=f"C{number}",
                is_gate=is_gate,
                rules=draw(one) if which != "practice" else None,
                practice=draw(one) if which != "rules" else None,
            )
        )
    return Pack(
        code="drawn",
        version=1,
        titles={"en": "Drawn"},
        about={"en": "Drawn at random."},
        authority="network",
        jurisdiction="",
        since=date(2020, 1, 1),
        until=None,
        papers=draw(st.sampled_from(("helpful", "required"))),
        months=36,
        criteria=tuple(criteria),
    )
