"""What is remembered is asked once while it is promised not to change, and anew after."""

from tequio.kernel import remembered, remembering

ASKED: list[int] = []


@remembered
def doubled(number: int, *, by: int = 2) -> int:
    ASKED.append(number)
    return number * by


def test_a_query_is_asked_once_while_remembering_and_each_time_otherwise():
    ASKED.clear()
    assert [doubled(2), doubled(2)] == [4, 4]
    assert ASKED == [2, 2]
    with remembering():
        assert [doubled(2), doubled(2), doubled(2, by=3), doubled(3)] == [4, 4, 6, 6]
    assert ASKED == [2, 2, 2, 2, 3]
    assert doubled(2) == 4
    assert len(ASKED) == 6
