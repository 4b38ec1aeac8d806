/** Opening a case from a file or a code: read it, show what differs, put it in place. */

import { decode } from "./code.js";
import { canSeal, sealedWrong, unseal } from "./crypto.js";
import { el, today } from "./dom.js";
import { inWords } from "./form.js";
import { sentWords } from "./sent.js";
import { nothing, parseCase, remarks } from "./store.js";

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
  receive(page, text === undefined ? { wrong: "too_big" } : parseCase(text, page.plan, today()));
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
    const found = text === undefined ? { wrong: "passphrase" } : parseCase(text, page.plan, today());
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
  const kept = Object.keys(here).length ? { answers: here, progress: page.visit.progress } : page.saving.last() ?? {};
  const { answers: mine = {}, progress: sent = nothing() } = kept;
  const theirs = found.progress ?? nothing();
  // What follows from the records of letters is chosen with them.
  const shown = page.plan.questions.filter((one) => !(one.for_letters && one.kind === "date"));
  // A file without names is no wish to forget them.
  const differs = shown.filter(({ id, personal }) => !same(mine[id], found.answers[id])
    && !(personal && !(id in found.answers)));
  const letters = Object.keys(theirs.letters).filter((form) => form in sent.letters && !same(sent.letters[form], theirs.letters[form]));
  const joined = { reached: sent.reached || theirs.reached, letters: { ...theirs.letters, ...sent.letters } };
  const take = (answers, progress = theirs) => page.restore(answers, remarks(found, page), { progress });
  if (!Object.keys(mine).length) return take(found.answers);
  if (!differs.length && !letters.length) return take({ ...mine, ...found.answers }, joined);
  return choose(page, { answers: mine, progress: joined }, { answers: found.answers, progress: theirs }, { differs, letters }, take);
}

function choose(page, { answers: mine, progress: sent }, { answers: theirs, progress }, { differs, letters }, take) {
  const { say } = page;
  const words = (question, value) => (value === undefined ? say("check.not_given") : inWords(page.form, question, value, page));
  const answerRow = (question) => {
    const { id } = question;
    const short = page.fieldset(id)?.dataset.short ?? document.querySelector(`label[for="${id}"]`).textContent;
    return row(id, short, id in mine ? "mine" : "theirs", words(question, mine[id]), words(question, theirs[id]));
  };
  const letterRow = (form) => row(`letter-${form}`, page.plan.letters[form], "mine",
    sentWords(sent.letters[form], page), sentWords(progress.letters[form], page));
  function row(id, short, first, ...values) {
    const option = (side, value) => {
      const box = el("input", { type: "radio", id: `${side}-${id}`, name: `differs-${id}`, value: side });
      // What is there stays, unless nothing is there.
      box.checked = side === first;
      return el("div", { class: "option" }, box, el("label", { for: box.id }, say(`open.${side}`, { value })));
    };
    return el("fieldset", { class: "differs", "data-differs": id }, el("legend", {}, short),
      el("div", { class: "options" }, option("mine", values[0]), option("theirs", values[1])));
  }
  const rows = [...differs.map(answerRow), ...letters.map(letterRow)];
  const chosen = (id) => document.getElementById(`theirs-${id}`).checked;
  const both = () => ({ ...sent, letters: { ...sent.letters, ...Object.fromEntries(letters.filter((form) => chosen(`letter-${form}`)).map((form) => [form, progress.letters[form]])) } });
  const merged = () => {
    const answers = { ...theirs, ...mine };
    for (const id of Object.keys(answers)) if (!(id in mine) && differs.some((one) => one.id === id)) delete answers[id];
    for (const { id } of differs) {
      if (!chosen(id)) continue;
      if (id in theirs) answers[id] = theirs[id];
      else delete answers[id];
    }
    return answers;
  };
  show(page, say("open.differs_title"),
    el("p", {}, say("open.differs_intro", { count: rows.length })),
    el("div", { class: "row" }, button(page, "open.take_all", () => take(theirs), "button second")),
    rows,
    el("div", { class: "buttons" },
      button(page, "open.take_chosen", () => take(merged(), both()), "button"),
      button(page, "open.leave", () => history.back(), "link")));
}
