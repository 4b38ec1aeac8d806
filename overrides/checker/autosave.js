/** Keeps the answers in this browser after every step, unless the reader refuses. */

import { day, el, today } from "./dom.js";
import { caseRecord, parseCase, remarks } from "./store.js";

const PREFIX = "refund-check.";
const VERSION = 1;
const KEY = `${PREFIX}case.${VERSION}`;

/** What is ours in the storage; reading it may throw where storage is blocked. */
const own = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
const older = (key) => Number(key.slice(`${PREFIX}case.`.length)) < VERSION;

export function autosave(plan) {
  let refused = false, trouble = false, mine = false;

  /** Blocked, private or full: the page goes on without, and says so. */
  function attempt(act) {
    try {
      const found = act();
      trouble = false;
      return found;
    } catch {
      trouble = true;
      return undefined;
    }
  }

  /** Keep the case; *rest* says where in it the reader was. Nothing empty replaces what was kept before. */
  function keep(answers, progress, rest) {
    const record = caseRecord(answers, plan, today(), false, progress);
    const any = Object.keys(record.answers).length > 0;
    if (refused || !(any || mine)) return;
    attempt(() => (any ? localStorage.setItem(KEY, JSON.stringify({ ...record, ...rest })) : localStorage.removeItem(KEY)));
    mine = any;
  }

  /** The case kept last; ``wrong`` when it was too old or damaged, and is gone now. */
  function last() {
    return attempt(() => {
      const old = own().filter(older);
      for (const key of old) localStorage.removeItem(key);
      const text = localStorage.getItem(KEY);
      if (text === null) return old.length ? { wrong: true } : undefined;
      const found = parseCase(text, plan, today());
      if (!found.answers) {
        localStorage.removeItem(KEY);
        return { wrong: true };
      }
      const { at, further, skipped } = JSON.parse(text);
      const ids = plan.questions.map(({ id }) => id);
      return {
        ...found, at: ids.includes(at) ? at : "", further: further === true,
        skipped: Array.isArray(skipped) ? skipped.filter((id) => ids.includes(id)) : [],
      };
    });
  }

  /** Remove everything of ours; true when nothing is left. */
  function empty() {
    mine = false;
    return attempt(() => {
      for (const key of own()) localStorage.removeItem(key);
      return own().length === 0;
    }) ?? trouble; // where nothing can be kept, nothing was
  }

  return {
    keep, last, empty,
    refuse() { refused = true; return empty(); },
    allow() { refused = false; },
    refused: () => refused,
    trouble: () => trouble,
  };
}

/** What is said about saving, with the tap that refuses it or takes the refusal back. */
export function savingNote(page, changed = () => {}) {
  const { say, saving } = page;
  const text = el("p", { class: "saving-state", role: "status" });
  const switch_ = el("button", { type: "button", class: "link", click: () => {
    if (saving.refused()) saving.allow();
    else saving.refuse();
    page.keep();
    show();
    changed();
  } });
  function show() {
    text.textContent = say(saving.refused() ? "keep.refused" : saving.trouble() ? "keep.cannot" : "keep.auto");
    switch_.textContent = say(saving.refused() ? "keep.allow" : "keep.refuse");
    switch_.hidden = saving.trouble() && !saving.refused();
  }
  show();
  return el("div", { class: "saving" }, text, switch_);
}

/** The start page: the way back into the last case, and what is said about saving. */
export function showSaved(page, resumeBox, noteBox) {
  const { say, saving } = page;
  const found = saving.last();
  const button = (key, click, kind) => el("button", { type: "button", class: kind, click }, say(key));
  const way = () => [
    el("div", { class: "row" }, button("start.resume", () => page.restore(found.answers, remarks(found, page), { ...found, again: true }), "button"),
      found.savedOn ? el("p", { class: "fine" }, say("start.saved_on", { day: day(found.savedOn, page.locale) })) : ""),
    el("p", { class: "fine" }, say("start.instead")),
    button("start.discard", page.wipe, "link"),
  ];
  const nodes = !found ? [] : found.wrong ? [el("p", { class: "aside", role: "status" }, say("start.dropped"))] : way();
  resumeBox.replaceChildren(...nodes.flat());
  noteBox.replaceChildren(savingNote(page, () => { if (saving.refused()) resumeBox.replaceChildren(); }));
}
