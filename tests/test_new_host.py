"""Starting a host's folder: by being asked, or with everything given; it is sound from the start."""

from __future__ import annotations

from pathlib import Path

import pytest

import checker
from checker.host import load_host, read_host
from checker.wording import voice
from scripts import new_host

BOOK = checker.load_rulebook()
SAY = voice(BOOK, "zh", BOOK.law_checked)
GIVEN = {
    "name.zh": "金陵买家小组",
    "name.en": "Jinling Buyers & Friends",
    "contact.zh": "每周日，社区中心。",
    "contact.en": "Sundays at the community centre.",
    "disclaimer.zh": "志愿者，不收“任何”费用。",
    "disclaimer.en": 'Volunteers; we take no "fee".',
    "area.zh": "南京",
    "area.en": "Nanjing",
}


def started(folder: Path, given: dict[str, str], name: str = "nanjing") -> int:
    """Return how the command ends when nobody can be asked."""
    pairs = [part for key, text in given.items() for part in ("--set", f"{key}={text}")]
    return new_host.main(["--folder", str(folder), "--name", name, *pairs])


def test_with_everything_given_nobody_is_asked(tmp_path):
    """And the folder has nothing wrong with it."""
    assert 0 == started(tmp_path / "host", GIVEN)

    copy, problems = read_host(tmp_path / "host", BOOK)
    assert [] == problems
    assert ("nanjing", 1) == (copy.host.id, copy.host.version)
    assert GIVEN["name.en"] == copy.host.name["en"]
    assert GIVEN["disclaimer.en"] == copy.host.disclaimer["en"]


def test_what_is_missing_is_named(tmp_path, capsys):
    """With the words to add; nothing is written."""
    given = {key: text for key, text in GIVEN.items() if key != "contact.en"}

    assert 3 == started(tmp_path / "host", given)
    assert "--set contact.en=" in capsys.readouterr().err
    assert not (tmp_path / "host").exists()


@pytest.mark.parametrize(
    ("key", "text", "word"),
    [
        ("colour", "#ffff00", "太浅"),
        ("site", "http://group.example", "https"),
        ("name.zh", "<b>", "尖括号"),
        ("languages", "en", "中文不能去掉"),
        ("area.zh", "南" * 30, "最多20个"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(tmp_path, capsys, key, text, word):
    """Before anything is written."""
    assert 3 == started(tmp_path / "host", {**GIVEN, key: text})
    assert word in capsys.readouterr().err
    assert not (tmp_path / "host").exists()


@pytest.mark.parametrize("name", ["", "Nan Jing", "../x", "a"])
def test_an_id_is_an_id(tmp_path, capsys, name):
    """Everything the host adds will begin with it."""
    assert 3 == started(tmp_path / "host", GIVEN, name)
    assert capsys.readouterr().err.strip()


def test_a_folder_that_is_there_is_left_alone(tmp_path, capsys):
    """Nobody's work is written over."""
    (tmp_path / "host.toml").write_text("mine", "utf-8")

    assert 3 == started(tmp_path, GIVEN)
    assert "mine" == (tmp_path / "host.toml").read_text("utf-8")


def test_somebody_who_is_asked_may_answer_again(tmp_path):
    """A wrong answer gets its reason and the same question."""
    typed = iter(
        [
            "Nan Jing",
            "nanjing",
            "zh",
            "金陵",
            "电话见门口",
            "不收费",
            "南京",
            "yellow",
            "#8a1c2b",
            "",
            "",
        ]
    )
    heard: list[str] = []

    def ask(question: str) -> str:
        heard.append(question)
        return next(typed)

    answers = new_host.asked({}, ask, SAY)
    (tmp_path / "host.toml").write_text(new_host.text_of(answers), "utf-8")

    assert "“Nan Jing”不能作代号" in heard[1] and SAY("cli.host.ask.id", language="") in heard[1]
    assert "“yellow”不是颜色" in heard[8]
    host = load_host(tmp_path, BOOK).host
    assert ("nanjing", ("zh",), "#8a1c2b", "") == (host.id, host.languages, host.colour, host.site)
