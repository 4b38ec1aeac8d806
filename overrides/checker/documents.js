/** What can be taken along: a letter as a Word file or on paper, the days as a calendar. */

import { cannotSave, el, save } from "./dom.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FONT = { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "宋体" };
/** Word's own styles, so that every program shows them under its own names. */
const STYLES = { title: "Title", heading: "Heading1", address: "Salutation", body: "BodyTextFirstIndent", sign: "Signature" };
const PAGE = { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1440, left: 1588, right: 1588 } };

/** The groups of questions whose answers stay the same as the case goes on. */
const LASTING = ["purchase", "payment"];

/** The libraries are large: they come when a file is asked for, and stay. */
const library = (name) => import(new URL(document.getElementById("checker-page").dataset[name], document.baseURI).href);

/**
 * A letter's lines and what each one is. A letter is plain text: first the title, a blank line between paragraphs.
 * @returns {{kind: "title" | "heading" | "address" | "body" | "sign", text: string}[]}
 */
export function paragraphs(text) {
  const blocks = text.split(/\n\s*\n/).map((block) => block.split("\n").map((one) => one.trim()).filter(Boolean))
    .filter(({ length }) => length);
  const last = blocks.length - 1;
  const signed = (lines) => /^\d{4}年\d{1,2}月\d{1,2}日$/.test(lines.at(-1)) && lines.every(({ length }) => length < 30);
  const kind = (line, place, lines) => {
    if (place === 0 && lines.length === 1 && /^[^。；：]{1,30}$/.test(line)) return "title";
    if (place === 1 && lines.length === 1 && line.endsWith("：")) return "address";
    if (place === last && place > 0 && signed(lines)) return "sign";
    return /^[一二三四五六七八九十]+、[^。；：]{1,20}$/.test(line) ? "heading" : "body";
  };
  return blocks.flatMap((lines, place) => lines.map((line) => ({ kind: kind(line, place, lines), text: line })));
}

/** A letter as it looks on paper. */
export const sheet = (text) => paragraphs(text).map((one) => el("p", { "data-kind": one.kind }, one.text));

/** The buttons of one letter; none where files cannot be saved. ``now`` gives its text and its sheet. */
export function letterButtons(page, title, now, tell) {
  if (cannotSave()) return [];
  const word = async () => save(await wordFile(title, now().text), `${title}.docx`, WORD);
  return [
    maker(page.say("letters.word"), word, (how) => tell(`letters.word_${how}`)),
    el("button", { type: "button", class: "button second", click: () => printAlone(now().printed) }, page.say("letters.print")),
  ];
}

/** The button that puts the days into a calendar; none where files cannot be saved. */
export function calendarButton(page, dates, report, answers) {
  if (cannotSave()) return "";
  const status = el("p", { class: "status", role: "status" });
  const make = async () => save(await calendarFile(page, dates, report, answers), `${page.say("dates.file")}.ics`, "text/calendar;charset=utf-8");
  return el("div", { class: "row" },
    maker(page.say("dates.calendar"), make, (how) => { status.textContent = page.say(`dates.calendar_${how}`); }), status);
}

/** A button that makes a file, one at a time, and tells whether it worked. */
function maker(label, make, tell) {
  let busy = false;
  const press = async () => {
    if (busy) return;
    busy = true;
    tell("wait");
    tell(await make().then(() => "done", () => "failed"));
    busy = false;
  };
  return el("button", { type: "button", class: "button second", click: press }, label);
}

async function wordFile(title, text) {
  const { Document, Footer, Packer, PageNumber, Paragraph, TextRun } = await library("docx");
  // The hint makes quotation marks Chinese, which both kinds of fonts have.
  const line = (one) => new Paragraph({ style: STYLES[one.kind], children: [new TextRun({ text: one.text, font: { hint: "eastAsia" } })] });
  const number = new Paragraph({ alignment: "center", children: [new TextRun({ size: 18, children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })] });
  const black = (size, bold) => ({ size, bold, color: "000000" });
  const style = (name, paragraph) => ({ id: name.replaceAll(" ", ""), name, basedOn: "Normal", quickFormat: true, paragraph });
  return Packer.toBlob(new Document({
    title, creator: "", lastModifiedBy: "", description: "", compatibility: { version: 15 },
    styles: {
      default: {
        document: { run: { size: 24, font: FONT, language: { value: "en-US", eastAsia: "zh-CN" } }, paragraph: { spacing: { line: 384 } } },
        title: { run: black(36, true), paragraph: { alignment: "center", spacing: { before: 120, after: 360 } } },
        heading1: { run: black(24, true), paragraph: { keepNext: true, spacing: { before: 160 } } },
      },
      paragraphStyles: [
        style("Salutation", {}),
        style("Body Text First Indent", { indent: { firstLine: 480, firstLineChars: 200 } }),
        style("Signature", { alignment: "right", keepNext: true }),
      ],
    },
    sections: [{ properties: { page: PAGE }, footers: { default: new Footer({ children: [number] }) }, children: paragraphs(text).map(line) }],
  }));
}

async function calendarFile({ fieldset, locale }, dates, report, answers) {
  const { default: ICAL } = await library("ical");
  const put = (component, values) => {
    for (const [name, value] of Object.entries(values)) component.addPropertyWithValue(name, value);
    return component;
  };
  const lasting = Object.entries(answers).filter(([id]) => LASTING.includes(fieldset(id).dataset.group));
  const owner = digest(JSON.stringify(lasting.sort()));
  const calendar = put(new ICAL.Component("vcalendar"), { version: "2.0", prodid: `-//kameng-refund-guide//${report.rulebook}//${locale.toUpperCase()}` });
  for (const one of dates) {
    const start = ICAL.Time.fromDateString(one.last_day);
    const end = start.clone();
    end.adjust(1, 0, 0, 0);
    const [summary] = /^.+?(?=。|\.(?= |$)|$)/.exec(one.text);
    const event = put(new ICAL.Component("vevent"), {
      uid: `${one.rule}-${one.last_day}-${owner}@kameng-refund-guide`,
      dtstamp: ICAL.Time.fromJSDate(new Date(), true), dtstart: start, dtend: end, transp: "TRANSPARENT", summary,
      // Where holidays are not published, the text says that this is the earliest day.
      description: [one.text, one.note, one.title, rulesLine(report)].filter(Boolean).join("\n"),
    });
    event.addSubcomponent(put(new ICAL.Component("valarm"), {
      action: "DISPLAY", description: summary, trigger: ICAL.Duration.fromString("-PT15H"), // the day before at 9:00
    }));
    calendar.addSubcomponent(event);
  }
  return `${calendar}\r\n`;
}

/** A short number for a text, the same every time; it tells cases apart and hides nothing. */
function digest(text) {
  let found = 0x811c9dc5;
  for (const one of new TextEncoder().encode(text)) found = Math.imul(found ^ one, 0x01000193);
  return (found >>> 0).toString(16).padStart(8, "0");
}

/** The host's name, if a host publishes this copy, the rules and the day. */
const rulesLine = ({ rulebook, assessed_on: day }) => [document.getElementById("checker-page").dataset.host, rulebook, day].filter(Boolean).join(" · ");

/** What stands at the foot of every printed page beside its number. */
export const footPages = (report) => document.documentElement.style.setProperty("--foot-line", JSON.stringify(rulesLine(report)));

/** Print one sheet and nothing else; afterwards the page is as it was. */
function printAlone(printed) {
  const folded = document.querySelectorAll(".result details:not([open])");
  const turn = (on) => { document.body.classList.toggle("print-one", on); printed.classList.toggle("print-this", on); };
  addEventListener("afterprint", () => { turn(false); for (const one of folded) one.open = false; }, { once: true });
  turn(true);
  print();
}
