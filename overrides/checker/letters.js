/** The letters: details to fill in, the text as sent, which may be edited, and its English reading version. */

import { letterButtons, sheet } from "./documents.js";
import { cannotSave, copy, el, fold, list, part, save } from "./dom.js";
import { editor } from "./editor.js";
import { conditionPart, fieldPart, misrouted } from "./fields.js";
import { pictureButton } from "./picture.js";
import { sentChip, sentPart } from "./sent.js";

const WIDE = "(min-width: 68em)";

/** The letters with the fields that complete them; ``update`` brings new texts in. */
export function letterPart(report, page, marks) {
  if (!report.letters.length) return { node: "", update() {} };
  // In the order in which the steps call for them.
  const called = report.routes.flatMap(({ steps }) => steps.map(({ letter }) => letter));
  const place = ({ form }) => (called.includes(form) ? called.indexOf(form) : called.length);
  const sorted = [...report.letters].sort((a, b) => place(a) - place(b));
  const law = new Map();
  const learn = ({ letter_law: found }) => found.forEach((one) => law.set(one.provision, one));
  learn(report);
  const cards = new Map(sorted.map((letter, rank) => [letter.form, card(letter, { page, marks, report, law }, rank === 0)]));
  const needed = new Set(report.letters.flatMap(({ blanks }) => blanks));
  const node = part("letters", page.say("letters.title"),
    el("p", {}, page.say("letters.intro")), details(page, needed), styles(report, page, marks), [...cards.values()].map((one) => one.node));
  const update = (next) => {
    learn(next);
    next.letters.forEach((letter) => cards.get(letter.form)?.update(letter));
  };
  return { node, update };
}

/** Calm or firm, long or short: for all letters at once; Python writes them anew. */
function styles({ letters }, page, marks) {
  const { say } = page;
  const set = (name, values, chosen) => el("fieldset", { class: "style" }, el("legend", {}, say(`editor.${name}`)),
    el("div", { class: "style-options" }, values.map((value) => {
      const input = el("input", { type: "radio", name: `style-${name}`, id: `style-${value}`, value, change: () => {
        marks.style = { ...marks.style, [name]: value };
        page.refresh();
      } });
      input.checked = value === chosen;
      return el("div", { class: "option" }, input, el("label", { for: input.id }, say(`editor.${value}`)));
    })));
  const several = (name) => letters.some((one) => one[name].length > 1);
  const { tone = "calm", length = "long" } = marks.style;
  const sets = [several("tones") ? set("tone", ["calm", "firm"], tone) : "", several("lengths") ? set("length", ["long", "short"], length) : ""];
  return sets.some(Boolean) ? el("div", { class: "styles" }, sets, el("p", { class: "fine" }, say("editor.style_help"))) : "";
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

function card(letter, { page, marks, report, law }, open) {
  const { say } = page;
  let current = letter;
  const edited = marks.edited.get(letter.form);
  const printed = el("div", { class: "printed", lang: "zh-CN" });
  const reading = el("p", { class: "reading-text", lang: "en" });
  const blanks = el("div", { class: "blanks", id: `state-${letter.form}` });
  const words = el("div", { class: "misrouted", role: "status" });
  const stale = el("p", { class: "aside", hidden: true }, say("letters.stale"));
  const way = el("p", { class: "fine way-note" });
  const status = el("p", { class: "status", role: "status" });
  const fields = fieldPart(letter, page);
  const draft = editor(letter, page, law, () => settle());
  const picture = pictureButton(page, letter.title, () => draft.text());

  const settle = () => {
    const text = draft.text();
    if (draft.touched()) marks.edited.set(letter.form, text);
    else marks.edited.delete(letter.form);
    const over = current.limit ? Math.max(0, text.length - current.limit) : 0;
    blanks.replaceChildren(...[
      ...lacking(text, current, page),
      current.limit ? el("p", { class: over ? "over" : "fine" }, over
        ? say("letters.over", { limit: current.limit, over }) : say("letters.count", { limit: current.limit, count: text.length })) : "",
    ].filter(Boolean));
    words.replaceChildren(...misrouted(text, current, report).map((one) => el("div", { class: "aside", "data-misrouting": one.misrouting },
      el("p", {}, el("strong", {}, say("editor.misrouted", { words: one.found.join(say("check.join")) })), one.why),
      el("p", {}, say("editor.instead"), el("span", { lang: "zh-CN" }, one.instead)))));
    fields.settle(text);
    printed.replaceChildren(...sheet(text));
  };
  const show = () => {
    reading.textContent = current.reading;
    // Only where the letters around it change, one that does not has to say so.
    way.textContent = [["tones", "tone"], ["lengths", "length"]].filter(([name]) => current[name].length < 2)
      .map(([, name]) => say(`editor.one_${name}`)).join(" ");
    settle();
  };

  const button = (key, act, kind = "second") => el("button", { type: "button", class: `button ${kind}`, click: act }, say(key));
  const tell = (key) => { status.textContent = say(key, { where: current.where }); };

  if (edited !== undefined) draft.load(edited);
  show();
  stale.hidden = edited === undefined || edited === letter.text;

  const node = el("details", { class: "draft", id: `letter-${letter.form}`, open },
    el("summary", {}, el("span", { class: "draft-title" }, letter.title), sentChip(letter.form, page)),
    el("p", { class: "where" }, el("strong", {}, say("letters.where")), letter.where),
    letter.encloses.length ? el("p", { class: "fine" }, say("letters.encloses", { names: letter.encloses.join(say("check.join")) })) : "",
    way, blanks, stale, words,
    el("div", { class: "side-by-side" },
      el("div", { class: "sheet" }, el("p", { class: "sheet-title" }, say("letters.text")), draft.node, printed),
      el("details", { class: "reading", open: page.locale === "en" || matchMedia(WIDE).matches },
        el("summary", {}, say("letters.reading")), reading)),
    el("div", { class: "row" },
      button("letters.copy", async () => tell((await copy(draft.text())) ? "letters.copied" : "copy_failed"), ""),
      picture.button,
      letterButtons(page, letter.title, () => ({ text: draft.text(), printed }), tell),
      cannotSave() ? "" : button("letters.save", () => save(draft.text(), `${letter.title}.txt`, "text/plain;charset=utf-8")),
      button("letters.restore", () => { draft.restore(); settle(); stale.hidden = true; tell("letters.restored"); }, "quiet")),
    cannotSave() ? el("p", { class: "aside" }, say("letters.in_app")) : "",
    picture.node,
    status,
    fields.node, conditionPart(letter, page),
    sentPart(letter.form, page));

  function update(next) {
    const before = !stale.hidden;
    current = next;
    fields.update(next);
    const moved = draft.update(next);
    show();
    stale.hidden = !draft.touched() || !(moved || before);
  }
  return { node, update };
}

/** What is still to be filled in, and what would make the letter stronger, each with the way to it. */
function lacking(text, { blanks, better_with: better }, page) {
  const { say } = page;
  const left = (text.match(/【[^】]+】/g) ?? []).length;
  const open = blanks.filter((blank) => text.includes(`【${blank}】`));
  const fieldOf = (selector) => page.detailBox.querySelector(selector);
  const named = (blank) => fieldOf(`[data-blank="${CSS.escape(blank)}"]`);
  const jump = (label, act) => el("button", { type: "button", class: "link", click: act }, label);
  const toField = (field, name) => (field ? jump(field.querySelector("label").textContent, () => reach(field)) : name);
  const toFact = (id) => {
    const field = fieldOf(`[data-id="${CSS.escape(id)}"]`);
    return field ? toField(field, id) : jump(page.fieldset(id).dataset.short, () => page.open({ screen: "question", id }));
  };
  return [
    el("p", {}, left ? say("letters.blanks", { count: left }) : say("letters.complete")),
    list(open.map((blank) => toField(named(blank), blank)), { class: "jumps" }),
    better.length ? fold(say("editor.better", { count: better.length }), list(better.map(toFact), { class: "jumps" })) : "",
  ];
}

/** Go to a field for details, wherever it is folded away. */
function reach(field) {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  const input = field.querySelector("input");
  input.scrollIntoView({ block: "center" });
  input.focus({ preventScroll: true });
}
