/** They answered: where the case stands, the one question about it, and what each answer leads to. */

import { day, el, list, part, today } from "./dom.js";
import { ahead, copyButton, danger } from "./result.js";
import { awaited, dayFields, dayIn, runningSince, sentLetters, sentWords, takeBack } from "./sent.js";
import { remarks } from "./store.js";

const DAY = 86_400_000;
const button = (page, key, click, kind = "button second") => el("button", { type: "button", class: kind, click }, page.say(key));

// Where the case stands

const titleOf = (form, { visit: { report } }) => report.sendings.find((one) => one.form === form).title;
const daysSince = (iso) => Math.round((Date.parse(today()) - Date.parse(iso)) / DAY);

/** How long ago the last letter was sent, and until when its answer is awaited. */
function standing(page) {
  const { say } = page;
  const letters = sentLetters(page);
  const [last] = letters.filter(([, one]) => !one.answered_on);
  if (!letters.length) return [el("p", {}, say("followup.nothing_sent"))];
  if (!last) return [el("p", {}, say("followup.all_answered"))];
  const [form, record] = last;
  const count = daysSince(record.sent_on);
  return [
    el("p", { class: "standing" }, count ? say("followup.day", { count }) : say("followup.day_one"), say("followup.no_answer", { title: titleOf(form, page) })),
    el("p", {}, runningSince(form, page)?.text ?? say("followup.no_date")),
  ];
}

const records = (page, more = () => "") => list(sentLetters(page).map(([form, one]) => [
  el("strong", {}, titleOf(form, page)), el("span", { class: "fine" }, sentWords(one, page)), more(form),
]), { class: "sent-list" });

/** Noted by mistake: the way back stands here, because a letter that was sent may be offered no more. */
const notSent = (page) => (form) => el("button", { type: "button", class: "link", click: async () => {
  const wrong = await takeBack(form, page);
  if (wrong) document.getElementById("followup-said").textContent = wrong;
} }, page.say("sent.take_back"), el("span", { class: "unseen" }, titleOf(form, page)));

/** The part of the result that leads back here when there is news. */
export function followupPart(page) {
  return part("followup", page.say("followup.part"), standing(page), records(page, notSent(page)),
    el("p", { class: "status", role: "status", tabindex: -1, id: "followup-said" }),
    el("div", { class: "row" }, button(page, "followup.open", () => page.open({ screen: "followup" }))));
}

// Screens

/** @param {{id?: string, route?: string, outcome?: string, ended?: object}} state what was chosen, if anything */
export function followupScreen(page, state) {
  const show = state.ended ? ended : state.route ? confirm : state.id ? answered : question;
  const { title, nodes } = show(page, state);
  page.put(...nodes);
  page.head(title, page.say("followup.caption"));
}

/** "They have answered", from the start page: into the case that had a result, or first the questions. */
export function arrive(page) {
  const found = page.saving.last();
  if (page.visit.progress.reached) page.open({ screen: "followup" });
  else if (found?.progress?.reached && !found.at) page.restore(found.answers, remarks(found, page), { ...found, again: true });
  else page.open({ screen: "first" });
}

/** Before there is a result, nothing can be said about an answer but what never changes. */
export function firstScreen(page) {
  const { say } = page;
  const found = page.saving.last();
  const here = Object.keys(page.answers()).length > 0;
  const goOn = () => (!here && found?.answers ? page.restore(found.answers, remarks(found, page), found) : page.open(page.next()));
  page.put(el("p", {}, say("followup.first")), el("p", {}, el("strong", {}, say("followup.first_danger"))),
    el("div", { class: "buttons" }, button(page, "question.go_on", goOn, "button")));
  page.head(say("followup.start"), say("followup.caption"));
}

function question(page) {
  const { say, visit: { report, notes } } = page;
  const option = ({ followup: id, label }) => el("div", { class: "option" },
    el("input", { type: "radio", id: `answer-${id}`, name: "followup", value: id, required: true }), el("label", { for: `answer-${id}` }, label));
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const submit = async (event) => {
    event.preventDefault();
    const chosen = event.target.querySelector(":checked");
    const found = chosen ? await choose(report.followups.find((one) => one.followup === chosen.value), page) : say("wrong.choice");
    wrong.hidden = !found;
    wrong.textContent = found;
  };
  return {
    title: say("followup.title"),
    nodes: [
      notes.length ? el("div", { class: "aside", role: "status" }, notes.map((text) => el("p", {}, text))) : "",
      report.warnings.filter(({ level }) => level === "danger").slice(0, 1).map((one) => danger(one, page)),
      el("div", { class: "stands" }, standing(page), records(page)),
      el("form", { class: "answer-form", novalidate: true, submit },
        el("fieldset", {}, el("legend", {}, say("followup.question")), wrong,
          el("div", { class: "options" }, report.followups.map(option))),
        el("div", { class: "buttons" }, el("button", { type: "submit", class: "button" }, say("question.go_on")),
          button(page, "followup.result", () => page.open({ screen: "result" }), "link"))),
    ],
  };
}

/** Put the answer in place and show what it leads to; returns what went wrong, in words. */
async function choose(one, page) {
  const { letters } = page.visit.progress;
  const before = structuredClone(letters);
  const found = Object.fromEntries(one.effect.sets.map(({ fact, value }) => [fact, value]));
  if (one.clears.length) for (const record of Object.values(letters)) record.answered_on ??= today();
  for (const fact of one.clears) found[fact] = awaited(fact, page);
  const answer = await page.record(found).catch(() => ({ errors: [{ text: page.say("sent.failed") }] }));
  if (!answer.ok) {
    page.visit.progress.letters = before;
    return answer.errors[0].text;
  }
  page.open({ screen: "followup", id: one.followup });
  return "";
}

/** What an answer means, what not to do, the reply, the next way and the next day. */
function answered(page, { id }) {
  const { say, visit: { report } } = page;
  const one = report.followups.find(({ followup }) => followup === id);
  const urgent = report.headline.state === "danger";
  const title = one.label;
  if (urgent) return { title, nodes: stop(one, page) };
  return {
    title,
    nodes: [
      el("p", {}, one.means),
      one.closes ? closing(page) : replyPart(one, page),
      part("avoid", say("followup.avoid"), el("p", {}, one.avoid)),
      part("then", say("followup.then"), el("p", {}, one.then), one.closes ? "" : [ways(one.next, page), dates(page)]),
      id === "refused" ? el("div", { class: "buttons" }, button(page, "followup.words", () => toWords(page), "button second")) : "",
      one.closes ? "" : toResult(page),
    ],
  };
}

/** Danger comes first, and calmly: one page, no letter. */
function stop(one, page) {
  const { say, visit: { report } } = page;
  return [
    el("section", { class: "danger warning" }, el("p", {}, el("strong", {}, one.means)), el("p", {}, one.avoid)),
    report.warnings.filter(({ level, warning }) => level === "danger" && warning !== one.followup).map((each) => danger(each, page)),
    part("then", say("followup.then"), el("p", {}, one.then), el("p", {}, report.routes[0].steps[0].text)),
    toResult(page),
  ];
}

function replyPart(one, page) {
  const { say, visit: { report } } = page;
  const letter = report.letters.find(({ form }) => form === one.letter);
  if (one.answer) {
    return part("reply", say("followup.sentence"), el("blockquote", { class: "say-this", lang: page.locale }, el("p", {}, one.answer)),
      copyButton(page, say("followup.copy"), () => one.answer));
  }
  return part("reply", say("followup.reply"), letter
    ? [el("p", {}, el("strong", {}, letter.title)), el("p", { class: "fine" }, say("letters.where"), letter.where),
      el("div", { class: "row" }, button(page, "followup.letter", () => goTo(page, `#letter-${letter.form}`), "button"))]
    : one.no_letter ? "" : el("p", {}, say("followup.no_letter")));
}

/** Three things to check before it is over; then the case may go, or stay. */
function closing(page) {
  const { say } = page;
  return part("closing", say("followup.check"),
    list(["route", "amount", "fee"].map((key) => say(`followup.check_${key}`)), { class: "way-steps" }, "ol"),
    el("div", { class: "buttons" }, button(page, "followup.stay", () => page.open({ screen: "result" }), "button"), button(page, "about.wipe", page.wipe)),
    el("p", { class: "fine" }, say("about.wipe_help")));
}

/** The ways that are open next; those that are not, with what opens them. */
function ways(ids, page, most = 2) {
  const { say, visit: { report } } = page;
  const open = report.routes.filter(({ route }) => ids.includes(route))
    .sort((one, other) => ids.indexOf(one.route) - ids.indexOf(other.route)).slice(0, most);
  const closed = open.length ? [] : report.closed_routes.filter(({ route }) => ids.includes(route)).slice(0, most);
  const rows = [
    ...open.map(({ route, title }) => el("button", { type: "button", class: "link", click: () => goTo(page, `[data-route="${route}"]`) }, title)),
    ...closed.map(({ title, opens }) => [el("strong", {}, title), el("p", { class: "fine" }, opens)]),
  ];
  return rows.length ? [el("p", {}, say("followup.ways")), list(rows, { class: "next-ways" })] : "";
}

function dates(page) {
  const rows = ahead(page.visit.report).slice(0, 2).map((one) => [
    el("p", { class: "date" }, el("time", { datetime: one.last_day }, day(one.last_day, page.locale, "short"))), el("p", {}, one.text),
  ]);
  return rows.length ? [el("p", {}, page.say("followup.dates")), list(rows, { class: "dates" }, "ol")] : "";
}

const toResult = (page) => el("div", { class: "buttons" }, button(page, "followup.result", () => page.open({ screen: "result" })));

/** Go to where the other side's words are weighed. */
function toWords(page) {
  page.open({ screen: "result" });
  const place = document.querySelector("#checker-result #decoder");
  place.scrollIntoView();
  place.querySelector("button").focus({ preventScroll: true });
}

/** Go to a fold of the result and open it. */
function goTo(page, selector) {
  page.open({ screen: "result" });
  const found = document.querySelector(`#checker-result ${selector}`);
  found.open = true;
  found.scrollIntoView();
  found.querySelector("summary").focus({ preventScroll: true });
}

// The ends of a route

/** The way from a route's card to this end of it. */
export function endButton(route, { outcome, text }, page) {
  return el("button", { type: "button", class: "link", click: () => page.open({ screen: "followup", route, outcome }) },
    page.say("followup.this_end"), el("span", { class: "unseen" }, text));
}

/** Note how a route ended, with the day where one counts. */
function confirm(page, { route: id, outcome }) {
  const { say, visit: { report } } = page;
  const route = report.routes.find((one) => one.route === id);
  const end = route?.outcomes.find((one) => one.outcome === outcome);
  if (!end) return { title: say("followup.title"), nodes: [toResult(page)] };
  const dated = end.effect.sets.some((one) => one.day);
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const note = async () => {
    const found = await close(route, end, page, dated);
    wrong.hidden = !found;
    wrong.textContent = found;
  };
  return {
    title: route.title,
    nodes: [
      el("p", {}, end.text),
      end.effect.stays.length ? el("p", { class: "aside" }, say("sent.stays", { names: end.effect.stays.join(say("check.join")) })) : "",
      dated ? el("fieldset", { class: "sent" }, el("legend", {}, say("followup.when")), dayFields("ended", today(), page)) : "", wrong,
      el("div", { class: "buttons" }, button(page, "followup.note_end", note, "button"), button(page, "question.back", () => history.back(), "link")),
    ],
  };
}

async function close({ title }, end, page, dated) {
  const { on, wrong } = dated ? dayIn("ended") : {};
  if (wrong) return page.say(wrong);
  const found = Object.fromEntries(end.effect.sets.flatMap(({ fact, value, day: fact_on }) => [[fact, value], ...(fact_on ? [[fact_on, on]] : [])]));
  const answer = await page.record(found).catch(() => ({ errors: [{ text: page.say("sent.failed") }] }));
  if (!answer.ok) return answer.errors[0].text;
  page.open({ screen: "followup", ended: { title, text: end.text, next: end.next, closes: end.closes } });
  return "";
}

function ended(page, { ended: { title, text, next, closes } }) {
  const { say, visit: { report } } = page;
  const [first] = report.routes;
  return {
    title,
    nodes: [
      el("p", {}, text),
      closes ? closing(page) : part("then", say("followup.then"), ways(next, page, 4),
        el("p", {}, el("strong", {}, first.title)), el("p", {}, first.steps[0].text), dates(page)),
      closes ? "" : toResult(page),
    ],
  };
}
