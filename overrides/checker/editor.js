/** A letter as paragraphs that can be edited one by one, each with its law and its way back. */

import { el } from "./dom.js";
import { citationList } from "./reasons.js";
import { paragraphs, sentences } from "./trim.js";

/**
 * The editor of one letter. ``changed`` is called after every change.
 * ``update`` takes a new version in and returns whether something edited no longer fits it.
 */
export function editor(letter, page, law, changed) {
  let was = letter.parts;
  let now = was.map(({ text }) => text);
  let rows = [];
  const node = el("div", { class: "paragraphs", id: `text-${letter.form}`, role: "group", "aria-label": page.say("letters.text") });
  const aligned = () => now.length === was.length;
  const edited = (place) => !aligned() || now[place] !== was[place].text;
  const touched = () => !aligned() || was.some((_, place) => edited(place));

  function build() {
    rows = now.map((_, place) => row(place));
    node.replaceChildren(...rows.map((one) => one.node));
  }

  function row(place) {
    const { say } = page;
    const id = `text-${letter.form}-${place}`;
    const area = el("textarea", { id, lang: "zh-CN", spellcheck: "false", "aria-describedby": `${id}-mark`, input: () => { now[place] = area.value; settle(); changed(); } });
    const mark = el("p", { class: "law-mark", id: `${id}-mark`, role: "status" });
    const back = el("button", { type: "button", class: "link", click: () => {
      now[place] = was[place].text;
      show();
      area.focus();
      changed();
    } }, say("editor.restore_part"));
    const links = el("div", { class: "law-links" });
    const cites = () => (aligned() ? was[place].provisions.filter((one) => law.has(one)).map((one) => law.get(one)) : []);
    function settle() {
      const own = aligned() ? was[place] : null;
      back.hidden = !own || !edited(place);
      mark.textContent = own && lawChanged(own, now[place]) ? say("editor.law_changed") : "";
      area.rows = now[place].split("\n").reduce((sum, one) => sum + Math.max(1, Math.ceil(one.length / 22)), 0);
    }
    function show() {
      area.value = now[place];
      links.replaceChildren(...(cites().length ? [lawLink(cites(), page)] : []));
      settle();
    }
    show();
    const label = el("label", { for: id, class: "unseen" }, say("editor.part", { number: place + 1 }));
    return { node: el("div", { class: "paragraph" }, label, area, mark, links, back), show };
  }

  function update(next) {
    const before = was, mine = touched(), lined = aligned();
    was = next.parts;
    if (!mine || (lined && was.length === before.length)) {
      const kept = (place) => mine && now[place] !== before[place].text;
      const moved = mine && was.some(({ text }, place) => kept(place) && text !== before[place].text);
      const same = now.length === was.length;
      now = was.map(({ text }, place) => (kept(place) ? now[place] : text));
      if (same) rows.forEach((one) => one.show());
      else build();
      return moved;
    }
    rows.forEach((one) => one.show());
    return was.map(({ text }) => text).join("\n\n") !== before.map(({ text }) => text).join("\n\n");
  }

  /** Take in a text that was edited before; an empty line parts its paragraphs. */
  function load(text) {
    now = paragraphs(text);
    build();
  }

  build();
  return {
    node, update, load, touched,
    text: () => now.filter((one) => one.trim()).join("\n\n"),
    restore() { now = was.map(({ text }) => text); build(); },
  };
}

/** Whether a sentence that names law is no longer there as it was. */
const lawChanged = ({ text, provisions }, now) => provisions.length > 0
  && sentences(text).some((one) => one.includes("《") && !now.includes(one.trim()));

/** The law a paragraph names: titles in sight, gist, day and source one tap away. */
const lawLink = (citations, page) => el("details", { class: "law-link" },
  el("summary", {}, page.say("editor.law", { names: citations.map(({ label }) => label).join(page.say("check.join")) })),
  citationList(citations, page));
