/** The letters: details to fill in, the text as sent, which may be edited, and its English reading version. */

import { letterButtons, sheet } from "./documents.js";
import { cannotSave, copy, el, fold, part, save } from "./dom.js";

const WIDE = "(min-width: 68em)";

/** The letters with the fields that complete them; ``update`` brings new texts in. */
export function letterPart(report, page, marks) {
  if (!report.letters.length) return { node: "", update() {} };
  // In the order in which the steps call for them.
  const called = report.routes.flatMap(({ steps }) => steps.map(({ letter }) => letter));
  const place = ({ form }) => (called.includes(form) ? called.indexOf(form) : called.length);
  const sorted = [...report.letters].sort((a, b) => place(a) - place(b));
  const cards = new Map(sorted.map((letter, rank) => [letter.form, card(letter, page, marks, rank === 0)]));
  const needed = new Set(report.letters.flatMap(({ blanks }) => blanks));
  const node = part("letters", page.say("letters.title"),
    el("p", {}, page.say("letters.intro")), details(page, needed), [...cards.values()].map((one) => one.node));
  const update = ({ letters }) => letters.forEach((letter) => cards.get(letter.form)?.update(letter));
  return { node, update };
}

/** The fields at hand first; those without which the letters are complete too are folded away. */
function details(page, needed) {
  const fields = page.detailBox.querySelector(".detail-fields");
  const all = [...page.detailBox.querySelectorAll(".detail")];
  const filled = (field) => field.querySelector("input").value !== "";
  const front = all.filter((field) => needed.has(field.dataset.blank) || filled(field));
  const rest = all.filter((field) => !front.includes(field));
  fields.replaceChildren(...front);
  page.detailBox.querySelector("details")?.remove();
  if (rest.length) {
    const more = fold(page.say("letters.more_details"), el("div", { class: "detail-fields" }, rest));
    page.detailBox.append(more);
  }
  page.detailBox.hidden = false;
  return page.detailBox;
}

function card(letter, page, marks, open) {
  const { say } = page;
  let current = letter;
  const edited = marks.edited.get(letter.form);
  const chip = el("span", { class: "badge" });
  const area = el("textarea", {
    id: `text-${letter.form}`, lang: "zh-CN", spellcheck: "false", "aria-describedby": `state-${letter.form}`,
  });
  const printed = el("div", { class: "printed", lang: "zh-CN" });
  const reading = el("p", { class: "reading-text", lang: "en" });
  const blanks = el("div", { class: "blanks", id: `state-${letter.form}` });
  const stale = el("p", { class: "aside", hidden: true }, say("letters.stale"));
  const status = el("p", { class: "status", role: "status" });

  const settle = () => {
    const changed = area.value !== current.text;
    if (changed) marks.edited.set(letter.form, area.value);
    else marks.edited.delete(letter.form);
    const left = (area.value.match(/【[^】]+】/g) ?? []).length;
    const over = current.limit ? Math.max(0, area.value.length - current.limit) : 0;
    blanks.replaceChildren(
      el("p", {}, left ? say("letters.blanks", { count: left, names: names(current.blanks, page) }) : say("letters.complete")),
      current.limit ? el("p", { class: over ? "over" : "fine" }, over
        ? say("letters.over", { limit: current.limit, over }) : say("letters.count", { limit: current.limit, count: area.value.length })) : "");
    printed.replaceChildren(...sheet(area.value));
    area.rows = Math.min(40, area.value.split("\n").reduce((sum, one) => sum + Math.max(1, Math.ceil(one.length / 24)), 1));
  };
  const show = (text) => { area.value = text; settle(); };
  area.addEventListener("input", settle);

  const sent = el("input", { type: "checkbox", id: `sent-${letter.form}`, change: () => mark() });
  sent.checked = marks.sent.has(letter.form);
  const mark = () => {
    marks.sent[sent.checked ? "add" : "delete"](letter.form);
    chip.textContent = say(sent.checked ? "letters.sent" : "letters.not_sent");
    chip.classList.toggle("done", sent.checked);
  };
  const button = (key, act, kind = "second") => el("button", { type: "button", class: `button ${kind}`, click: act }, say(key));
  const tell = (key) => { status.textContent = say(key, { where: current.where }); };

  mark();
  reading.textContent = letter.reading;
  show(edited ?? letter.text);
  stale.hidden = edited === undefined || edited === letter.text;

  const node = el("details", { class: "draft", id: `letter-${letter.form}`, open },
    el("summary", {}, el("span", { class: "draft-title" }, letter.title), chip),
    el("p", { class: "where" }, el("strong", {}, say("letters.where")), letter.where),
    letter.encloses.length ? el("p", { class: "fine" }, say("letters.encloses", { names: letter.encloses.join(say("check.join")) })) : "",
    blanks, stale,
    el("div", { class: "side-by-side" },
      el("div", { class: "sheet" }, el("label", { for: area.id }, say("letters.text")), area, printed),
      el("details", { class: "reading", open: page.locale === "en" || matchMedia(WIDE).matches },
        el("summary", {}, say("letters.reading")), reading)),
    el("div", { class: "row" },
      button("letters.copy", async () => tell((await copy(area.value)) ? "letters.copied" : "copy_failed"), ""),
      letterButtons(page, letter.title, () => ({ text: area.value, printed }), tell),
      cannotSave() ? "" : button("letters.save", () => save(area.value, `${letter.title}.txt`, "text/plain;charset=utf-8")),
      button("letters.restore", () => { show(current.text); stale.hidden = true; tell("letters.restored"); }, "quiet")),
    cannotSave() ? el("p", { class: "aside" }, say("letters.in_app")) : "",
    status,
    el("div", { class: "option" }, sent, el("label", { for: sent.id }, say("letters.mark_sent"))));

  function update(next) {
    const untouched = area.value === current.text;
    const moved = next.text !== current.text;
    current = next;
    reading.textContent = next.reading;
    if (untouched) show(next.text);
    else settle();
    stale.hidden = untouched || !(moved || !stale.hidden);
  }
  return { node, update };
}

/** The names of what is left blank, as this page calls its fields. */
function names(blanks, page) {
  const labels = blanks.map((blank) => {
    const field = page.detailBox.querySelector(`[data-blank="${CSS.escape(blank)}"] label`);
    return field ? field.textContent : blank;
  });
  return labels.join(page.say("check.join"));
}
