/** The search page: ?q= and live input; without this script the page lists everything. */

import { bestHeading, makeFinder } from "./finder.js";

const LIMIT = 12;
const form = document.getElementById("find");
const input = document.getElementById("find-words");
const status = document.getElementById("find-status");
const list = document.getElementById("find-results");
const everything = document.getElementById("find-all");

let ready = null;
let composing = false;

/** Load the index once, when it is first needed. */
function finder() {
  ready ??= fetch(form.dataset.index)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(makeFinder);
  return ready;
}

async function show() {
  const question = input.value.trim();
  if (question === "") {
    clear("");
    return;
  }
  if (status.textContent === "") status.textContent = status.dataset.loading;
  try {
    const find = await finder();
    if (question === input.value.trim()) put(find(question).slice(0, LIMIT));
  } catch {
    ready = null;
    clear(status.dataset.failed);
  }
}

function clear(message) {
  status.textContent = message;
  list.hidden = true;
  list.replaceChildren();
  everything.hidden = false;
}

function put(pages) {
  if (pages.length === 0) {
    clear(status.dataset.none);
    return;
  }
  status.textContent = status.dataset.results.replace("#", String(pages.length));
  list.replaceChildren(...pages.map(row));
  list.hidden = false;
  everything.hidden = true;
}

function row(page) {
  const item = document.createElement("li");
  item.append(link(page.url, page.title, "hit"));
  const about = document.createElement("p");
  about.textContent = page.about;
  item.append(about);
  const heading = bestHeading(page);
  if (heading) {
    const inside = document.createElement("p");
    inside.className = "inside";
    inside.append("→ ", link(`${page.url}#${heading.id}`, heading.words, ""));
    item.append(inside);
  }
  return item;
}

/** Addresses in the index start at the site's root; the index lies two folders below it. */
function link(url, words, kind) {
  const anchor = document.createElement("a");
  anchor.href = new URL(`../../${url}`, new URL(form.dataset.index, document.baseURI)).href;
  anchor.textContent = words;
  if (kind) anchor.className = kind;
  return anchor;
}

function remember() {
  const address = new URL(location.href);
  if (input.value.trim()) address.searchParams.set("q", input.value.trim());
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  show();
});
input.addEventListener("compositionstart", () => {
  composing = true;
});
input.addEventListener("compositionend", () => {
  composing = false;
  show();
});
input.addEventListener("input", () => {
  if (!composing) show();
});
input.addEventListener("change", remember);

input.value = new URLSearchParams(location.search).get("q") ?? "";
show();
