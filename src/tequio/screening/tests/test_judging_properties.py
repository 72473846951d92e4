"""What must be so of every pack and every snapshot."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tequio.kernel import Truth
from tequio.screening.rules.items import Item, items_text
from tequio.screening.rules.judging import judge
from tequio.screening.rules.many import ReadyPack, verdicts
from tequio.screening.rules.packs import Pack
from tequio.screening.rules.replaying import judgement_text
from tequio.screening.rules.tracing import AspectJudgement, Node
from tequio.screening.tests.strategies import ON, packs, snapshots
from tequio.screening.tests.test_settling import with_one_withdrawn

TRIED = settings(max_examples=60)


@TRIED
@given(packs(), st.lists(snapshots, min_size=1, max_size=6))
def test_many_are_judged_as_each_alone(pack: Pack, every: list[tuple[Item, ...]]) -> None:
    texts = [items_text(some) for some in every]
    alone = [judge(pack, some, ON) for some in every]
    found = ReadyPack(pack, ON, most=2).found(texts)  # it forgets all the time
    assert list(verdicts(pack, texts, ON)) == [one.verdict for one in alone]
    for number, judged in enumerate(alone):
        assert found.verdicts.of(number) == judged.verdict
        for one in judged.criteria:
            truths = found.criteria[one.id]
            assert (truths.of(number), truths.is_marked(number)) == (one.truth, one.is_contested)


@TRIED
@given(packs(), snapshots, st.randoms())
def test_the_order_of_evidence_changes_no_byte(
    pack: Pack, some: tuple[Item, ...], lot: object
) -> None:
    mixed = list(some)
    lot.shuffle(mixed)  # type: ignore[attr-defined]
    assert judgement_text(judge(pack, mixed, ON)) == judgement_text(judge(pack, some, ON))


@TRIED
@given(packs(), snapshots.filter(bool), st.data())
def test_withdrawing_never_turns_unknown_or_not_met_into_met(
    pack: Pack, some: tuple[Item, ...], data: st.DataObject
) -> None:
    before = judge(pack, some, ON)
    after = judge(pack, with_one_withdrawn(some, data), ON)
    for old, new in zip(before.criteria, after.criteria, strict=True):
        if old.truth in (Truth.UNKNOWN, Truth.FAILS):
            assert new.truth is not Truth.HOLDS
    if before.verdict != "meets":
        assert after.verdict != "meets"


@TRIED
@given(packs(), snapshots)
def test_its_own_word_alone_never_meets(pack: Pack, some: tuple[Item, ...]) -> None:
    words = [
        Item(item.fact, item.value, 0, item.since, item.until, "self_declaration:1")
        for item in some
    ]
    assert judge(pack, words, ON).verdict != "meets"


@TRIED
@given(packs(), snapshots, st.data())
def test_missing_papers_alone_never_fail(
    pack: Pack, some: tuple[Item, ...], data: st.DataObject
) -> None:
    assert judge(pack, (), ON).verdict != "does_not_meet"
    facts = sorted({item.fact for item in some})
    missing = data.draw(st.sets(st.sampled_from(facts))) if facts else set()
    rest = [item for item in some if item.fact not in missing]
    if judge(pack, some, ON).verdict != "does_not_meet":
        assert judge(pack, rest, ON).verdict != "does_not_meet"


@TRIED
@given(packs(), snapshots, st.data())
def test_evidence_of_a_higher_grade_never_lowers_knowledge(
    pack: Pack, some: tuple[Item, ...], data: st.DataObject
) -> None:
    """No comparison becomes unknown.  And what is added in agreement with what was known, or of
    what was unknown, leaves every criterion decided that was."""
    low = [item for item in some if item.grade < 4]
    facts = sorted({item.fact for item in low})
    if not facts:
        return
    fact = data.draw(st.sampled_from(facts))
    value = data.draw(st.sampled_from([item.value for item in low if item.fact == fact]))
    more = Item(fact, value, 4, ON, ON, "visit:9")
    before, after = judge(pack, low, ON), judge(pack, (*low, more), ON)
    is_kept = True
    for old, new in zip(_comparisons(before), _comparisons(after), strict=True):
        was = {code: one for code, one in old.settled if one.is_known}
        now = {code: one for code, one in new.settled if one.is_known}
        assert was.keys() <= now.keys()
        is_kept &= all(now[code].value == one.value for code, one in was.items())
        assert all(now[code].grade >= one.grade for code, one in was.items())
    if is_kept:
        for one, two in zip(before.criteria, after.criteria, strict=True):
            assert one.truth is Truth.UNKNOWN or two.truth is one.truth


def _comparisons(judged: object) -> list[Node]:
    found: list[Node] = []
    for criterion in judged.criteria:  # type: ignore[attr-defined]
        for aspect in (criterion.rules, criterion.practice):
            if isinstance(aspect, AspectJudgement):
                waiting = [one for one in (aspect.applies, aspect.trace) if one]
                while waiting:
                    node = waiting.pop()
                    waiting.extend(node.parts)
                    found.extend([] if node.parts else [node])
    return found


@TRIED
@given(packs(), snapshots)
def test_only_what_is_open_wants_evidence(pack: Pack, some: tuple[Item, ...]) -> None:
    judged = judge(pack, some, ON)
    assert [one.cost for one in judged.wanted] == sorted(one.cost for one in judged.wanted)
    if judged.verdict in ("meets", "does_not_meet"):
        assert judged.wanted == ()
    for criterion in judged.criteria:
        assert criterion.truth is Truth.UNKNOWN or criterion.wanted == ()
