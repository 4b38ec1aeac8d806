"""What a tired person reads on a phone is short, plain, and promises nothing."""

from __future__ import annotations

import pytest

from scripts.readability import flaws, found, page_lines, sentences


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_sentence_is_short_and_plain(locale):
    """Pages and wording, letters left out."""
    assert [] == list(found(locale))


@pytest.mark.parametrize(
    ("locale", "text", "flaw"),
    [
        ("zh", "这样做一定能退款。", "一定能"),
        ("zh", "我朋友的手机的卡的钱没了。", "的 in a row"),
        ("zh", "长" * 51 + "。短。", "51 in one sentence"),
        ("en", "In order to claim, write.", "in order to"),
        ("en", "word " * 46 + ".", "46 in one sentence"),
    ],
)
def test_a_planted_flaw_is_found(locale, text, flaw):
    """Each of the rules can fail."""
    [one] = list(flaws(text, locale))
    assert flaw in one


@pytest.mark.parametrize(
    "text",
    ["谁说“一定能退”，都不要信。", "长" * 50 + "。" + "短" * 50 + "。", "我的、你的、他的。"],
)
def test_what_is_quoted_or_within_bounds_may_stand(text):
    """A scam's own words are shown as such."""
    assert [] == list(flaws(text, "zh"))


def test_what_is_not_read_aloud_is_not_counted():
    """Front matter, addresses of links and ids; the cells of a table are read one by one."""
    page = "---\ntitle: x\n---\n\n## 头 {#head}\n\n| 一 | [二](a/b.md) |\n"
    assert ["头", "一", "二"] == [line for line in page_lines(page) if line]
    assert [("a.b", "x"), ("c", "y")] == list(sentences({"a": {"b": "x"}, "c": "y", "d": 1}))
