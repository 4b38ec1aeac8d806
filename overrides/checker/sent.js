/** Whether a letter was sent, when and where: its record, and the clock that it starts. */

import { day, el, today } from "./dom.js";
import { missing } from "./form.js";
import { acting } from "./store.js";

const STATES = ["not_sent", "sent", "answered"];
const PARTS = { year: 4, month: 2, day: 2 };
const byId = (id) => document.getElementById(id);

const recordOf = (form, page) => page.visit.progress.letters[form];
const stateOf = (record) => (!record ? "not_sent" : record.answered_on ? "answered" : "sent");
const sendingOf = (form, page) => page.visit.report.sendings.find((one) => one.form === form);

/** The word beside a letter's title. */
export function sentChip(form, page) {
  const state = stateOf(recordOf(form, page));
  return el("span", { class: state === "not_sent" ? "badge" : "badge done" }, page.say(`sent.${state}`));
}

/** A record in words: when and where it was sent. */
export function sentWords({ sent_on: on, place = "", answered_on: answered }, { say, locale }) {
  const words = say(place ? "sent.line_place" : "sent.line", { day: day(on, locale), place });
  return answered ? `${words}${say("sent.line_answered", { day: day(answered, locale) })}` : words;
}

/** The letters that were sent, the last first. */
export const sentLetters = (page) => Object.entries(page.visit.progress.letters)
  .sort(([, one], [, other]) => (one.sent_on < other.sent_on ? 1 : -1));

/** The last day that runs since a letter was sent; one that has passed only when none is ahead. */
export function runningSince(form, page) {
  const { running = [] } = sendingOf(form, page) ?? {};
  return running.find(({ passed }) => !passed) ?? running[0];
}

/** Three fields for a day, as the questions have them. */
export function dayFields(base, iso, { say }) {
  const values = iso.split("-");
  return el("div", { class: "fields" }, Object.entries(PARTS).map(([part, size], place) => el("div", { class: `field field-${size}` },
    el("label", { for: `${base}-${part}` }, say(`question.${part}`)),
    el("input", { type: "text", id: `${base}-${part}`, inputmode: "numeric", autocomplete: "off", value: String(Number(values[place])) }))));
}

/** The day in such fields, and the key of what is wrong with it. */
export function dayIn(base) {
  const typed = Object.keys(PARTS).map((part) => byId(`${base}-${part}`).value.normalize("NFKC").trim().padStart(2, "0"));
  const on = typed.join("-");
  const wrong = missing({ kind: "date" }, on) ? "wrong.not_a_date" : on > today() ? "sent.future" : "";
  return { on, wrong };
}

/** What a reader notes about one letter: sent or not, the day, and where to. */
export function sentPart(form, page) {
  const { say } = page;
  const record = recordOf(form, page);
  const state = stateOf(record);
  const base = `sent-${form}`;
  const more = el("div", { class: "sent-more", hidden: state === "not_sent" },
    el("p", { class: "sent-label" }, say("sent.day")), dayFields(base, record?.sent_on ?? today(), page),
    el("div", { class: "field" }, el("label", { for: `${base}-place` }, say("sent.place")),
      el("p", { class: "help", id: `${base}-help` }, say("sent.place_help")),
      el("input", { type: "text", id: `${base}-place`, autocomplete: "off", maxlength: 100, value: record?.place ?? "", "aria-describedby": `${base}-help` })));
  const option = (one) => {
    const box = el("input", { type: "radio", id: `${base}-${one}`, name: base, value: one, change: () => { more.hidden = one === "not_sent"; } });
    box.checked = one === state;
    return el("div", { class: "option" }, box, el("label", { for: box.id }, say(`sent.${one}`)));
  };
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const note = async () => {
    const key = await save(form, page, STATES.find((one) => byId(`${base}-${one}`).checked));
    wrong.hidden = !key;
    wrong.textContent = key;
  };
  return el("fieldset", { class: "sent", id: base },
    el("legend", {}, say("sent.title")),
    el("div", { class: "options" }, STATES.map(option)), more, wrong,
    el("div", { class: "row" }, el("button", { type: "button", class: "button second", click: note }, say("sent.note"))),
    el("p", { class: "status", role: "status", tabindex: -1, id: `said-${form}` }));
}

/** Keep the record, start the clock, work the result out again; returns what is wrong, in words. */
async function save(form, page, state) {
  const { say, visit: { progress } } = page;
  const before = recordOf(form, page);
  if (state === "not_sent") delete progress.letters[form];
  else {
    const { on, wrong } = dayIn(`sent-${form}`);
    const place = byId(`sent-${form}-place`).value.trim();
    if (wrong || acting(place)) return say(wrong || "sent.bad_place");
    progress.letters[form] = { sent_on: on, ...(place && { place }), ...(state === "answered" && { answered_on: before?.answered_on ?? today() }) };
  }
  const sending = sendingOf(form, page);
  const given = page.answers();
  const earlier = state === "not_sent" ? earlierAnswers(form, page) : {};
  const found = { ...earlier, ...changes(sending, page, before) };
  const answer = await page.record(found).catch(() => ({ errors: [{ text: say("sent.failed") }] }));
  if (!answer.ok) {
    if (before) progress.letters[form] = before;
    else delete progress.letters[form];
    return answer.errors[0].text;
  }
  if (state === "not_sent") forget(form, page);
  else remember(form, page, found, given, sending.day);
  tell(form, page, recordOf(form, page) ? noted(form, page) + since(form, page, sending) : page.say(Object.keys(earlier).length ? "sent.taken_back" : "sent.noted_not"));
  return "";
}

/** The letter was not sent after all; returns what is wrong, in words. */
export const takeBack = (form, page) => save(form, page, "not_sent");

// What a note replaced is known for the visit only: a file holds answers, not how they came about.

/** Keep what each answer was before the letter was noted as sent; a second note keeps the first. */
function remember(form, { visit: { replaced } }, found, given, counted) {
  const known = replaced[form] ?? {};
  replaced[form] = { ...known };
  for (const [fact, is] of Object.entries(found)) {
    if (fact !== counted) replaced[form][fact] = { was: (known[fact] ?? { was: given[fact] ?? "" }).was, is };
  }
}

/** The answers to give back: those that are still as this letter's note left them, and no other's. */
function earlierAnswers(form, page) {
  const given = page.answers();
  return Object.fromEntries(Object.entries(page.visit.replaced[form] ?? {})
    .filter(([fact, { is }]) => given[fact] === is && !others(form, page, fact).some((one) => one.is === is))
    .map(([fact, { was }]) => [fact, was]));
}

/** A later letter's note then stands on what was before this one. */
function forget(form, page) {
  for (const [fact, { was, is }] of Object.entries(page.visit.replaced[form] ?? {})) {
    for (const one of others(form, page, fact)) if (one.was === is) one.was = was;
  }
  delete page.visit.replaced[form];
}

const others = (form, { visit: { replaced } }, fact) => Object.entries(replaced)
  .filter(([other, facts]) => other !== form && fact in facts).map(([, facts]) => facts[fact]);

/** The answers that the records of the letters now call for. */
function changes(sending, page, before) {
  const given = page.answers();
  const record = recordOf(sending.form, page);
  const found = {};
  for (const { fact, value, day: on, new: differs } of record ? sending.effect.sets : []) {
    found[fact] = value;
    // A day that is there stays, unless it came from this very record.
    if (on && (differs || !(on in given) || given[on] === before?.sent_on)) found[on] = record.sent_on;
  }
  if (sending.day) found[sending.day] = awaited(sending.day, page);
  return found;
}

/** The day of the last letter that still waits for an answer; empty when none does. */
export function awaited(fact, page) {
  const waiting = sentLetters(page).filter(([form, one]) => !one.answered_on && sendingOf(form, page)?.day === fact);
  return waiting[0]?.[1].sent_on ?? "";
}

function noted(form, page) {
  const record = recordOf(form, page);
  const key = record.answered_on ? "sent.noted_answered" : "sent.noted";
  return page.say(key, { day: day(record.sent_on, page.locale, "plain") });
}

/** What runs now, or which answer was left as it is. */
function since(form, page, { effect: { stays } }) {
  const record = recordOf(form, page);
  const running = record.answered_on ? undefined : runningSince(form, page);
  return [running?.text ?? "", stays.length ? page.say("sent.stays", { names: stays.join(page.say("check.join")) }) : ""].join("");
}

/** Say it where the reader is: beside the letter, or, when it is offered no more, at the top. */
function tell(form, page, text) {
  const card = byId(`letter-${form}`);
  if (card) card.open = true;
  const place = byId(card ? `said-${form}` : "followup-said");
  place.focus({ preventScroll: true });
  place.textContent = text;
  place.scrollIntoView({ block: "center" });
}
