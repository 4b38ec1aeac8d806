"""The review book: complete, in words, and signed only for what was signed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser

import pytest
from cases import ANSWERS, CONTENT, SMALL, TODAY, changed, small

from checker import load_rulebook
from checker.model import LOCALES, Rulebook
from scripts import signoffs
from scripts.dependencies import dependencies
from scripts.review_book import review_book
from scripts.review_flow import charts, tree, wrap
from scripts.review_sources import Sources, Story, StoryError, comments, sources
from scripts.review_words import Words
from scripts.signoffs import Signoff, SignoffError, State

VOID = {"meta", "link"}
STORY = Story("A key never came", "It shows the book.", TODAY, {**ANSWERS, "paid_to": "merchant"})


def with_frame(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with the site's own words, which the fixture has not."""
    real = load_rulebook(trusted=True).messages
    frame = {
        locale: {key: text for key, text in real[locale].items() if key.startswith("ui.")}
        for locale in LOCALES
    }
    both = {locale: frame[locale] | rulebook.messages[locale] for locale in LOCALES}
    return replace(rulebook, messages=both)


@cache
def book(locale: str = "zh") -> str:
    """Return the book of the fixture, with one story."""
    return review_book(with_frame(small()), locale, Sources(stories={"late": (STORY,)}))


@cache
def real_book(locale: str) -> str:
    """Return the book of the real rulebook, without stories."""
    return review_book(load_rulebook(trusted=True), locale)


def words(html: str) -> str:
    """Return the text of a document as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def part(html: str, id: str) -> str:
    """Return the text of the section with an id."""
    return words(re.search(rf'<section class="rule" id="{id}">.*?</section>', html, re.DOTALL)[0])


class WellFormed(HTMLParser):
    """Notes elements that are closed out of order, and ids used twice."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.wrong, self.ids = [], [], []
        self.feed(html)
        self.wrong += self.open

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


# What is in it


@pytest.mark.parametrize("locale", LOCALES)
def test_every_rule_provision_and_route_is_in_the_book(locale):
    """A lawyer signs nothing he was not shown."""
    ids = WellFormed(real_book(locale)).ids
    real = load_rulebook(trusted=True)

    wanted = {f"ground-{id}" for id in real.grounds()}
    wanted |= {f"route-{id}" for id in real.routes} | {f"scenario-{id}" for id in real.scenarios}
    wanted |= {f"bar-{id}" for id in real.bars} | {f"question-{id}" for id in real.questions}
    for scenario in real.scenarios.values():
        wanted |= {f"bar-{one.id}" for one in scenario.bar}
        wanted |= {f"objection-{one.id}" for one in scenario.objection}
    for law in real.laws.values():
        wanted |= {f"law-{law.id}-{article.replace('.', '-')}" for article in law.provision}
    assert set() == wanted - set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_document_is_sound(locale):
    """It opens anywhere: nothing left over, no script, nothing inline, nothing fetched."""
    html = book(locale)

    assert [] == WellFormed(html).wrong
    assert "{{" not in html and "{%" not in html
    assert "<script" not in html and "style=" not in html and "src=" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_conditions_are_in_words():
    """Blocks are or, lines are and."""
    text = part(book(), "ground-late")
    speak = Words(with_frame(small()), "zh")

    for fact, option in (("promise", "instant"), ("promise", "dated"), ("promised_time", "passed")):
        assert f"{speak.fact(fact)} {speak.option(fact, option)}" in text
    assert 1 == text.count(speak.say("or"))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_condition_shows_an_id(locale):
    """A lawyer reads questions and answers, not names of facts."""
    tables = re.findall(r'<table class="when">.*?</table>', real_book(locale), re.DOTALL)

    assert tables
    assert [] == [text for table in tables if "_" in (text := words(table))]


def test_a_contested_ground_and_what_a_ground_needs_are_marked():
    """The lawyer sees at once how far a ground goes."""
    speak = Words(with_frame(small()), "en")

    assert speak.label("contested") in part(book("en"), "ground-return")
    assert speak.label("contested") not in part(book("en"), "ground-late")
    assert speak.say("need.consumer") in part(book("en"), "ground-late-consumer")


def test_a_sample_case_shows_what_the_engine_says_and_the_letter():
    """The rule is seen at work, down to the words that are sent."""
    html = book()
    speak = Words(with_frame(small()), "zh")

    assert STORY.name in html
    assert speak.option("promise", "instant") in words(html.split(STORY.name)[1])
    assert speak.say("verdict.holds") in words(html.split(STORY.name)[1])
    assert '<pre class="draft" lang="zh-CN">' in html


def test_a_story_that_cannot_be_told_is_named():
    """The build says which story is wrong."""
    wrong = replace(STORY, answers={"goods": "castle"})
    with pytest.raises(StoryError, match=STORY.name):
        review_book(with_frame(small()), "zh", Sources(stories={"late": (wrong,)}))


def test_the_lawyers_comments_are_read_from_the_files():
    """They are the one thing the loader does not keep."""
    found = comments(CONTENT)

    assert found["scenario.dead-key"].startswith("情形：")
    assert "ground.dead-key" in found and "bar.not-a-consumer" in found and "route.court" in found
    assert {} == sources(SMALL, SMALL / "no stories").stories


# The flow


@pytest.mark.parametrize("locale", LOCALES)
def test_the_chart_has_every_question_of_the_form(locale):
    """Each is drawn in full once."""
    real = load_rulebook(trusted=True)
    drawn = "".join(figure.svg for figure in charts(Words(real, locale)))
    full = re.findall(r'class="box(?: later)?" href="#question-(\w+)"', drawn)

    assert sorted(one.id for one in real.questions.values() if not one.for_letters) == sorted(full)
    for figure in charts(Words(real, locale)):
        wide = float(re.search(r'viewBox="0 0 (\d+) ', figure.svg)[1])
        boxes = re.findall(r'<rect x="(\d+)" y="[\d.]+" width="(\d+)"', figure.svg)
        assert all(float(x) + float(width) < wide for x, width in boxes)


def test_a_follow_up_hangs_on_the_answer_that_asks_it():
    """The small words in a box are the options that lead to it."""
    speak = Words(with_frame(small()), "zh")
    roots = {one.id: one for one in tree(speak)}
    under = {one.id: one.asked for one in roots["promise"].children}

    assert speak.option("promise", "dated") == under["promised_by"]
    assert speak.option("promise", "none") == under["received_on"]
    assert "" == roots["goods"].asked


def test_text_in_boxes_is_broken_between_words_and_characters():
    """SVG does not break lines by itself."""
    assert ["一二三", "四五"] == wrap("一二三四五", 3)
    assert ["one two", "three"] == wrap("one two three", 5)


# Signatures


def standing(rulebook: Rulebook, *given: Signoff) -> signoffs.Standing:
    """Return how the scenario ``late`` stands."""
    return signoffs.standings(rulebook, given)["late"]


def signed() -> Signoff:
    """Return a signature under ``late`` as it stands in the fixture."""
    digest = signoffs.digest(small(), "late")
    return Signoff(scenario="late", by="张三", on=date(2026, 12, 1), digest=digest)


def test_without_a_signature_the_book_says_so():
    """Nobody may take it for reviewed."""
    speak = Words(with_frame(small()), "zh")

    assert State.UNSIGNED is standing(small()).state
    assert speak.say("nobody_signed") in words(book())


def test_a_signature_holds_while_nothing_changes():
    """The same content has the same digest, however often it is loaded."""
    assert State.SIGNED is standing(load_rulebook(SMALL), signed()).state


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenarios/late.toml", 'promise = "instant"', 'promise = ["instant", "none"]'),
        ("law/sample-law.toml", 'gist.zh = "', 'gist.zh = "新'),
        ("law/sample-law.toml", "from    = 2020", "from    = 2019"),
        ("bars.toml", "[[bar.when]]\n", '[[bar.when]]\npromise = "instant"\n'),
        ("questions.toml", 'goods   = ["card_key", "account", "?"]', 'goods   = "card_key"'),
    ],
)
def test_a_signature_expires_with_what_it_rests_on(file, old, new, tmp_path):
    """A condition, a gist, a day of law, a bar from elsewhere, a guard of a question."""
    after = load_rulebook(changed(tmp_path, file, old, new), trusted=True)

    assert State.EXPIRED is standing(after, signed()).state


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("key", ["ground.late.holds", "question.promise.option.instant"])
def test_a_signature_expires_with_a_sentence(key, locale):
    """In either language, because readers act on both."""
    book = small()
    messages = {**book.messages, locale: {**book.messages[locale], key: "x"}}

    assert State.EXPIRED is standing(replace(book, messages=messages), signed()).state


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("scenarios/danger.toml", '["pay_more", "gave_codes"]', '"pay_more"'),
        ("law/sample-law.toml", "checked = 2026-01-01", "checked = 2026-01-02"),
    ],
)
def test_a_signature_outlives_other_scenarios_and_checks_without_change(file, old, new, tmp_path):
    """Signing again without need would make signing a formality."""
    after = load_rulebook(changed(tmp_path, file, old, new), trusted=True)

    assert State.SIGNED is standing(after, signed()).state


def test_an_expired_signature_is_said_loudly():
    """With the names of those who have to look again."""
    given = (replace(signed(), digest="0" * 16),)
    html = review_book(with_frame(small()), "en", Sources(signoffs=given))

    assert "Expired signatures: 1" in words(html)
    assert 'class="standing expired"' in html and "张三" in html


def test_code_and_numbers_belong_to_what_is_signed():
    """A derived fact decides as much as a row does."""
    found = dependencies(small(), "late")

    assert {"cooling_off", "promised_time"} == set(found.derived)
    assert "seven-day-return-days" in found.parameters
    assert "def cooling_off" in found.code["cooling_off"] and "_days_after" in found.code


def test_a_signature_for_no_scenario_is_refused(tmp_path):
    """A misspelt name would leave a scenario unsigned in silence."""
    with pytest.raises(SignoffError, match="'lat'.*'late'"):
        signoffs.standings(small(), [replace(signed(), scenario="lat")])
    (tmp_path / "signoffs.toml").write_text('[[signoff]]\nscenario = "late"\n')
    with pytest.raises(SignoffError, match="signoffs.toml"):
        signoffs.read(tmp_path / "signoffs.toml")


def test_the_file_of_signatures_can_be_read():
    """As it is, and as its comment says."""
    lines = signoffs.FILE.read_text("utf-8").splitlines()
    assert isinstance(signoffs.read(), tuple)
    assert any(line.startswith("# [[signoff]]") for line in lines)
