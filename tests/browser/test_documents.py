"""Files to take along: what independent readers find in them, and when their libraries are fetched."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from conftest import told
from icalendar import Calendar

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
WORD = {"zh": "存成Word", "en": "Save as Word"}
CALENDAR = {"zh": "加到日历", "en": "Add to calendar"}
ADDED = "另外，请说明“已经发出” <b>&是指什么；请附记录。"
PRINT = {"zh": "打印这封信", "en": "Print this letter"}


def at_the_result(person, answers=LATE, today=TODAY, **options):
    """Return somebody who looks at the result, and the report behind it."""
    visitor = person(today=today, **options)
    visitor.bring(answers)
    return visitor, json.loads(visitor.result())


def saved(visitor, label: str, folder: Path) -> Path:
    """Press the first button with this label and return the file that comes."""
    with visitor.page.expect_download() as download:
        visitor.page.click(f"button:has-text('{label}') >> nth=0")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def fetched(visitor) -> set[str]:
    """Return which of the libraries that write files were asked for."""
    return {name for name in ("docx.js", "ical.js") for url in visitor.requests if name in url}


def lines(text: str) -> list[str]:
    """Return a letter's paragraphs."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_letter_becomes_a_word_file_as_it_stands(person, tmp_path, locale):
    """Title, every paragraph, what was edited too; A4, numbered pages, fonts that every system has."""
    visitor, report = at_the_result(person, locale=locale)
    salutation = visitor.page.locator(".draft >> nth=0").locator("textarea").nth(1)
    salutation.fill(f"{salutation.input_value()}\n\n{ADDED}")
    assert set() == fetched(visitor)

    file = saved(visitor, WORD[locale], tmp_path)
    assert {"docx.js"} == fetched(visitor)
    visitor.until("document.querySelector('.draft .status').textContent.includes('Word')")

    written = docx.Document(str(file))
    found = [one.text for one in written.paragraphs]
    assert file.name in {f"{one['title']}.docx" for one in report["letters"]}
    assert lines(visitor.first_letter()) == found
    assert ADDED == found[2]
    styles = [one.style.name for one in written.paragraphs]
    assert ["Title", "Salutation"] == styles[:2]
    assert ["Signature"] * 3 == styles[-3:]
    assert {"Body Text First Indent"} == set(styles[2:-3])
    assert "CENTER" in str(written.styles["Title"].paragraph_format.alignment)
    assert ["宋体"] == written.styles.element.xpath(".//w:docDefaults//w:rFonts/@w:eastAsia")
    assert ["Times New Roman"] == written.styles.element.xpath(
        ".//w:docDefaults//w:rFonts/@w:ascii"
    )
    [section] = written.sections
    assert (210, 297) == (round(section.page_width.mm), round(section.page_height.mm))
    fields = section.footer._element.xpath(".//w:instrText")
    assert ["PAGE", "NUMPAGES"] == [one.text.strip() for one in fields]
    assert "" == written.core_properties.author


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_days_become_a_calendar(person, tmp_path, locale):
    """One whole day each, known again when fetched again, with a reminder on the morning before."""
    visitor, report = at_the_result(person, locale=locale)
    assert set() == fetched(visitor)

    first, again = (events(saved(visitor, CALENDAR[locale], tmp_path)) for _ in range(2))

    assert {"ical.js"} == fetched(visitor)
    dates = ahead(report)
    assert dates
    assert sorted(one["last_day"] for one, _ in dates.values()) == [
        event.start.isoformat() for event in first
    ]
    assert [str(one["UID"]) for one in first] == [str(one["UID"]) for one in again]
    assert len(first) == len({str(one["UID"]) for one in first})
    for event in first:
        [(deadline, title)] = [
            found
            for rule, found in dates.items()
            if str(event["UID"]).startswith(f"{rule}-{found[0]['last_day']}-")
        ]
        assert not hasattr(event.start, "hour")
        assert timedelta(days=1) == event.end - event.start
        assert deadline["text"] in event["DESCRIPTION"]
        assert title in event["DESCRIPTION"]
        assert deadline["text"].startswith(str(event["SUMMARY"]))
        [alarm] = event.walk("VALARM")
        assert timedelta(hours=-15) == alarm["TRIGGER"].dt
    if locale == "zh":
        visitor.until("document.querySelector('#dates .status').textContent.includes('9点')")


def test_a_day_nobody_knows_yet_is_its_earliest_and_says_so(person, tmp_path):
    """Working days of a year without published holidays give a range."""
    answers = {**LATE, "reply": "time_up", "asked_on": "2026-12-10"}
    answers |= {"stage": "samr_filed", "stage_on": "2026-12-28"}
    visitor, report = at_the_result(person, answers, date(2026, 12, 29))

    found = events(saved(visitor, CALENDAR["zh"], tmp_path))

    ranges = {rule: one for rule, (one, _) in ahead(report).items() if not one["sure"]}
    assert "complaint-decided" in ranges
    for rule, one in ranges.items():
        [event] = [event for event in found if str(event["UID"]).startswith(f"{rule}-")]
        assert one["last_day"] == event.start.isoformat()
        assert one["note"] in event["DESCRIPTION"]


def test_a_later_answer_keeps_the_days_and_another_purchase_has_its_own(person, tmp_path):
    """Otherwise every new answer would put all days into the calendar again."""
    cases = (LATE, {**LATE, "price": "31.00"}, {**LATE, "paid_on": "2026-11-18"})
    owners = []
    for place, answers in enumerate(cases):
        visitor, _ = at_the_result(person, answers)
        folder = tmp_path / str(place)
        folder.mkdir()
        found = events(saved(visitor, CALENDAR["zh"], folder))
        owners.append({str(one["UID"]).rpartition("@")[0].rpartition("-")[2] for one in found})

    assert owners[0] == owners[1] != owners[2]
    assert [1, 1, 1] == [len(one) for one in owners]


def test_one_letter_is_printed_alone_and_the_page_is_as_before(person):
    """Nothing but the text to send; every fold that was closed is closed again."""
    visitor, report = at_the_result(person)
    page = visitor.page
    page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    folds = "document.querySelectorAll('.result details:not([open])').length"
    before = page.evaluate(folds)

    page.click(f"button:has-text('{PRINT['zh']}') >> nth=0")
    page.emulate_media(media="print")
    printed = lines(page.evaluate("document.body.innerText"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")

    assert lines(visitor.first_letter()) == printed
    assert before == page.evaluate(folds) > 0
    assert 0 == page.locator(".print-one, .print-this").count()
    foot = page.evaluate("document.documentElement.style.getPropertyValue('--foot-line')")
    assert f"{report['rulebook']} · {report['assessed_on']}" == json.loads(foot)


def test_the_whole_result_on_paper_has_the_letters_and_no_buttons(person):
    """What is only for the screen stays there; a letter's text comes once, without its fields."""
    visitor, report = at_the_result(person)
    page = visitor.page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    text = page.evaluate("document.body.innerText")

    for letter in report["letters"]:
        assert all(line in text for line in lines(letter["text"]))
    assert 0 == page.locator("button:visible, a.button:visible, textarea:visible").count()
    assert 0 == page.locator("#letters .reading:visible, #letters .blanks:visible").count()
    assert 0 == page.locator(".letter-details:visible, #letters .option:visible").count()


def test_without_a_network_the_button_says_so_and_copying_is_still_there(person):
    """A library that does not come costs the file and nothing else."""
    visitor, _ = at_the_result(person, block="**/docx.js", expect_trouble=True)

    visitor.page.click(f"button:has-text('{WORD['zh']}') >> nth=0")

    visitor.until("document.querySelector('.draft .status').textContent.startsWith('没能')")
    assert "复制全文" in visitor.text(".draft >> nth=0")


@pytest.mark.parametrize("agent", ["MicroMessenger/8.0.50", "QQ/9.0.8"])
def test_in_an_app_that_cannot_save_files_none_is_offered(person, agent):
    """Files do not arrive there; text that can be copied does."""
    visitor, _ = at_the_result(person, user_agent=f"Mozilla/5.0 Chrome/130 {agent}")
    page = visitor.page

    for label in (WORD["zh"], CALENDAR["zh"], PRINT["zh"]):
        assert 0 == page.locator(f"text={label}").count()
    assert "复制全文" in visitor.text(".draft >> nth=0")
    assert "把时间表复制成文字" in visitor.text("#dates")
    letter = page.locator(".draft >> nth=0")
    assert 0 == page.locator(".pictures img").count()
    for where in (letter, page.locator("#dates")):
        where.locator("button:has-text('做成图片')").click()
    visitor.until("[...document.querySelectorAll('.pictures img')].every((one) => one.complete)")
    drawn = page.evaluate(_DRAWN)

    assert 3 == len(drawn)  # two of the letter, one of the days
    assert [(1080, True, True)] * 3 == [tuple(one) for one in drawn]
    assert "第2张，共2张" in letter.locator("img >> nth=1").get_attribute("alt")
    letter.locator("button:has-text('收起图片')").click()
    assert 1 == page.locator(".pictures img").count()


_DRAWN = """() => [...document.querySelectorAll(".pictures img")].map((picture) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: picture.naturalWidth, height: picture.naturalHeight });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  let ink = 0;
  for (let at = 0; at < data.length; at += 4) ink += data[at] < 128;
  return [canvas.width, canvas.height <= 1920, ink > 2000 && ink < data.length / 16];
})"""


def ahead(report: dict) -> dict[str, tuple[dict, str]]:
    """Return the days that lie ahead by their rule, each with the title of its route."""
    found: dict[str, tuple[dict, str]] = {}
    for route in report["routes"]:
        for step in route["steps"]:
            for one in step["deadlines"]:
                if one["last_day"] and not one["passed"] and not one["supposed"]:
                    found.setdefault(one["rule"], (one, route["title"]))
    return found


def events(file: Path) -> list:
    """Return the events of a calendar in order of their days."""
    calendar = Calendar.from_ical(file.read_bytes())
    assert "2.0" == calendar["VERSION"]
    return sorted(calendar.walk("VEVENT"), key=lambda event: (event.start, str(event["UID"])))
