"""The law register is complete, in order and up to date, and the list of flaws finds each kind."""

from datetime import date
from pathlib import Path

from checker.statutes import DatedValue, Law, Parameter, Provision, Version
from scripts.check_law import flaws, main, register, texts_in
from scripts.outdated_law import OUTDATED, outdated

HOME = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)
CITED = {"docs/zh/a.md": '{{ cite("small-law.1") }}'}


def version(from_, until=None, checked=TODAY):
    return Version(from_=from_, until=until, source="https://flk.npc.gov.cn", checked=checked)


def law(*versions, id="small-law", parameter=()):
    texts = {"zh": "小法", "en": "Small law"}
    return Law(
        id=id,
        kind="law",
        name=texts,
        short=texts,
        number=texts,
        source="https://flk.npc.gov.cn",
        provision={"1": Provision(gist=texts, version=versions or (version(date(2021, 1, 1)),))},
        parameter=dict(parameter),
    )


def days(value, from_=date(2021, 1, 1)):
    one = DatedValue(
        from_=from_, value=value, basis="small-law.1", source="https://x", checked=TODAY
    )
    return Parameter(unit="days", value=(one,))


def said(laws, texts=CITED, today=TODAY):
    """Return the flaws as pairs of severity and text."""
    return [(flaw.error, f"{flaw.where}: {flaw.text}") for flaw in flaws(laws, texts, today)]


def test_the_register_has_no_errors():
    """Counted on the day the law was checked, so that time alone never breaks a clone."""
    texts = texts_in(HOME)

    found = [flaw for flaw in flaws(register(texts), texts, TODAY) if flaw.error]

    assert [] == found


def test_every_gist_is_one_line_in_both_languages():
    for one in register(texts_in(HOME)):
        for number, provision in one.provision.items():
            for locale in ("zh", "en"):
                gist = provision.gist[locale]

                assert gist.strip() and "\n" not in gist, f"{one.id}.{number}.{locale}"


def test_a_complete_register_is_silent():
    assert [] == said([law()])


def test_a_provision_nobody_recorded_is_an_error():
    texts = CITED | {"checker/rulebook/bars.toml": '[[bar]]\nbasis = ["small-law.2.1"]\n'}

    found = said([law()], texts)

    place = "checker/rulebook/bars.toml"
    assert [(True, f"{place}: missing: provision 'small-law.2' is not in the register")] == found


def test_a_number_nobody_recorded_is_an_error():
    texts = CITED | {"docs/en/a.md": '{{ period("small-days") }}'}

    [(error, text)] = said([law()], texts)

    assert error
    assert "missing: parameter 'small-days'" in text


def test_our_own_period_needs_no_law():
    texts = CITED | {"checker/rulebook/deadlines.toml": '[[deadline]]\nperiod = "3 days"\n'}

    assert [] == said([law()], texts)


def test_a_provision_nobody_cites_is_a_warning():
    [(error, text)] = said([law()], {})

    assert not error
    assert "small-law.1: uncited" in text


def test_a_number_nobody_reads_is_a_warning():
    [(error, text)] = said([law(parameter={"small-days": days(7)}.items())])

    assert not error
    assert "small-days: uncited" in text


def test_one_number_in_two_laws_is_an_error():
    laws = [law(parameter={"n": days(7)}.items()), law(id="b", parameter={"n": days(8)}.items())]
    texts = {"docs/zh/a.md": '{{ cite("small-law.1", "b.1") }}{{ number("n") }}'}

    assert [(True, "n: the parameter stands in two laws")] == said(laws, texts)


def test_a_text_unchecked_for_a_year_is_a_warning_and_for_longer_an_error():
    laws = [law(version(date(2021, 1, 1), checked=date(2025, 11, 30)))]

    assert [] == said(laws, today=date(2026, 11, 29))
    assert [False] == [error for error, _ in said(laws, today=date(2026, 11, 30))]
    assert [True] == [error for error, _ in said(laws, today=date(2027, 5, 30))]


def test_two_versions_on_one_day_are_an_error():
    overlapping = law(version(date(2021, 1, 1), date(2024, 1, 1)), version(date(2024, 1, 1)))
    twice = law(version(date(2021, 1, 1)), version(date(2021, 1, 1)))

    assert [(True, "small-law.1: overlap: two are in force on 2024-01-01")] == said([overlapping])
    assert [(True, "small-law.1: overlap: two are in force on 2021-01-01")] == said([twice])


def test_days_between_two_versions_are_an_error():
    broken = law(version(date(2021, 1, 1), date(2023, 12, 30)), version(date(2024, 1, 1)))
    whole = law(version(date(2021, 1, 1), date(2023, 12, 31)), version(date(2024, 1, 1)))

    assert [(True, "small-law.1: gap: none is in force on 2023-12-31")] == said([broken])
    assert [] == said([whole])


def test_a_version_that_ends_before_it_starts_is_an_error():
    [(error, text)] = said([law(version(date(2024, 1, 1), date(2023, 1, 1)))])

    assert error
    assert "ends on 2023-01-01, before it starts" in text


def test_outdated_numbers_are_found_in_every_text_but_where_they_are_explained():
    examples = [
        "依据《治安管理处罚法》第四十九条",
        "《反不正当竞争法》第8条",
        "按投诉举报处理暂行办法",
        "45个工作日内调解，within 45 working days",
        "工商总局令第62号，《网络交易管理办法》",
        "合同违法行为监督处理办法",
        "依《合同法》第九十四条",
        "under the Contract Law",
        "消法第49条",
        "民诉法第162条",
        "民事诉讼法第二十三条",
        "非金融机构支付服务管理办法",
        "自动续费应当提前五日提醒",
        "应当提前5日提醒自动续费",
    ]

    assert len(OUTDATED) == len(examples)
    for example in examples:
        assert [*outdated("docs/zh/routes.md", example)], example
        assert not [*outdated("docs/zh/mistakes.md", example)]


def test_what_holds_now_is_not_called_outdated():
    now = (
        "《治安管理处罚法》第五十八条、《民事诉讼法》第二十四条、第一百六十五条，"
        "《网络交易监督管理办法》《劳动合同法》，合同法律关系，自动续费，7个工作日，"
        "《消费者权益保护法》第五十五条，the contract law of the Civil Code"
    )

    assert [] == [*outdated("docs/zh/routes.md", now)]


def test_the_command_prints_each_flaw_and_fails_on_errors(tmp_path, capsys):
    folder = tmp_path / "checker" / "rulebook"
    folder.mkdir(parents=True)
    (folder / "bars.toml").write_text('[[bar]]\nbasis = ["no-law.1"]\n', "utf-8")

    code = main([str(tmp_path), "--today", "2026-11-23"])

    assert 1 == code
    assert "missing: provision 'no-law.1'" in capsys.readouterr().out
    assert 0 == main([str(tmp_path / "docs")])
