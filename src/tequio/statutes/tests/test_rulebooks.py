"""The law as data: what the files of the house say, and what the loader refuses."""

from datetime import date
from fractions import Fraction

import pytest
import yaml

from tequio.membership.rules import KINDS
from tequio.statutes import queries
from tequio.statutes.rules import CATALOGUE, SchemaError, load_rulebook
from tequio.statutes.tests.test_adopting import LAW

TODAY = date(2026, 5, 1)


def test_no_value_of_the_house_is_verified():
    books = queries.rulebooks()
    assert {book.name for book in books} >= {"in", "fr", "it", "qc", "es", "za"}
    assert not any(book.has_verified() for book in books)


def test_each_file_is_named_as_its_rulebook():
    files = {path.stem for path in (queries.HERE / "rulebooks").glob("*.yaml")}
    assert files == {book.name for book in queries.rulebooks()}


def test_laws_speak_of_kinds_that_can_be_founded():
    laws = [law for book in queries.rulebooks() for law in book.laws.values()]
    assert all(set(law.kinds) <= set(KINDS) for law in laws)


@pytest.mark.parametrize(
    ("country", "region", "provision", "limit"),
    [
        ("IN", "", "surplus.reserve", Fraction(1, 4)),
        ("IN", "", "surplus.education", Fraction(1, 100)),
        ("FR", "", "surplus.workers", Fraction(1, 4)),
        ("IT", "", "surplus.reserve", Fraction(3, 10)),
        ("IT", "", "surplus.solidarity", Fraction(3, 100)),
        ("CA", "QC", "surplus.reserve", Fraction(1, 10)),
        ("ES", "", "surplus.education", Fraction(1, 20)),
    ],
)
def test_a_cooperative_meets_the_bounds_of_its_country(country, region, provision, limit):
    law = queries.rulebook_for(country, "cooperative", region=region)
    limits = {bound.provision: bound.limit for bound in law.bounds_on(TODAY)}
    assert limits[provision] == limit


def test_a_law_binds_only_its_kind_its_country_and_its_region():
    def bound(*place, **more):
        return {b.provision for b in queries.rulebook_for(*place, **more).bounds_on(TODAY)}

    assert bound("IN", "self-help-group") == {"members.least", "members.most"}
    assert "members.most" not in bound("IN", "cooperative")
    assert bound("CA", "cooperative") == set()
    assert bound("ZA", "cooperative") == set()
    assert bound("", "cooperative") == set()


def test_a_directory_of_the_node_adds_rulebooks(settings, tmp_path):
    (tmp_path / "tl.yaml").write_text(LAW)
    assert not queries.rulebook_for("TL", "cooperative").laws
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    assert queries.rulebook_for("TL", "cooperative").has_verified()


def changed(change):
    content = yaml.safe_load(LAW)
    change(content, content["parameters"]["test.reserve"])
    return yaml.safe_dump(content)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda top, one: top.pop("title"), "test.yaml, title: is missing"),
        (lambda top, one: top.update(country="Testland"), "two capital letters"),
        (lambda top, one: top.update(remark="x"), "not known here: remark"),
        (lambda top, one: top.update(parameters=[]), "parameters: needs a table"),
        (lambda top, one: one.pop("law"), "test.reserve, law: is missing"),
        (lambda top, one: one.update(bound=1), "not known here: bound"),
        (lambda top, one: one["bounds"].update(at="about"), "about is not one of least, most"),
        (lambda top, one: one["bounds"].update(provision="x"), "x is not a provision"),
        (
            lambda top, one: one["bounds"].update(provision="lending.largest"),
            "not a provision that can be bounded",
        ),
        (lambda top, one: one.update(values=[]), "at least one is needed"),
        (lambda top, one: one["values"].reverse(), "days must rise"),
        (lambda top, one: one["values"][0].update(since="soon"), "values 1, since: needs a day"),
        (lambda top, one: one["values"][0].update(value=0.25), "never a decimal"),
        (lambda top, one: one["values"][0].update(value="1/0"), "not zero"),
        (lambda top, one: one["values"][0].update(value="much"), "a bound needs a number"),
        (lambda top, one: one["values"][0].update(verified="yes"), "needs true or false"),
        (lambda top, one: one["values"][0].update(read="secondary"), "official text"),
        (lambda top, one: one["values"][0].update(source=5), "source: needs a text"),
    ],
)
def test_a_rulebook_that_does_not_say_what_it_must_is_refused(change, complaint):
    with pytest.raises(SchemaError, match=complaint):
        load_rulebook(changed(change), where="test.yaml")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("rulebook: a\nrulebook: b\n", "line 1: rulebook stands twice"),
        ("rulebook: [", "test.yaml: while parsing"),
        ("- a", "needs a table"),
        ("", "needs a table"),
        ("rulebook: !!python/object:os.system x", "could not determine a constructor"),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text, complaint):
    with pytest.raises(SchemaError, match=complaint):
        load_rulebook(text, where="test.yaml")


def test_every_bounded_provision_is_in_the_catalogue():
    for book in queries.rulebooks():
        assert {law.provision for law in book.laws.values()} <= {"", *CATALOGUE}
