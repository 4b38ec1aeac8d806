"""A host's folder: what it may change is changed, and each forbidden change is refused in words."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest
from cases import WHOLE as ANSWERS
from click.testing import CliRunner
from host_folders import (
    LETTER,
    SETTINGS,
    SHANGHAI,
    changed,
    copied,
    hosted,
    in_chinese_alone,
    problems,
)

import checker
from checker.cli import main
from checker.errors import HostError
from checker.host import load_host, told, with_host
from checker.host_look import CONTRAST, DARK_GROUNDS, GROUNDS, contrast, tints
from checker.host_trial import trial_problems
from checker.host_words import SECTIONS, closed, kept, paragraphs
from checker.hosts import Host
from checker.model import LOCALES
from checker.wording import voice
from scripts.hosted import FOLDER, rulebook

TODAY = date(2026, 11, 23)
BOOK = checker.load_rulebook()

ROUTE = '[[route.when]]\nbuyer   = ["own_use", "child"]\noutcome = ["owed", "arguable", "open"]'
CHANGED = [
    # host.toml
    (SETTINGS, 'id        = "shanghai"', 'id = "Shang Hai"', "bad-id"),
    (SETTINGS, 'id        = "shanghai"', 'id = "samr"', "id-taken"),
    (SETTINGS, 'id        = "shanghai"', 'id = "beijing"', "no-prefix"),
    (SETTINGS, 'id        = "shanghai"', "", "missing-key"),
    (SETTINGS, "version   = 1", 'version = "1"', "bad-version"),
    (SETTINGS, "version   = 1", "version = 1\nnmae = 1", "unknown-key"),
    (SETTINGS, '["zh", "en"]', '["en"]', "chinese-stays"),
    (SETTINGS, '["zh", "en"]', '["zh", "fr"]', "unknown-language"),
    (SETTINGS, '["zh", "en"]', '"zh"', "want-list"),
    (SETTINGS, '["zh", "en"]', '["zh", "zh"]', "listed-twice"),
    (SETTINGS, "#8a1c2b", "red", "bad-colour"),
    (SETTINGS, "#8a1c2b", "#f2c14e", "pale"),
    (SETTINGS, "logo.svg", "../../etc/passwd", "logo-name"),
    (SETTINGS, "logo.svg", "logo.png", "logo-missing"),
    (SETTINGS, 'logo      = "logo.svg"', "", "logo-not-named"),
    (SETTINGS, "https://group.example", "javascript:alert(1)", "bad-site"),
    (SETTINGS, '"样例备案号"', '""', "want-text"),
    (SETTINGS, 'zh = "上海"\n', "", "missing-language"),
    (SETTINGS, '[area]\nzh = "上海"\nen = "Shanghai"', "", "missing-key"),
    (SETTINGS, "浦江买家互助小组（样例）", "浦江" * 30, "too-long"),
    (SETTINGS, "浦江买家互助小组（样例）", "<b>浦江</b>", "bad-letters"),
    (SETTINGS, "浦江买家互助小组（样例）", "{{ cycler }}", "bad-letters"),
    (SETTINGS, "浦江买家互助小组（样例）", "\\u202e浦江", "bad-letters"),
    (SETTINGS, '"identify-operator", ', '"identify-opertor", ', "unknown-name"),
    (SETTINGS, '"identify-operator", ', '"police", ', "off-kept"),
    (SETTINGS, '"identify-operator", ', '"emergency-stop", ', "off-kept"),
    (SETTINGS, '"identify-operator", ', '"shanghai-desk", ', "off-own"),
    (SETTINGS, '["negotiate", "shanghai-desk"]', '["negotiate", "police"]', "order-kept"),
    (SETTINGS, '["negotiate", "shanghai-desk"]', '["negotiate", "nowhere"]', "unknown-name"),
    (SETTINGS, "[contact]", "[contact", "no-table"),
    (SETTINGS, '[contact]\nzh = "', '[contact]\nxx = "', "unknown-language"),
    (SETTINGS, 'colour    = "#8a1c2b"\n', 'area = "上海"\n', "no-table"),
    # words
    ("wording/zh.toml", "[route.shanghai-desk]", "[question.buyer]\nask = '谁？'\n[route.shanghai-desk]", "closed-answers"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[ground.late-delivery-consumer]\nholds = '稳赢'\n[route.shanghai-desk]", "closed-law"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[bar.not-a-consumer]\ntext = '不算'\n[route.shanghai-desk]", "closed-law"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[deadline.limitation]\nsure = '随时'\n[route.shanghai-desk]", "closed-law"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[headline.owed]\ntext = '能退'\n[route.shanghai-desk]", "closed-verdict"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[warning.pay-more]\ntitle = '没事'\n[route.shanghai-desk]", "closed-danger"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[reply.pay-first]\nright = '对的'\n[route.shanghai-desk]", "closed-danger"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[route.police]\ncost = '五折'\n[route.shanghai-desk]", "closed-danger"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[route.absconded]\ncost = '交给我们'\n[route.shanghai-desk]", "closed-danger"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[ui.checker.keep]\nauto = '会上传'\n[route.shanghai-desk]", "closed-page"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[ui.site.footer]\nnot_official = '官方'\n[route.shanghai-desk]", "closed-standing"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[route.consumer-counsel]\ncost = '不要钱'\n[route.shanghai-desk]", "unknown-message"),
    ("wording/zh.toml", "[route.shanghai-desk]", "[route.shanghai-desk]\nopens = '总是'", "unknown-message"),
    ("wording/zh.toml", '不走{{ contact("samr") }}的，', "", "lost-call"),
    ("wording/zh.toml", "公益性的。", "公益性的，7天内答复。", "typed-figure"),
    ("wording/zh.toml", "公益性的。", "依第二十五条办。", "typed-figure"),
    ("wording/zh.toml", "公益性的。", "{% for a in [1] %}", "bad-letters"),
    ("wording/zh.toml", "公益性的。", "{{ 'a' * 9999999999 }}", "bad-piece"),
    ("wording/zh.toml", "公益性的。", "{{ ''.__class__ }}", "bad-piece"),
    ("wording/zh.toml", "公益性的。", "<script>alert(1)</script>", "bad-letters"),
    ("wording/zh.toml", 'papers = "订单、付款和聊天记录，打印或者存在手机里。"', "", "missing-message"),
    ("wording/en.toml", 'papers = "Order, payment and chat, printed or on your phone."', "papers = 3", "want-text"),
    # ways, evidence, letters
    ("routes.toml", ROUTE, "[[route.when]]\noutcome = 'owed'\ngoods = 'card_kee'", "unknown-name"),
    ("routes.toml", ROUTE, f"{ROUTE}\n[[route.opens_when]]\nbuyer = 'own_use'", "not-for-hosts"),
    ("routes.toml", 'id       = "shanghai-desk"', 'id = "desk"', "no-prefix"),
    ("routes.toml", 'id     = "shanghai-bring-papers"', 'id = "send-demand"', "no-prefix"),
    ("routes.toml", "asks     =", "aks =", "unknown-key-here"),
    ("routes.toml", 'id       = "shanghai-desk"', "", "missing-key-here"),
    ("routes.toml", 'id       = "shanghai-desk"', 'id = "shanghai-desk"\nurl = "https://pay.example"', "no-address"),
    ("routes.toml", '"samr-12315", "consumer-council"', '"samr-12351"', "unknown-name"),
    ("routes.toml", "[[route.refusal]]", '[[route.outcome.change]]\nfact = "reply"\nvalue = "agreed"\n[[route.refusal]]', "not-for-hosts"),
    ("routes.toml", "[[route.refusal]]", "[[question]]\nid = 'x'\n[[route.refusal]]", "unknown-table"),
    ("routes.toml", '[[route.step]]\nid     = "shanghai-bring-papers"', '[[route.step]]\nid = "shanghai-bring-papers"\ndeadlines = ["never"]', "unknown-name"),
    ("evidence.toml", '"no-delivery", ', '"no-deliver", ', "unknown-name"),
    ("evidence.toml", "[[evidence]]", '[[evidence]]\nid = "shanghai-case-sheet"\nscenarios = []\n[[evidence]]', "id-twice"),
    ("evidence.toml", "scenarios = [", "scenarios = 3 #", "other"),
    ("letters.toml", "one_length = true", 'one_length = true\n[[letter.field]]\nid = "x"', "not-for-hosts"),
    ("letters.toml", "one_length = true", 'one_length = true\nreply_by = "soon"', "unknown-name"),
    ("letters/zh/refund-demand.txt.j2", "", "x", "letter-closed"),
    ("letters/zh/shanghai-other.txt.j2", "", "x", "unknown-letter"),
    # files that have no place in the folder
    ("questions.toml", "", "[[question]]", "not-allowed"),
    ("law.toml", "", "[provision]", "not-allowed"),
    ("warnings.toml", "", "[[warning]]", "not-allowed"),
    ("index.html", "", "<script>", "not-allowed"),
    ("letters/zh/../x.py", "", "import os", "not-allowed"),
]  # fmt: skip

LETTERS = [
    ("{% for a in range(999999999) %}x{% endfor %}", "bad-piece"),
    ("{% for a in stated %}x{% endfor %}", "bad-piece"),
    ("{% set a = [1] %}", "bad-piece"),
    ("{% macro a() %}{% endmacro %}", "bad-piece"),
    ('{% include "_parts.txt.j2" %}', "bad-piece"),
    ('{% import "refund-demand.txt.j2" as part with context %}', "bad-piece"),
    ('{% extends "refund-demand.txt.j2" %}', "bad-piece"),
    ("{{ part.order_facts.__globals__ }}", "bad-piece"),
    ("{{ ''.__class__.__mro__ }}", "bad-piece"),
    ("{{ today.__class__ }}", "bad-piece"),
    ("{{ say('warning.pay-more.title') }}", "bad-piece"),
    ("{{ part.said('warning.pay-more.title', 'x') }}", "bad-piece"),
    ("{{ cite('civil-code.563') }}", "bad-piece"),
    ("{{ 'a' * 9999999999 }}", "bad-piece"),
    ("{{ 9 ** 99999999 }}", "bad-piece"),
    ("{{ 'ab'|replace('a', 'aaaaaaaaaa')|replace('a', 'aaaaaaaaaa') }}", "bad-piece"),
    ("{{ 'ab'|join('aaaaaaaaaaaaaaaaa') }}", "bad-piece"),
    ("{{ 'a'|center(999999999) }}", "bad-piece"),
    ("{{ lipsum(9999) }}", "bad-piece"),
    ("{{ cycler('a') }}", "bad-piece"),
    ("{{ stated[0] }}", "bad-piece"),
    ("{{ part.order_facts(*stated) }}", "bad-piece"),
    ("{% if goods is callable %}x{% endif %}", "bad-piece"),
    ("{% filter upper %}x{% endfilter %}", "bad-piece"),
    ("{{ ((((((((1)))))))) }}" + "{{ x " * 3, "bad-template"),
    ("{{ " + "(" * 50_000 + " }}", "bad-template"),
    ("{% if goods == 'a' %}" * 40 + "{% endif %}" * 40, "long-template"),
    ("{{ goods }}" * 3_000, "long-template"),
    ("<script>alert(1)</script>", "bad-letters"),
    ("请在七日内退款。", "typed-figure"),
    ("依《消费者权益保护法》第五十五条。", "typed-figure"),
    ("{{ my_nmae }}", "unknown-name"),
    ("{{ number('no-such-number') }}", "unknown-name"),
]


def codes(folder) -> list[str]:
    """Return the codes of a folder's problems."""
    return [one.code for one in problems(folder)]


def check(folder, locale: str = "zh"):
    """Return what the command says of a folder."""
    return CliRunner().invoke(
        main, ["check", "--host", str(folder), "--locale", locale], catch_exceptions=False
    )


# What may differ


def test_the_sample_differs_only_where_a_host_may():
    """Questions, rules, days, law and warnings are the guide's own, object for object."""
    copy = hosted()
    may = {
        "version",
        "routes",
        "letters",
        "evidence",
        "scenarios",
        "messages",
        "letter_texts",
        "host",
    }
    differing = {
        one.name for one in fields(BOOK) if getattr(BOOK, one.name) != getattr(copy, one.name)
    }

    assert may == differing
    assert BOOK.grounds() == copy.grounds()
    for id, scenario in BOOK.scenarios.items():
        ours, theirs = (
            {one.name: getattr(book, one.name) for one in fields(book) if one.name != "evidence"}
            for book in (scenario, copy.scenarios[id])
        )
        assert ours == theirs
        assert scenario.evidence == copy.scenarios[id].evidence[: len(scenario.evidence)]


def test_what_is_closed_is_said_in_the_same_words():
    """Every sentence that differs is open to hosts, and none is lost."""
    for locale in LOCALES:
        ours, theirs = BOOK.messages[locale], hosted().messages[locale]
        differing = {key for key in ours if ours[key] != theirs[key]}

        assert {
            "route.consumer-council.cost",
            "step.ask-council-instead.text",
            "ui.site.ask_title",
        } == differing
        assert [] == [key for key in differing if closed(BOOK, key)]
        assert all("shanghai-" in key for key in set(theirs) - set(ours))


def test_every_section_of_words_is_open_or_closed_by_decision():
    """A new section of the wording makes somebody decide, and no section is listed for nothing."""
    keys = BOOK.messages["zh"]
    tops = {key.split(".")[0] for key in keys}

    assert tops == {section.split(".")[0] for section in SECTIONS}
    assert [] == [one for one in SECTIONS if not any(f"{key}.".startswith(f"{one}.") for key in keys)
                  and one != "ui.site.host"]  # fmt: skip


def test_a_case_gets_the_hosts_way_letter_and_evidence():
    """In the place the host gave them, with its version on the report."""
    report = checker.assess(ANSWERS, today=TODAY, rulebook=hosted())
    ways = [one.route for one in report.routes]

    assert "2026.11.2+shanghai.1" == report.rulebook
    assert ways.index("negotiate") + 1 == ways.index("shanghai-desk")
    assert "shanghai-desk-note" in [one.form for one in report.letters]
    assert "shanghai-case-sheet" in [one.item for one in report.evidence]


def test_what_is_switched_off_is_not_offered():
    """Everything else the guide offers is."""
    ours = checker.assess(ANSWERS, today=TODAY, rulebook=BOOK)
    theirs = checker.assess(ANSWERS, today=TODAY, rulebook=hosted())
    own = {"shanghai-desk", "shanghai-desk-note"}

    assert {"identify-operator"} == {one.route for one in ours.routes} - {
        one.route for one in theirs.routes
    }
    assert {one.form for one in theirs.letters} - own == {one.form for one in ours.letters} - {
        "identity-request"
    }


@pytest.mark.parametrize("goods", ["card_key", "unlawful"])
def test_in_danger_a_copy_says_what_the_guide_says(goods):
    """Nothing of a host's stands between a person and the police."""
    signs = ["none"] if goods == "unlawful" else ["money_just_left", "pay_more"]
    danger = {**ANSWERS, "goods": goods, "signs": signs}
    ours, theirs = (checker.assess(danger, today=TODAY, rulebook=one) for one in (BOOK, hosted()))
    ways, letters = (
        [[getattr(one, name) for one in found] for found in pair]
        for name, pair in (
            ("route", (ours.routes, theirs.routes)),
            ("form", (ours.letters, theirs.letters)),
        )
    )

    assert ours.headline == theirs.headline
    assert ours.warnings == theirs.warnings and ours.warnings
    assert [one for one in ways[0] if one != "identify-operator"] == ways[1]
    assert [one for one in letters[0] if one != "identity-request"] == letters[1]


def test_a_copy_in_chinese_alone_needs_no_english(tmp_path):
    """What nobody sees is borrowed, so that the report stays whole."""
    book = with_host(BOOK, load_host(in_chinese_alone(tmp_path), BOOK))

    assert (
        book.messages["zh"]["route.shanghai-desk.title"]
        == book.messages["en"]["route.shanghai-desk.title"]
    )
    assert checker.assess(ANSWERS, today=TODAY, locale="en", rulebook=book).letters


# What may not


@pytest.mark.parametrize(("file", "old", "new", "code"), CHANGED, ids=lambda one: str(one)[:40])
def test_a_forbidden_or_mistaken_change_is_refused(tmp_path, file, old, new, code):
    """With the file it stands in."""
    folder = changed(tmp_path, file, old, new)
    found = problems(folder)

    assert code in [one.code for one in found], found
    with pytest.raises(HostError):
        load_host(folder, BOOK)


@pytest.mark.parametrize(("text", "code"), LETTERS, ids=lambda one: str(one)[:40])
def test_a_letter_can_do_no_more_than_the_guides_own(tmp_path, text, code):
    """It is refused when read; nothing of it is worked out."""
    folder = changed(tmp_path, LETTER, "给活动室的说明\n", f"给活动室的说明\n{text}\n")

    assert code in codes(folder)


@pytest.mark.parametrize(
    "text",
    ["{{ price|money }}", "{{ paid_on|day }}", "{{ platform_name }}", "{{ part.paragraph }}"],
)
def test_a_letter_that_some_case_breaks_is_found(tmp_path, text):
    """A reader would otherwise get no result at all."""
    folder = changed(tmp_path, LETTER, "给活动室的说明\n", f"给活动室的说明\n{text}\n")
    book = with_host(BOOK, load_host(folder, BOOK))

    assert ["trial-letter"] == [one.code for one in trial_problems(book, BOOK, TODAY)]


def test_nobody_may_be_left_without_a_step(tmp_path):
    """Whatever else is switched off."""
    everything = [id for id in {**BOOK.routes, **BOOK.letters} if id not in kept(BOOK)]
    off = ", ".join(f'"{id}"' for id in everything)
    folder = changed(tmp_path, SETTINGS, '["identify-operator", "identity-request"]', f"[{off}]")
    routes = (folder / "routes.toml").read_text("utf-8")
    own = routes.replace('"owed", "arguable", "open"', '"due_later"')
    (folder / "routes.toml").write_text(own, "utf-8")
    book = with_host(BOOK, load_host(folder, BOOK))

    assert "trial-step" in [one.code for one in trial_problems(book, BOOK, TODAY)]


def test_all_problems_are_named_at_once(tmp_path):
    """One run shows everything there is to mend, in files of every kind."""
    folder = changed(tmp_path, SETTINGS, "#8a1c2b", "#ffff00")
    text = (folder / SETTINGS).read_text("utf-8").replace('"identify-operator"', '"police"')
    (folder / SETTINGS).write_text(text, "utf-8")
    (folder / "logo.svg").write_text("<svg", "utf-8")
    (folder / "routes.toml").write_text("[[route]", "utf-8")
    (folder / "notes.docx").write_bytes(b"x")
    text = (folder / LETTER).read_text("utf-8")
    (folder / LETTER).write_text(text + "{% for a in b %}{% endfor %}", "utf-8")
    (folder / "wording" / "zh.toml").write_text("[warning.pay-more]\ntitle = '没事'", "utf-8")

    found = {(one.file, one.code) for one in problems(folder)}

    assert {
        (SETTINGS, "pale"),
        (SETTINGS, "off-kept"),
        ("logo.svg", "svg-broken"),
        ("routes.toml", "no-table"),
        ("notes.docx", "not-allowed"),
        (LETTER, "bad-piece"),
        ("wording/zh.toml", "closed-danger"),
    } <= found


@pytest.mark.parametrize("locale", LOCALES)
def test_every_problem_is_said_in_words(locale):
    """Each code that can be met has a sentence, and each sentence is for a code that is met here."""
    said = {
        key.removeprefix("cli.host.problem.")
        for key in BOOK.messages[locale]
        if key.startswith("cli.host.problem.")
    }
    met = {code for *_, code in CHANGED} | {code for *_, code in LETTERS}
    elsewhere = {
        *("trial-letter", "trial-step", "missing-letter"),
        *("no-folder", "no-settings", "link", "no-file", "too-many", "too-big", "no-text"),
        *("svg-broken", "svg-part", "png-broken", "png-size", "want-texts"),
    }  # in test_host_folder.py, or above

    assert said == met | elsewhere


def test_a_typing_mistake_gets_a_suggestion(tmp_path):
    """The sentence that was meant."""
    text = "[route.consumer-counsel]\ncost = '不要钱'\n[route.shanghai-desk]"
    folder = changed(tmp_path, "wording/zh.toml", "[route.shanghai-desk]", text)

    assert "route.consumer-council.cost" in [one.suggestion for one in problems(folder)]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_command_says_where_what_and_what_to_do(tmp_path, locale):
    """In the host's language, without the words of a programmer."""
    folder = changed(tmp_path, SETTINGS, '"identify-operator", ', '"police", ')
    result = check(folder, locale)
    say = voice(BOOK, locale, TODAY)

    assert 3 == result.exit_code
    assert say("cli.host.count", count=1) in result.output
    assert say("cli.host.problem.off-kept", value="police", other="") in result.output
    assert re.search(r"host\.toml.*off", result.output)
    assert "Traceback" not in result.output


@pytest.mark.parametrize("locale", LOCALES)
def test_a_sound_folder_is_summed_up(locale):
    """And it is said plainly that the rules know nothing of the area."""
    result = check(SHANGHAI, locale)
    say = voice(BOOK, locale, TODAY)
    area = {"zh": "上海", "en": "Shanghai"}[locale]

    assert 0 == result.exit_code
    assert "2026.11.2+shanghai.1" in result.output
    assert say("cli.host.area", area=area) in result.output


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_promises_what_is_so(name):
    """Its examples may be switched off, moved and called, and it names every setting and file."""
    text = (FOLDER / name).read_text("utf-8")
    called = {tuple(one.split(".")) for one in re.findall(r"\{\{ (part\.\w+)\(", text)}

    assert "publicity" in text and "publicity" not in kept(BOOK)
    assert "negotiate" in BOOK.routes and '["negotiate", "shanghai-desk"]' in text
    assert called and called <= paragraphs(BOOK, "zh") & paragraphs(BOOK, "en")
    assert all(f"`{one.name}`" in text for one in fields(Host))
    assert all(path.name in text for path in SHANGHAI.iterdir() if path.is_file())


def test_the_repository_is_the_guide_itself(monkeypatch):
    """The folder ships with its instructions and nothing else, so that no copy is anybody's."""
    monkeypatch.delenv("HOST_FOLDER", raising=False)

    assert {"README.md", "README.zh.md"} == {path.name for path in FOLDER.iterdir()}
    assert rulebook() is BOOK


def test_what_a_stranger_wrote_does_nothing_to_the_terminal(tmp_path):
    """Control characters in a name are shown as what they are not."""
    folder = copied(tmp_path)
    (folder / "a\x1b[2Jb").write_text("x", "utf-8")
    [problem] = problems(folder)

    assert "\x1b" not in told(problem, voice(BOOK, "zh", TODAY))


def test_the_copys_report_is_the_same_twice():
    """Nothing of a host depends on anything but its folder."""
    again = with_host(BOOK, load_host(SHANGHAI, BOOK))
    reports = [
        checker.assess(ANSWERS, today=TODAY, rulebook=one).to_json() for one in (hosted(), again)
    ]

    assert reports[0] == reports[1]


# Colour


def test_every_colour_that_is_taken_can_be_read_on_light_and_dark():
    """Text in the brand's colours, on the grounds it stands on."""
    steps = range(0, 256, 15)
    grid = (f"#{r:02x}{g:02x}{b:02x}" for r in steps for g in steps for b in steps)
    taken = [
        one for one in grid if all(contrast(one, ground) >= CONTRAST for ground in GROUNDS.values())
    ]

    assert len(taken) > 500
    for colour in taken:
        light, dark = tints(colour)["light"], tints(colour)["dark"]
        assert contrast(light["--brand-strong"], light["--brand-tint"]) >= CONTRAST
        assert contrast("#c3dad5", light["--foot"]) >= CONTRAST
        assert min(contrast(dark["--brand"], one) for one in DARK_GROUNDS) >= CONTRAST
        assert contrast(dark["--brand-strong"], dark["--brand-tint"]) >= CONTRAST
        assert contrast("#062723", dark["--brand"]) >= CONTRAST
        assert contrast("#c3dad5", dark["--foot"]) >= CONTRAST


def test_contrast_is_counted_as_the_guidelines_do():
    """Black on white is the most there is; this grey is the usual example of just enough."""
    assert 21 == contrast("#000000", "#ffffff")
    assert 4.54 == round(contrast("#767676", "#ffffff"), 2)


def test_a_pale_colour_is_refused_with_its_contrast(tmp_path):
    """So that a host knows how far off it is."""
    found = problems(changed(tmp_path, SETTINGS, "#8a1c2b", "#777777"))

    assert [("pale", "4.4", "#ffffff")] == [(one.code, one.value, one.other) for one in found]
