/** The result, in the order in which it helps: danger, today, dates, why, what is missing, what to keep, letters, ways. */

import { answerList } from "./check.js";
import { calendarButton, footPages } from "./documents.js";
import { copy, day, el, fold, list, outward, part } from "./dom.js";
import { evidencePart } from "./evidence.js";
import { followupPart, followupScreen } from "./followup.js";
import { keepPart } from "./keep.js";
import { letterPart } from "./letters.js";
import { pictureButton } from "./picture.js";
import { basis, moneyPart, whyPart } from "./reasons.js";
import { objectionsPart, partiesPart, waysPart } from "./ways.js";

/**
 * Everything under the headline; ``update`` takes a new report for the same answers.
 * @returns {{nodes: Node[], update: (report: object) => void}}
 */
export function resultScreen(report, page, { asked, answers }) {
  const { say, visit: { marks } } = page;
  const warnings = (level) => report.warnings.filter((one) => one.level === level);
  const letters = letterPart(report, page, marks);
  const evidence = evidencePart(report, page, () => dateLines(ahead(report), page).join("\n"));
  const nodes = [
    el("p", { class: "sure" }, report.headline.sure),
    warnings("danger").map((one) => danger(one, page)),
    todayPart(report, page),
    followupPart(page),
    part("cautions", say("result.cautions"), warnings("caution").map((one) => caution(one, page))),
    datesPart(report, page, answers),
    part("why", say("why.title"), whyPart(report, page)),
    part("money", say("money.title"), moneyPart(report, page)),
    part("parties", say("parties.title"), partiesPart(report, page)),
    part("missing", say("missing.title"), missing(report, page, asked, answers)),
    part("objections", say("objections.title"), objectionsPart(report, page)),
    part("decoder", say("decoder.title"), theirWords(page)),
    evidence.node,
    letters.node,
    part("ways", say("ways.title"), waysPart(report, page)),
    keepPart(page),
    part("given", say("given.title"), fold(say("given.show"), answerList(page, asked, answers)), foot(report, page)),
  ];
  return { nodes: nodes.flat(2).filter(Boolean), update: (next) => { letters.update(next); evidence.update(next); } };
}

export { followupScreen };

export function danger(one, page) {
  return el("section", { class: "danger warning", "data-warning": one.warning },
    el("h2", {}, one.title), el("p", {}, one.text), basis(one.citations, page));
}

function caution(one, page) {
  return el("details", { class: "caution", "data-warning": one.warning },
    el("summary", {}, one.title), el("p", {}, one.text), basis(one.citations, page));
}

/** The first step of the first way, with the one button that does it. */
function todayPart({ routes }, page) {
  const [route] = routes;
  const [step] = route.steps;
  // The first sentence says what to do; the rest, how.
  const [, first, rest] = /^(.+?(?:。|\.(?= )|$))(.*)$/s.exec(step.text);
  const action = step.letter
    ? el("a", { class: "button", href: `#letter-${step.letter}`, click: page.toLetter }, page.say("today.letter"))
    : route.url ? outward(route.url, page.say("today.site"), page.say) : "";
  if (action && !step.letter) action.className = "button";
  return el("section", { class: "today", "aria-labelledby": "today-title" },
    el("h2", { id: "today-title" }, page.say("today.title")),
    el("p", { class: "today-step" }, el("strong", {}, first), rest),
    step.deadlines.filter(({ passed }) => !passed).slice(0, 1).map(({ text }) => el("p", { class: "by" }, text)),
    action);
}

/** The days that still lie ahead, each once, soonest first. */
export function ahead({ routes }) {
  const found = new Map();
  for (const { title, steps } of routes) {
    for (const one of steps.flatMap(({ deadlines }) => deadlines)) {
      if (one.last_day && !one.passed && !one.supposed && !found.has(one.rule)) found.set(one.rule, { ...one, title });
    }
  }
  return [...found.values()].sort((a, b) => (a.last_day < b.last_day ? -1 : Number(a.last_day > b.last_day)));
}

const dateLines = (dates, page) => dates.map((one) => page.say("dates.line", { day: day(one.last_day, page.locale), text: one.text }));

function datesPart(report, page, answers) {
  const dates = ahead(report);
  if (!dates.length) return "";
  const row = (one) => [
    el("p", { class: "date" }, el("time", { datetime: one.last_day }, day(one.last_day, page.locale, "short"))),
    el("div", {}, el("p", {}, one.text), el("p", { class: "fine" }, one.title,
      one.suggested ? ` · ${page.say("dates.suggested")}` : ""), basis(one.citations, page)),
  ];
  const title = page.say("dates.title");
  const picture = pictureButton(page, title, () => [title, ...dateLines(dates, page)].join("\n\n"));
  return part("dates", title,
    list(dates.slice(0, 3).map(row), { class: "dates" }, "ol"),
    dates.length > 3 ? fold(page.say("dates.more", { count: dates.length - 3 }), list(dates.slice(3).map(row), { class: "dates" }, "ol")) : "",
    calendarButton(page, dates, report, answers),
    copyButton(page, page.say("dates.copy"), () => dateLines(dates, page).join("\n")),
    picture.button, picture.node);
}

/** A button that copies and says beside itself whether it worked. */
export function copyButton(page, label, text, done = page.say("copied")) {
  const status = el("p", { class: "status", role: "status" });
  return el("div", { class: "row" },
    el("button", {
      type: "button", class: "button second",
      click: async () => { status.textContent = (await copy(text())) ? done : page.say("copy_failed"); },
    }, label), status);
}

/** What moves the result most, then what else was left out, then the answers that would flip it. */
function missing({ open_points: points, flips }, page, asked, answers) {
  const left = asked.filter(({ id }) => !(id in answers) && !points.some(({ fact }) => fact === id));
  const rows = [
    ...points.map(({ fact, question, hint, moves }) => [fact, question, moves, hint]),
    ...left.map(({ id }) => [id, page.fieldset(id).querySelector("legend").textContent, page.say("missing.not_given")]),
  ];
  const fill = (id, title) => (page.fieldset(id) ? el("button", {
    type: "button", class: "link", click: () => page.open({ screen: "question", id }),
  }, page.say("missing.fill"), el("span", { class: "unseen" }, title)) : "");
  const pointList = list(rows.map(([id, title, ...texts]) => [
    el("p", {}, el("strong", {}, title)), texts.filter(Boolean).map((text) => el("p", {}, text)), fill(id, title),
  ]), { class: "points" });
  return [
    rows.length ? pointList : "",
    flips.length ? fold(page.say("missing.flips", { count: flips.length }),
      el("p", {}, page.say("missing.flips_intro")), list(flips.map(({ text }) => text), { class: "points" })) : "",
  ];
}

/** What the other side wrote; its module comes when somebody wants to paste. */
function theirWords(page) {
  const status = el("p", { class: "status", role: "status" });
  const open = el("button", { type: "button", class: "button second", click: async () => {
    try {
      const { decoderPart } = await import("./decoder.js");
      const nodes = decoderPart(page);
      open.parentNode.replaceWith(...nodes);
      document.getElementById("their-words").focus();
    } catch {
      status.textContent = page.say("decoder.failed");
    }
  } }, page.say("decoder.open"));
  return [el("p", {}, page.say("decoder.intro")), el("div", { class: "row" }, open, status)];
}

function foot(report, page) {
  footPages(report);
  return el("div", { class: "about" },
    el("p", { class: "fine" }, page.say("about.rules", {
      version: report.rulebook, law: day(report.law_checked, page.locale), day: day(report.assessed_on, page.locale),
    })),
    el("p", { class: "fine" }, page.say("about.not_official")),
    el("button", { type: "button", class: "button second", id: "checker-wipe", click: page.wipe }, page.say("about.wipe")),
    el("p", { class: "fine" }, page.say("about.wipe_help")));
}
