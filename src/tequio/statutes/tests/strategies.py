"""Hypothesis strategies for the rules of statutes."""

from fractions import Fraction

from hypothesis import strategies as st

from tequio.statutes.rules import BASES, DecisionRule, Tally

parts = st.builds(
    lambda above, below: Fraction(min(above, below), below),
    st.integers(0, 100),
    st.integers(1, 100),
)


@st.composite
def tallies(draw, most=500):
    members = draw(st.integers(0, most))
    present = draw(st.integers(0, members))
    cast = draw(st.integers(0, present))
    yes = draw(st.integers(0, cast))
    no = draw(st.integers(0, cast - yes))
    return Tally(yes, no, cast - yes - no, present, members)


decision_rules = st.builds(
    DecisionRule,
    kind=st.just("ordinary"),
    quorum=parts,
    second_call_quorum=parts,
    majority=parts,
    strict=st.booleans(),
    base=st.sampled_from(sorted(BASES)),
    notice_days=st.just(7),
)
