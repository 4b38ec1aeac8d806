/** Opening a case from a file or a code: read it, show what differs, put it in place. */

import { decode } from "./code.js";
import { canSeal, sealedWrong, unseal } from "./crypto.js";
import { el } from "./dom.js";
import { inWords } from "./form.js";
import { parseCase, remarks } from "./store.js";

const LARGEST = 1_000_000; // bytes; what is larger is not even read

/** Say on the start page why nothing was opened. */
function tell(page, key) {
  const box = document.getElementById("checker-file-wrong");
  box.hidden = !key;
  box.textContent = key ? page.say(`open.${key}`) : "";
}

export async function openFile(page, input) {
  const [file] = input.files;
  if (!file) return;
  const text = file.size > LARGEST ? undefined : await file.text().catch(() => "");
  input.value = "";
  receive(page, text === undefined ? { wrong: "too_big" } : parseCase(text, page.plan));
}

export function openCode(page, text) {
  const found = decode(text, page.plan);
  receive(page, found.wrong ? found : { ...found, rulebook: "", refused: [], unknown: [] });
}

function receive(page, found) {
  const wrong = found.wrong ?? (found.sealed ? (canSeal() ? sealedWrong(found.sealed) : "cannot_unseal") : "");
  tell(page, wrong);
  if (wrong) return;
  if (found.sealed) unlock(page, found.sealed);
  else compare(page, found);
}

/** A screen of this module; nothing of it is kept when the reader moves on. */
function show(page, title, ...nodes) {
  page.visit.opening = () => { page.put(...nodes); page.head(title, ""); };
  page.open({ screen: "opening" });
}

const button = (page, key, click, kind) => el("button", { type: "button", class: kind, click }, page.say(key));

function unlock(page, sealed) {
  const { say } = page;
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const typed = el("input", { type: "text", id: "passphrase", autocomplete: "off", autocapitalize: "off", spellcheck: "false", required: true });
  const go = el("button", { type: "submit", class: "button" }, say("open.unlock"));
  async function attempt(event) {
    event.preventDefault();
    go.disabled = true;
    const text = await unseal(sealed, typed.value).catch(() => undefined);
    go.disabled = false;
    const found = text === undefined ? { wrong: "passphrase" } : parseCase(text, page.plan);
    const key = found.sealed ? "damaged" : found.wrong;
    wrong.hidden = !key;
    wrong.textContent = key ? say(`open.${key}`) : "";
    if (key) typed.focus();
    else compare(page, found);
  }
  show(page, say("open.unlock_title"), el("form", { submit: attempt },
    el("p", { class: "help" }, say("open.unlock_help")), wrong,
    el("div", { class: "field" }, el("label", { for: "passphrase" }, say("open.passphrase_label")), typed),
    el("div", { class: "buttons" }, go, button(page, "open.leave", () => history.back(), "link"))));
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Ask about what differs, when there is something to lose; what was kept before counts too. */
function compare(page, found) {
  const here = page.answers();
  const mine = Object.keys(here).length ? here : page.saving.last()?.answers ?? {};
  // A file without names is no wish to forget them.
  const differs = page.plan.questions.filter(({ id, personal }) => !same(mine[id], found.answers[id])
    && !(personal && !(id in found.answers)));
  const take = (answers) => page.restore(answers, remarks(found, page));
  if (!Object.keys(mine).length) return take(found.answers);
  if (!differs.length) return take({ ...mine, ...found.answers });
  return choose(page, mine, found.answers, differs, take);
}

function choose(page, mine, theirs, differs, take) {
  const { say } = page;
  const words = (question, value) => (value === undefined ? say("check.not_given") : inWords(page.form, question, value, page));
  function row(question) {
    const { id } = question;
    const short = page.fieldset(id)?.dataset.short ?? document.querySelector(`label[for="${id}"]`).textContent;
    const option = (side, value) => {
      const box = el("input", { type: "radio", id: `${side}-${id}`, name: `differs-${id}`, value: side });
      // What is there stays, unless nothing is there.
      box.checked = side === (id in mine ? "mine" : "theirs");
      return el("div", { class: "option" }, box, el("label", { for: box.id }, say(`open.${side}`, { value: words(question, value) })));
    };
    return el("fieldset", { class: "differs", "data-differs": id }, el("legend", {}, short),
      el("div", { class: "options" }, option("mine", mine[id]), option("theirs", theirs[id])));
  }
  const rows = differs.map(row);
  const merged = () => {
    const answers = { ...mine };
    for (const { id } of differs) {
      if (!document.getElementById(`theirs-${id}`).checked) continue;
      if (id in theirs) answers[id] = theirs[id];
      else delete answers[id];
    }
    return answers;
  };
  show(page, say("open.differs_title"),
    el("p", {}, say("open.differs_intro", { count: differs.length })),
    el("div", { class: "row" }, button(page, "open.take_all", () => take(theirs), "button second")),
    rows,
    el("div", { class: "buttons" },
      button(page, "open.take_chosen", () => take(merged()), "button"),
      button(page, "open.leave", () => history.back(), "link")));
}
