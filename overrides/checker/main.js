/** Wiring: which screen is shown, when Python is asked, and what this visit remembers. */

import { autosave, showSaved } from "./autosave.js";
import { checkScreen, wrongBox } from "./check.js";
import { day, el, list, save, speaker, today } from "./dom.js";
import { engine } from "./engine.js";
import { mark, readAll, write } from "./form.js";
import { gather, judge } from "./guards.js";
import { questions } from "./questions.js";
import { caseText, nothing } from "./store.js";

const byId = (id) => document.getElementById(id);
const [root, form, screen, start, details] = ["checker", "questions", "checker-screen", "checker-start", "checker-details"].map(byId);
const plan = JSON.parse(byId("checker-plan").textContent);
const say = speaker(plan.words);
const locale = root.dataset.locale;
const heading = document.querySelector("h1");
const titles = { start: heading.textContent, site: document.title };

const { worker, py, python } = byId("checker-page").dataset;
const absolute = (address) => new URL(address, document.baseURI).href;
const line = engine({ worker: absolute(worker), py: absolute(py), python: absolute(python) });
/** The result's modules come with Python, not with the first question. */
const resultModule = () => import("./result.js");
const opening = () => import("./opening.js");
const followups = () => import("./followup.js");
const saving = autosave(plan);

const result = el("div", { class: "result", id: "checker-result", hidden: true });
const caption = el("p", { class: "caption" });
const back = el("a", { href: "#checker", class: "back", hidden: true, click: (event) => {
  event.preventDefault();
  history.back();
} }, say("question.back"));

/** What the form cannot hold. */
const fresh = () => ({
  begin: [], skipped: new Set(), noticed: new Set(), notes: [], shown: "", title: "", update: () => {}, further: false,
  opening: () => render(flow.next()),
  marks: { kept: new Map(), shelf: { files: [], last: 0 }, edited: new Map(), style: {} }, progress: nothing(), replaced: {},
});

const page = {
  say, locale, day, form, plan, visit: fresh(), detailBox: details,
  fieldset: (id) => byId(`q-${id}`),
  ready: line.ready, saving,
  decode: (request) => line.decode({ ...request, today: today(), locale }),
  usual: () => line.usual({ today: today(), locale }),
  next: () => flow.next(),
  open, render, head, only, put, above, ask, refresh, situation, answers, keep, record, restore, toLetter, wipe, caseFile,
};
const flow = questions(page);
const screens = {
  start: (_, focus) => { only(start); head(titles.start, "", "", focus); showSaved(page, byId("checker-saved"), byId("checker-keeping")); },
  question: flow.show, notice: showNotice, check: showCheck, result: showResult, followup: showResult, first: async () => (await followups()).firstScreen(page), opening: () => page.visit.opening(),
};

/** The questions asked now, their answers, and the details for letters. */
function situation() {
  const all = readAll(form, plan.questions);
  const { facts, asked } = gather(plan.questions, all);
  const pick = (wanted) => Object.fromEntries(wanted.filter(({ id }) => id in all).map(({ id }) => [id, all[id]]));
  const put = asked.filter((one) => !one.for_letters);
  return { facts, asked: put, answers: pick(put), details: pick(plan.questions.filter((one) => one.for_letters)) };
}

/** Everything that was answered, for the letters too. */
function answers() {
  const { answers: given, details: own } = situation();
  return { ...given, ...own };
}

function ask(whenQuiet) {
  return line.assess({ answers: answers(), today: today(), locale, letters: page.visit.marks.style }, whenQuiet);
}

// Moving from screen to screen

function open(state) {
  history.pushState(state, "");
  render(state);
}

function render(state, focus = true) {
  above();
  keep(state);
  screens[state.screen](state, focus);
}

/** Keep the answers and the place; a refusal stays with the visit when the page is loaded again. */
function keep(state = history.state ?? { screen: "start" }) {
  const { skipped, further } = page.visit;
  if (state.screen !== "opening") saving.keep(answers(), page.visit.progress, { at: state.screen === "question" ? state.id : "", further, skipped: [...skipped] });
  const refused = saving.refused();
  if (refused !== Boolean(history.state?.refused)) history.replaceState({ ...state, ...history.state, refused }, "");
}

/** Put something over the heading; nothing clears the place. */
function above(box) {
  document.querySelector("#checker-page > .errors")?.remove();
  if (box) back.after(box);
}

function head(title, small = caption.textContent, prefix = "", focus = true) {
  heading.textContent = title;
  caption.textContent = small;
  document.title = title === titles.start ? titles.site : `${prefix}${title} · ${titles.site}`;
  scrollTo(0, 0);
  if (focus) heading.focus({ preventScroll: true });
}

function only(shown) {
  for (const one of [start, form, screen, result]) one.hidden = one !== shown;
  back.hidden = shown === start;
}

function put(...nodes) {
  screen.replaceChildren(...nodes.flat(2).filter(Boolean));
  only(screen);
}

const button = (key, click, kind = "button") => el("button", { type: "button", class: kind, click }, say(key));

// Screens

function showNotice({ id }) {
  const [title, text, link] = document.querySelectorAll(`[data-notice="${id}"] p`);
  const more = link.cloneNode(true);
  more.className = "more";
  put(el("div", { class: "pause-box" }, el("p", {}, text.textContent), more),
    el("div", { class: "buttons" }, button("notice.go_on", () => open(flow.next()))));
  head(title.textContent, say("notice.caption"));
}

function showCheck() {
  const { asked, answers } = situation();
  put(checkScreen(page, asked, answers, [...page.visit.notes, ...(saving.trouble() ? [say("keep.cannot")] : [])]));
  head(say("check.title"), "");
  if (line.ready()) ask().then(({ errors }) => errors && above(wrongBox(page, errors)), () => {});
}

/** What a result rests on; a tab may be left open for days. */
const current = () => JSON.stringify([today(), situation().answers]);

/** The result, or a screen about the other side's answer, which rests on it. */
async function showResult(state = history.state) {
  const { visit } = page;
  const finish = ({ followupScreen }) => {
    if (state.screen === "followup") return followupScreen(page, state);
    only(result);
    head(visit.title, say("result.caption"));
  };
  if (current() === visit.shown) return finish(visit.module);
  const waiting = el("p", { class: "waiting", role: "status" }, say("wait.text"));
  put(waiting);
  head(say("wait.title"), say("result.caption"));
  const here = () => history.state?.screen === state.screen && visit === page.visit;
  try {
    const quiet = () => waiting.after(el("div", {}, el("p", {}, say("wait.quiet")), guides()));
    const [answer, module] = await Promise.all([ask(quiet), resultModule()]);
    if (!here()) return;
    if (!answer.ok) return refuse(answer.errors);
    fill(answer, module);
    finish(module);
  } catch (error) {
    console.info(error);
    if (here()) showFailure(error.message);
  }
}

/** Write a new result in place of the old one, on whichever screen the reader is. */
function fill({ text, report }, module) {
  tell(text);
  const { asked, answers } = situation();
  const { visit } = page;
  Object.assign(visit, { report, module, shown: current(), title: report.headline.text });
  visit.progress.reached = true;
  const { nodes, update } = module.resultScreen(report, page, { asked, answers });
  result.replaceChildren(...nodes);
  result.dataset.state = report.headline.state;
  visit.update = update;
  keep();
}

/** Put answers in place because of what happened, and work the result out again; what is wrong undoes it. */
async function record(changes) {
  const before = answers();
  const set = (values) => { for (const one of plan.questions) if (one.id in changes) write(form, one, values[one.id] ?? ""); };
  set(changes);
  try {
    const [answer, module] = await Promise.all([ask(), resultModule()]);
    if (answer.ok) fill(answer, module);
    else set(before);
    return answer;
  } catch (error) {
    set(before);
    throw error;
  }
}

function refuse(errors) {
  history.replaceState({ screen: "check" }, "");
  showCheck();
  const box = wrongBox(page, errors);
  above(box);
  box.focus();
}

/** Tests read here what Python wrote, byte for byte. */
const tell = (text) => document.dispatchEvent(new CustomEvent("checker:report", { detail: text }));

/** @param {string} why what the engine gave up for; anything else is as if files had not arrived whole */
function showFailure(why) {
  const known = ["unsupported", "slow"].includes(why) ? why : "lost";
  const saveCase = () => save(caseFile(), `${say("keep.file")}-${today()}.json`, "application/json");
  put(el("p", { class: "why" }, say(`fail.${known}`)), el("p", {}, say("fail.text")), guides(), el("p", {}, say("fail.keep")),
    el("div", { class: "buttons" }, button("fail.retry", () => showResult()), button("keep.save", saveCase, "button second")));
  head(say("fail.title"));
}

/** The guide's pages that fit the answers so far; all of them when none does yet. */
function guides() {
  const { facts } = situation();
  const fitting = plan.scenarios.filter(({ when }) => judge(when, facts) === "holds");
  const links = (fitting.length ? fitting : plan.scenarios).map(({ id }) => document.querySelector(`[data-scenario="${id}"]`));
  return list(links.map((link) => link.cloneNode(true)), { class: "guides" });
}

function toLetter(event) {
  event.preventDefault();
  const letter = byId(event.currentTarget.getAttribute("href").slice(1));
  letter.open = true;
  letter.scrollIntoView();
  letter.querySelector("summary").focus({ preventScroll: true });
}

// Details for the letters

let pause = 0;

/** Ask again once the typing rests and no word is half composed. */
function detailTyped({ isComposing }) {
  clearTimeout(pause);
  keep();
  if (!isComposing) pause = setTimeout(refresh, 400);
}

async function refresh() {
  const answer = await ask().catch(() => ({}));
  for (const field of details.querySelectorAll(".detail")) {
    const found = answer.errors?.find(({ question }) => question === field.dataset.id);
    mark(field, found ? found.text : "");
  }
  if (!answer.ok) return;
  tell(answer.text);
  page.visit.update(answer.report);
}

// Cases in files

function caseFile(personal = false) {
  return caseText(answers(), plan, today(), personal, page.visit.progress);
}

/** Put a case in place of what is in the form; without a place in it, its check page comes next. */
function restore(given, notes, { at, skipped = plan.questions.map(({ id }) => id), further = false, progress = nothing(), again = false } = {}) {
  clear();
  for (const one of plan.questions) if (one.id in given) write(form, one, given[one.id]);
  Object.assign(page.visit, { notes, further, skipped: new Set(skipped), progress });
  line.start();
  // Whoever had a result comes back because something happened.
  open(at ? { screen: "question", id: at } : again && progress.reached ? { screen: "followup" } : flow.next());
}

/** A link with a code; it leaves the address bar before it is read. */
function readCode() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith("#code=")) return;
  history.replaceState(history.state ?? { screen: "start" }, "", pathname + search);
  openCode(hash);
}

/** What a page of the guide knows of its reader: #begin=trouble.code_dead; put in with the first button. */
function preset() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith("#begin=")) return;
  history.replaceState(history.state ?? { screen: "start" }, "", pathname + search);
  const given = answers();
  for (const [id, value] of hash.slice("#begin=".length).split(",").map((pair) => pair.split("."))) {
    const one = plan.questions.find((question) => question.id === id && question.kind === "choice");
    if (one?.options.includes(value) && !(id in given)) page.visit.begin.push([one, value]);
  }
}

const openCode = async (text) => (await opening()).openCode(page, text);

function clear() {
  form.reset();
  page.visit = fresh();
  details.hidden = true;
  root.append(details);
  result.replaceChildren();
}

function wipe() {
  clear();
  line.stop();
  screen.replaceChildren();
  const said = saving.empty() ? "start.wiped" : "start.wipe_failed";
  open({ screen: "start" });
  start.querySelector(".wiped").textContent = say(said);
}

// Beginning

function begin() {
  root.append(result);
  heading.tabIndex = -1;
  heading.before(back, caption);
  for (const one of document.querySelectorAll(".with-script")) one.hidden = false;
  document.querySelector(".plain-note").remove();
  document.body.classList.add("checker-ready");
  history.scrollRestoration = "manual";

  byId("checker-go").addEventListener("click", (event) => {
    event.preventDefault();
    for (const [one, value] of page.visit.begin.splice(0)) write(form, one, value);
    open(flow.next());
  });
  byId("checker-answered").addEventListener("click", async () => (await followups()).arrive(page));
  byId("checker-file").addEventListener("change", async ({ target }) => (await opening()).openFile(page, target));
  byId("checker-code").addEventListener("submit", (event) => { event.preventDefault(); openCode(byId("checker-code-text").value); });
  addEventListener("hashchange", () => { readCode(); preset(); });
  form.addEventListener("change", () => keep());
  details.addEventListener("input", detailTyped);
  details.addEventListener("compositionend", detailTyped);
  // The download begins with the first touch, so that nobody waits for it at the end.
  for (const kind of ["pointerdown", "focusin", "input"]) form.addEventListener(kind, () => { line.start(); resultModule(); });
  addEventListener("popstate", ({ state }) => render(state ?? { screen: "start" }));
  addEventListener("beforeprint", () => { for (const one of result.querySelectorAll("details")) one.open = true; });

  // Coming back from another page, the browser may have kept the form; then the visit goes on.
  const { screen: last, refused } = history.state ?? {};
  if (refused) saving.refuse();
  if (last && last !== "start" && Object.keys(situation().answers).length) {
    return render(last === "question" ? history.state : flow.next());
  }
  form.reset();
  history.replaceState({ screen: "start", refused }, "");
  render({ screen: "start" }, false);
  readCode();
  preset();
}

begin();
if (parent !== window) import("./framed.js").then(({ framed }) => framed(byId("checker-page")));
