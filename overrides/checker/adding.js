/** Taking the reader's files: a fingerprint, a number, and never the same bytes twice. */

import { cannotSave, el } from "./dom.js";
import { fingerprint, place } from "./files.js";

/** The button that takes files for an item, or for none; below it, what came of it. */
export function picker(desk, item, title) {
  const { say } = desk.page;
  const said = el("p", { class: "status", role: "status" });
  const input = el("input", { type: "file", multiple: true, id: `add-${item || "other"}`, change: async () => {
    const chosen = [...input.files];
    input.value = "";
    await add(desk, chosen, item, (text) => { said.textContent = text; });
  } });
  return el("div", { class: "row" },
    el("span", { class: "pick" }, el("label", { class: "button second", for: input.id }, say("files.add"), el("span", { class: "unseen" }, title)), input), said);
}

/** One batch after another, one file after another: memory holds one at a time. */
let line = Promise.resolve();

function add(desk, chosen, item, tell) {
  line = line.then(() => addAll(desk, chosen, item, tell)).catch(() => tell(desk.page.say("files.failed")));
  return line;
}

async function addAll({ page, marks, shelf }, chosen, item, tell) {
  const { say } = page;
  const troubles = [];
  let count = 0;
  for (const [at, file] of chosen.entries()) {
    tell(say("files.reading", { number: at + 1, count: chosen.length }));
    const sum = file.size ? await fingerprint(file).catch(() => "") : "";
    if (marks !== page.visit.marks) return; // wiped meanwhile
    const { entry, twin } = sum ? place(shelf, file, sum, item) : {};
    if (twin) troubles.push(say("files.twin", { name: file.name, number: say("files.number", { number: twin.number }) }));
    else if (!entry) troubles.push(say(file.size ? "files.unreadable" : "files.empty", { name: file.name }));
    count += Number(Boolean(entry));
  }
  if (count && item) marks.kept.set(item, "got");
  if (count) shelf.packed = false;
  tell([count ? say("files.added", { count }) : "", ...troubles].filter(Boolean).join(say("files.join")));
  shelf.shown();
}

/** Closing the page loses the files; who has some that are in no pack yet is asked. */
export const guard = (page) => (event) => {
  const { files, packed } = page.visit.marks.shelf;
  if (files.length && !packed && !cannotSave()) event.preventDefault();
};
