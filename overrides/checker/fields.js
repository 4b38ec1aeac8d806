/** What the channel wants: its conditions, the fields of its form one by one, words that misroute. */

import { copy, el, list } from "./dom.js";
import { body, fitted, size } from "./trim.js";

const channel = (summary, ...children) => el("details", { class: "channel" }, el("summary", {}, summary), children);

/** The conditions, each with what the answers say about it. */
export function conditionPart({ conditions }, { say }) {
  if (!conditions.length) return "";
  return channel(say("editor.conditions", { count: conditions.length }),
    list(conditions.map(({ verdict, text }) => [el("span", { class: `verdict ${verdict}` }, say(`editor.${verdict}`)), " ", text]), { class: "conditions" }));
}

/** A card for each field; ``settle`` takes the letter's text as it is now. */
export function fieldPart(letter, page) {
  if (!letter.fields.length) return { node: "", settle() {}, update() {} };
  const box = el("div", { class: "field-cards" });
  let cards = [];
  const update = (next) => {
    cards = next.fields.map((one) => card(one, page));
    box.replaceChildren(...cards.map(({ node }) => node));
  };
  update(letter);
  return {
    node: channel(page.say("editor.fields", { count: letter.fields.length }), el("p", { class: "fine" }, page.say("editor.fields_help")), box),
    settle: (text) => cards.forEach((one) => one.settle(text)), update,
  };
}

function card(field, page) {
  const { say } = page;
  const text = el("p", { class: "field-text", lang: "zh-CN" });
  const count = el("p", { class: "fine" });
  const over = el("div", { class: "field-over" });
  const copies = el("div", { class: "row" });
  const status = el("p", { class: "status", role: "status" });
  const copyButton = (key, value, kind) => el("button", { type: "button", class: `button ${kind}`, click: async () => {
    status.textContent = (await copy(value)) ? say("editor.copied", { name: field.name }) : say("copy_failed");
  } }, say(key), el("span", { class: "unseen" }, field.name));
  function settle(whole) {
    const now = field.fill === "body" ? body(whole) : field.fill === "letter" ? whole : field.text;
    const long = field.limit > 0 && size(now) > field.limit;
    const short = long ? fitted(now, field.limit) : "";
    text.textContent = now || say("editor.own");
    text.classList.toggle("empty", !now);
    count.textContent = field.limit
      ? say(now ? "editor.count" : "editor.limit", { count: size(now), limit: field.limit })
      : now && field.fill ? say("editor.no_limit", { count: size(now) }) : "";
    over.replaceChildren(...(long ? [
      el("p", { class: "over" }, say("editor.over", { over: size(now) - field.limit })),
      ...(short ? [el("p", { class: "fine" }, say("editor.trimmed", { count: size(short) })), el("p", { class: "field-text", lang: "zh-CN" }, short)] : []),
    ] : []));
    copies.replaceChildren(...(now ? [
      ...(short ? [copyButton("editor.copy_trimmed", short, "second")] : []),
      copyButton("editor.copy_field", now, long ? "quiet" : "second"),
    ] : []));
  }
  return { node: el("div", { class: "field-card", "data-field": field.field },
    el("h3", { class: "minor" }, field.name), text, count, over, el("p", { class: "fine" }, field.help), copies, status), settle };
}

/** The words in a text that would send it to the wrong desk, with why and what to write instead. */
export function misrouted(text, letter, { misroutings }) {
  return misroutings.filter(({ misrouting }) => letter.misroutings.includes(misrouting))
    .map((one) => ({ ...one, found: one.words.filter((word) => text.includes(word)) }))
    .filter(({ found }) => found.length);
}
