/** The files that were added, their index, and the pack with everything in it. */

import { guard, picker } from "./adding.js";
import { cannotSave, copy, el, fold, save, speaker, today } from "./dom.js";
import { isPicture, outOfOrder, remove, renumber, sizeText, timeText } from "./files.js";
import { listText, rows } from "./listing.js";

const COLUMNS = ["number", "name", "item", "proves", "time", "size", "sha256", "copy"];

let guarding = false;

/** Everything about files; ``refresh`` shows the shelf as it is now. */
export function filesArea(desk) {
  const { page, shelf, evidence } = desk;
  const say = (key, values) => page.say(`files.${key}`, values);
  const cards = new Map();
  const shown = el("ol", { class: "filed" });
  const none = el("p", { class: "fine" }, say("none"));
  const title = el("h3", { id: "files-title", tabindex: -1 }, say("title"));
  const order = el("div", { class: "row" }, el("button", { type: "button", class: "link", click: () => {
    renumber(shelf, evidence.map(({ item }) => item));
    desk.changed();
    title.focus();
  } }, say("renumber")));
  const listing = listingOf(desk, say);
  const pack = packPanel(desk, say);
  const took = () => { title.focus(); desk.changed(); };

  function refresh() {
    shelf.files.sort((a, b) => a.number - b.number);
    for (const one of shelf.files) if (!cards.has(one)) cards.set(one, card(one, desk, say, took));
    const nodes = shelf.files.map((one) => cards.get(one).node);
    // Moving nodes that are in place would take the focus away.
    if (nodes.length !== shown.children.length || nodes.some((one, at) => one !== shown.children[at])) shown.replaceChildren(...nodes);
    for (const one of shelf.files) cards.get(one).refresh();
    none.hidden = nodes.length > 0;
    order.hidden = !outOfOrder(shelf, evidence.map(({ item }) => item));
    listing.refresh();
    pack.refresh();
    if (nodes.length && !guarding) {
      guarding = true;
      addEventListener("beforeunload", guard(page));
    }
  }
  const node = el("div", { class: "files" }, title, el("p", {}, say("intro")),
    el("p", { class: "aside" }, say(cannotSave() ? "in_app" : "not_kept")),
    none, shown, order, picker(desk, "", ""), listing.node, pack.node);
  return { node, refresh };
}

function card(entry, desk, say, took) {
  const { page, shelf, evidence } = desk;
  const { file } = entry;
  const id = `file-${entry.sha256.slice(0, 12)}`;
  const number = el("strong"), badge = el("span", { class: "badge done", hidden: true }, say("has_copy"));
  const said = el("p", { class: "status", role: "status" });
  const purpose = el("input", { type: "text", id: `${id}-proves`, maxlength: 200, input: () => { entry.proves = purpose.value; touched(); } });
  const choice = el("select", { id: `${id}-item`, change: () => { entry.item = choice.value; touched(); } },
    evidence.map(({ item, title }) => el("option", { value: item }, title)), el("option", { value: "" }, say("other")));
  const touched = () => { shelf.packed = false; desk.changed(); };
  const button = (key, click) => el("button", { type: "button", class: "button second", click }, say(key));
  const cover = button("cover", async () => {
    said.textContent = page.say("wait.text");
    try {
      const { redact } = await import("./redact.js");
      said.textContent = (await redact(page, entry, say("number", { number: entry.number }))) ? say("covered") : "";
    } catch {
      said.textContent = say("cannot_cover");
    }
    cover.focus();
    touched();
  });
  const copies = el("div", { class: "row", hidden: true },
    button("save_copy", () => save(entry.copy.blob, `${say("number", { number: entry.number })}-${say("covered_name")}.${entry.copy.ending}`, entry.copy.blob.type)),
    button("drop_copy", () => { Object.assign(entry, { copy: undefined, boxes: [] }); cover.focus(); touched(); }));
  const node = el("li", {}, el("details", { "data-file": entry.sha256 },
    el("summary", {}, number, el("span", { class: "file-name" }, file.name), badge),
    el("p", { class: "fine" }, [sizeText(file.size), timeText(file)].filter(Boolean).join(" · ")),
    el("div", { class: "field" }, el("label", { for: choice.id }, say("item")), choice),
    el("div", { class: "field" }, el("label", { for: purpose.id }, say("proves")), purpose),
    el("div", { class: "row" }, isPicture(file) && !cannotSave() ? cover : "", button("remove", () => {
      remove(shelf, entry);
      shelf.packed = false;
      took();
    })), copies, said));
  function refresh() {
    number.textContent = say("number", { number: entry.number });
    const fits = itemsHere(desk).get(entry.item);
    choice.value = fits ? entry.item : "";
    if (document.activeElement !== purpose) purpose.value = entry.proves ?? fits?.proves ?? "";
    badge.hidden = copies.hidden = !entry.copy;
  }
  return { node, refresh };
}

/** What items are called and prove as handed in; on an English page, in English for reading. */
const itemsHandedIn = ({ evidence, page }) => new Map(evidence.map(({ item }) => [item, page.plan.pack.evidence[item]]));
const itemsHere = (desk) => (desk.page.locale === "zh" ? itemsHandedIn(desk)
  : new Map(desk.evidence.map(({ item, title, proves }) => [item, { title, proves }])));
const words = ({ page }, locale) => speaker(page.plan.pack[locale]);

/** The index as a table; on a phone each row becomes a card. */
function listingOf(desk, say) {
  const here = words(desk, desk.page.locale);
  const body = el("tbody"), said = el("p", { class: "status", role: "status" });
  const node = fold(say("index"), el("p", { class: "fine" }, say("index_help")),
    el("table", { class: "index" }, el("thead", {}, el("tr", {}, COLUMNS.map((one) => el("th", { scope: "col" }, here(`head_${one}`))))), body),
    el("div", { class: "row" }, el("button", { type: "button", class: "button second", click: async () => {
      const found = rows(desk.shelf, itemsHandedIn(desk), words(desk, "zh"), !cannotSave());
      const done = await copy(listText(found, words(desk, "zh"), today()));
      said.textContent = desk.page.say(done ? "copied" : "copy_failed");
    } }, say("index_copy")), said));
  function refresh() {
    const found = rows(desk.shelf, itemsHere(desk), here, !cannotSave());
    node.hidden = !found.length;
    const cell = (row, one) => el("td", { "data-label": here(`head_${one}`), class: one === "sha256" ? "sum" : undefined },
      one === "copy" ? here(row.copy ? "has" : "has_not") : row[one] || (one === "time" ? here("no_time") : ""));
    body.replaceChildren(...found.map((row) => el("tr", {}, COLUMNS.map((one) => cell(row, one)))));
  }
  return { node, refresh };
}

/** The pack: what goes in, making it, stopping, saving it again. */
function packPanel(desk, say) {
  const { page, shelf, marks } = desk;
  if (cannotSave()) return { node: "", refresh() {} };
  const own = el("input", { type: "checkbox", id: "pack-own", change: () => forget() });
  const said = el("p", { class: "status", role: "status", id: "pack-said" });
  const again = el("a", { class: "more", hidden: true });
  const go = el("button", { type: "button", class: "button", id: "pack-go", click: () => (running ? running.abort() : make()) }, say("pack"));
  let running, made = "";

  /** What was made is old now. */
  function forget() {
    if (made) URL.revokeObjectURL(made);
    made = "";
    again.hidden = true;
  }
  async function make() {
    forget();
    running = new AbortController();
    go.textContent = say("stop");
    said.textContent = page.say("wait.text");
    try {
      const { pack } = await import("./pack.js");
      const stuff = everything(desk, own.checked);
      const blob = await pack(stuff, page, running.signal, (number, count) => { said.textContent = say("packing", { number, count }); });
      if (marks === page.visit.marks) offer(blob);
    } catch (error) {
      said.textContent = say({ AbortError: "stopped", RangeError: "too_big" }[error.name] ?? "pack_failed");
    }
    running = undefined;
    go.textContent = say("pack");
  }
  function offer(blob) {
    made = URL.createObjectURL(blob);
    Object.assign(again, { href: made, download: `${say("pack_name")}-${today()}.zip`, hidden: false });
    again.textContent = say("pack_again", { size: sizeText(blob.size) });
    shelf.packed = true;
    said.textContent = say("packed");
    again.click();
  }
  const node = el("section", { class: "pack", "aria-labelledby": "pack-title" },
    el("h3", { id: "pack-title" }, say("pack_title")), el("p", {}, say("pack_intro")), el("p", { class: "fine" }, say("pack_letters")),
    el("div", { class: "option" }, own, el("label", { for: own.id }, say("pack_own"))),
    el("div", { class: "row" }, go, again), said);
  return { node, refresh: () => { if (!shelf.packed) forget(); } };
}

/** What goes into the pack, as the page shows it at this moment. */
const everything = (desk, personal) => ({
  letters: desk.report.letters.map((one) => ({ title: one.title, text: one.text, now: desk.marks.edited.get(one.form) ?? one.text })),
  shelf: desk.shelf, items: itemsHandedIn(desk), dates: desk.dates(), caseText: desk.page.caseFile(personal), day: today(),
});
