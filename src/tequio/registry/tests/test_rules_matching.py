"""What may be one organisation: the cases an organiser can write, and what never happens."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tequio.registry.queries.legal_words import legal_words
from tequio.registry.rules import matching
from tequio.registry.rules.cartography.projection import metres_between
from tequio.registry.rules.facts import Said
from tequio.registry.rules.matching import Party
from tequio.registry.rules.matching.places import squares_of
from tequio.registry.rules.meaning import register_number
from tequio.registry.tests.parties import lists, party

CASES = Path(__file__).parent / "cases"
NAMES = yaml.safe_load((CASES / "names.yaml").read_text("utf-8"))
PAIRS = yaml.safe_load((CASES / "pairs.yaml").read_text("utf-8"))
LANGUAGES = {"en", "fr", "es", "pt", "it", "de", "nl", "hi"}


@pytest.mark.parametrize("case", NAMES, ids=[case["name"] for case in NAMES])
def test_a_name_has_its_core_and_its_numbers(case: dict[str, Any]) -> None:
    words = legal_words()
    if "normal" in case:
        assert matching.normalise(case["name"]) == case["normal"]
    assert matching.core_name(case["name"], words, case["country"]) == case["core"]
    found = matching.numerals(case["name"], words, case["country"])
    assert list(found) == case.get("numbers", [])


def test_every_language_says_where_it_is_spoken_and_which_words_distinguish_nobody() -> None:
    words = legal_words()
    assert set(words.legal) == set(words.numbers) == LANGUAGES
    assert all(words.legal.values())
    assert words.languages_of("in") == ("en", "hi")
    assert set(words.languages_of("")) == set(words.languages_of("XX")) == LANGUAGES


@pytest.mark.parametrize("case", PAIRS, ids=[case["name"] for case in PAIRS])
def test_a_pair_is_scored_and_read(case: dict[str, Any]) -> None:
    words = legal_words()
    left, right = (
        matching.known(party(side, case["both"] | case[side]), words) for side in ("left", "right")
    )
    found = matching.score(left, right)
    assert (found is not None) == ("score" in case), found
    if found:
        read = {"score": found.score, "reading": found.reading, "sure": found.is_sure}
        assert read == {key: case[key] for key in read}
        assert sum(one.points for one in found.features) == found.score
    after = matching.succession(left, right)
    assert (after.reading if after else None) == case.get("succession")


@given(lists(), lists())
def test_pairs_are_one_to_one_and_the_same_from_either_side(
    left: list[Party], right: list[Party]
) -> None:
    words = legal_words()
    found = matching.candidates(left, right, words)
    assert len({one.left for one in found}) == len({one.right for one in found}) == len(found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    turned = matching.candidates(right, left, words)
    assert {(one.right, one.left, one.score, one.reading) for one in turned} == {
        (one.left, one.right, one.score, one.reading) for one in found
    }
    assert matching.candidates(left[::-1], right[::-1], words) == found
    assert all(sum(part.points for part in one.features) == one.score for one in found)


@given(lists(), lists())
def test_what_a_database_finds_piece_by_piece_is_what_lists_find(
    left: list[Party], right: list[Party]
) -> None:
    words = legal_words()
    here = {one.key: matching.known(one, words) for one in left}
    there = {one.key: matching.known(one, words) for one in right}
    for found in matching.candidates(left, right, words):
        one, other = here[found.left], there[found.right]
        assert matching.score(one, other) == found
        assert {*matching.keys_of(one)} & {*matching.keys_of(other)}


@given(lists(), lists())
def test_no_link_is_made_by_itself_where_keys_or_numbers_contradict(
    left: list[Party], right: list[Party]
) -> None:
    here, there = ({one.key: one for one in side} for side in (left, right))
    links = matching.strict_links(left, right)
    assert len({one.left for one in links}) == len({one.right for one in links}) == len(links)
    for link in links:
        one, other = dict(here[link.left].ids), dict(there[link.right].ids)
        assert all(one[source] == other[source] for source in one.keys() & other.keys())
        if link.by == "number":
            mine, theirs = dict(here[link.left].numbers), dict(there[link.right].numbers)
            for scheme in mine.keys() & theirs.keys() - {""}:
                plain = register_number
                assert plain(mine[scheme]) == plain(theirs[scheme])
    turned = {(one.right, one.left, one.by) for one in matching.strict_links(right, left)}
    assert turned == {(one.left, one.right, one.by) for one in links}


def listed(*said: dict[str, Any]) -> list[Party]:
    return [party(str(number), one) for number, one in enumerate(said)]


@pytest.mark.parametrize(
    ("left", "right", "held"),
    [
        ([{"numbers": {"GB-COH": "0123"}}], [{"numbers": {"GB-COH": "123"}}], ()),
        ([{"ids": {"cuk": "R1"}}], [{"ids": {"cuk": "R1"}}], ()),
        (
            [{"ids": {"cuk": "R1"}, "numbers": {"GB-COH": "1"}}],
            [{"ids": {"cuk": "R1"}, "numbers": {"GB-COH": "2"}}],
            (),
        ),
        (
            [{"numbers": {"GB-COH": "SC445994"}}],
            [{"numbers": {"GB-COH": "SC445994"}}, {"numbers": {"GB-COH": "SC445994"}}],
            ("stands_twice",),
        ),
        (
            [{"ids": {"cuk": "R000867"}, "numbers": {"GB-COH": "3944484"}}],
            [{"ids": {"cuk": "R021193"}, "numbers": {"GB-COH": "03944484"}}],
            ("key_contradicts",),
        ),
        (
            [{"numbers": {"GB-COH": "1", "GB-CHC": "7"}}],
            [{"numbers": {"GB-COH": "1", "GB-CHC": "8"}}],
            ("number_contradicts",),
        ),
        (
            [{"numbers": {"GB-COH": "1", "GB-CHC": "7"}}],
            [{"numbers": {"GB-COH": "1"}}, {"numbers": {"GB-CHC": "7"}}],
            ("linked_otherwise",),
        ),
    ],
)
def test_a_link_waits_for_a_person_and_says_why(
    left: list[dict[str, Any]], right: list[dict[str, Any]], held: tuple[str, ...]
) -> None:
    found = matching.official_pairs(listed(*left), listed(*right))
    assert {one.held_by for one in found} == {held}
    assert set(held) <= set(matching.HELD)
    made = matching.strict_links(listed(*left), listed(*right))
    assert made == ([] if held else found)


def test_a_key_goes_before_a_number() -> None:
    left = listed({"ids": {"cuk": "R1"}, "numbers": {"GB-COH": "5"}})
    right = listed({"ids": {"cuk": "R1"}}, {"numbers": {"GB-COH": "5"}})
    (made,) = matching.strict_links(left, right)
    assert (made.right, made.by, made.code) == ("0", "key", ("cuk", "R1"))


def test_a_number_of_no_named_register_links_nobody() -> None:
    one = listed({"numbers": {"": "12345678"}})
    assert matching.official_pairs(one, one) == []


def test_a_word_that_many_use_is_no_reason_to_look() -> None:
    words = legal_words()
    crowd = [Party(f"c{n}", (f"Housing Grove{n}",), postcode=f"M{n} 1AA") for n in range(61)]
    alone = [Party("a", ("Housing",), postcode="LS1 1AA", country="GB")]
    other = [Party("b", ("Housing",), postcode="LS2 1AA", country="GB")]
    assert len(matching.candidates(alone, other, words)) == 1
    assert matching.candidates(alone, [*crowd, *other], words) == []
    keys = matching.keys_of(matching.known(alone[0], words))
    assert keys == ("postcode:LS11AA", "word:housing")
    assert [matching.most_uses(key) for key in keys] == [200, 60]


def test_of_equal_scores_the_likest_whole_name_is_chosen() -> None:
    left = [Party("x", ("Leeds Bread CIC",), postcode="LS1 1AA", country="GB")]
    right = [
        Party("a", ("Leeds Bread Limited",), postcode="LS1 1AA", country="GB"),
        Party("b", ("Leeds Bread C.I.C.",), postcode="LS1 1AA", country="GB"),
    ]
    (found,) = matching.candidates(left, right, legal_words())
    assert found.right == "b"


@given(st.floats(-180, 180), st.floats(-89.9, 89.9), st.floats(0, 99.9), st.floats(0, 6.283))
def test_two_places_within_100_m_share_a_square(
    lon: float, lat: float, metres: float, angle: float
) -> None:
    from math import cos, radians, sin

    north = metres * cos(angle) / 111_195
    east = metres * sin(angle) / (111_195 * cos(radians(lat)))
    other = ((lon + east + 180) % 360 - 180, lat + north)
    assert metres_between((lon, lat), other) < 101
    if metres_between((lon, lat), other) <= 100:
        assert {*squares_of((lon, lat))} & {*squares_of(other)}
    assert len(squares_of((lon, lat))) <= 4 or abs(lat) > 89


def test_far_places_share_no_square() -> None:
    assert not {*squares_of((1.2, 6.3))} & {*squares_of((1.2, 6.31))}
    assert round(metres_between((0, 0), (0, 1))) == 111_195


@pytest.mark.parametrize(
    ("postcode", "country", "outward"),
    [
        ("M60 0AG", "GB", "M60"),
        ("ec1a1bb", "", "EC1A"),
        ("M60", "GB", ""),
        ("75011", "FR", "750"),
        ("10115", "DE", "101"),
        ("560001", "IN", "560"),
        ("01310-100", "BR", "01310"),
        ("1000-205", "PT", "1000"),
        ("1012 AB", "NL", "1012"),
        ("K1A 0B1", "CA", "K1A"),
        ("94110-1234", "US", "941"),
        ("1010", "AT", "10"),
        ("101", "IS", ""),
        ("75011", "", ""),
    ],
)
def test_the_outward_part_of_a_postcode(postcode: str, country: str, outward: str) -> None:
    assert matching.outward(matching.plain_postcode(postcode), country) == outward


def test_two_records_stand_side_by_side_property_by_property() -> None:
    left = [
        Said("name.legal", {"text": "Leeds Bread Co-op", "language": "en"}),
        Said("identifier", {"scheme": "GB-COH", "raw": "0123"}),
        Said("identifier", {"scheme": "GB-MPR", "raw": "9R"}),
        Said("address.postcode", "LS1 1AA"),
        Said("members", 12, until=date(2015, 12, 31)),
        Said("status", {"scheme": "status", "code": "active", "title": "Live"}),
        Said("point", {"lon": "1.20001", "lat": "6.3", "precision": 10, "method": "pin"}),
        Said("is_informal", False),
    ]
    right = [
        Said("name.legal", {"text": "LEEDS BREAD CO-OP.", "language": "en"}),
        Said("identifier", {"scheme": "GB-COH", "raw": "123"}),
        Said("address.postcode", "ls11ab"),
        Said("members", 12, until=date(2016, 12, 31)),
        Said("status", {"scheme": "status", "code": "active", "title": "Active"}),
        Said("point", {"lon": "1.20002", "lat": "6.3", "precision": 50, "method": "survey"}),
        Said("website", "https://bread.example"),
    ]
    rows = matching.compare(left, right)
    assert {row.property: row.verdict for row in rows} == {
        "name.legal": "agrees",
        "identifier": "overlaps",
        "website": "only_right",
        "address.postcode": "differs",
        "point": "agrees",
        "status": "agrees",
        "is_informal": "only_left",
        "members": "differs",
    }
    assert [one.value for one in rows[0].left] == [left[0].value]
    assert rows[0].title == "Legal name"


def test_a_party_is_made_of_what_a_source_record_says() -> None:
    said = [
        Said("name.legal", {"text": "Leeds Bread Ltd", "language": "en"}),
        Said("name.trading", {"text": "Leeds Bread", "language": "en"}),
        Said("identifier", {"scheme": "GB-COH", "raw": "0123"}),
        Said("address.postcode", "LS1 1AA"),
        Said("address.locality", "Leeds"),
        Said("address.country", "GB"),
        Said("point", {"lon": "-1.5", "lat": "53.8", "precision": 100, "method": "postcode"}),
        Said("status", {"scheme": "status", "code": "active", "title": "Live"}),
        Said("members", 12),
    ]
    assert matching.party_of_said("7", said, ids=(("cuk", "R7"),)) == Party(
        "7", ("Leeds Bread", "Leeds Bread Ltd"), "LS1 1AA", "Leeds", "GB",
        (("GB-COH", "0123"),), (("cuk", "R7"),), -1.5, 53.8, "active",
    )  # fmt: skip
