"""Pictures: the register's numbers, the same drawing in both languages, said in words too."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

import checker
from scripts import pictures
from scripts.speaker import PageError, Speaker

ALLOWED = {"x", "y", "width", "height", "rx", "class", "viewBox", "role", "aria-labelledby", "id"}
ALLOWED |= {"d", "cx", "cy", "r"}


def drawn(name: str, locale: str) -> ElementTree.Element:
    """Return a picture as a tree."""
    speaker = Speaker(checker.load_rulebook(), locale, "process/5-escalate.md")
    return ElementTree.fromstring(pictures.picture(speaker, name))


def words(tree: ElementTree.Element) -> str:
    """Return everything written in a picture, without its description."""
    return " ".join(one.text or "" for one in tree.iter("text"))


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_has_a_name_and_a_description_and_no_style_of_its_own(name, locale):
    tree = drawn(name, locale)
    [svg] = tree
    title, text = svg[0], svg[1]

    assert ("title", "desc") == (title.tag, text.tag)
    assert svg.get("aria-labelledby") == f"{title.get('id')} {text.get('id')}"
    assert len(text.text) > len(title.text) > 5
    assert {key for one in tree.iter() for key in one.attrib} <= ALLOWED
    _, _, width, height = map(float, svg.get("viewBox").split())
    assert all(0 <= float(one.get("x")) <= width for one in tree.iter("text"))
    assert all(0 <= float(one.get("y")) <= height for one in tree.iter("text"))


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_languages_share_the_drawing(name):
    chinese, english = drawn(name, "zh"), drawn(name, "en")

    assert [(one.tag, one.get("x"), one.get("y")) for one in chinese.iter()] == [
        (one.tag, one.get("x"), one.get("y")) for one in english.iter()
    ]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_clocks_show_the_numbers_of_the_register(locale):
    speaker = Speaker(checker.load_rulebook(), locale, "index.md")
    tree = drawn("clocks", locale)
    for parameter in ("complaint-acceptance-days", "complaint-mediation-days", "limitation-years"):
        assert speaker.voice.period(parameter) in words(tree)
        assert speaker.voice.period(parameter) in tree.find(".//desc").text


def test_what_the_ways_show_together_and_alone_is_what_the_rulebook_says():
    """Side by side only what may run at the same time; one at a time only what excludes itself."""
    routes = checker.load_rulebook().routes

    for one, other in pictures.TOGETHER:
        assert other in routes[one].parallel or one in routes[other].parallel, (one, other)
    for one in pictures.ONE_AT_A_TIME:
        for other in set(pictures.ONE_AT_A_TIME) - {one}:
            assert other in routes[one].excludes, (one, other)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_who_can_be_liable_shows_what_is_contested(locale):
    parties = checker.load_rulebook().parties
    boxes = [one.get("class") for one in drawn("liable", locale).iter("rect")][1:-1]

    assert ["pic-open" if parties[id].contested else "pic-tint" for id in pictures.LIABLE] == boxes


def test_everybody_who_can_be_liable_to_an_adult_is_in_the_picture():
    """The seller under contract is the same person, and the child's page has its own."""
    left_out = {"seller-by-contract", "recipient-from-child"}

    assert checker.load_rulebook().parties.keys() == left_out | set(pictures.LIABLE)


def test_an_unknown_picture_is_refused_with_a_suggestion():
    speaker = Speaker(checker.load_rulebook(), "zh", "index.md")
    with pytest.raises(PageError, match="did you mean 'clocks'"):
        pictures.picture(speaker, "clock")
