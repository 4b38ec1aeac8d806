/** The page before the result: every answer with a way to change it. */

import { el } from "./dom.js";
import { inWords } from "./form.js";
import { errorBox } from "./questions.js";

/** The answers in groups, as a list with a button beside each. */
export function answerList(page, asked, answers) {
  const groups = new Map();
  for (const one of asked) {
    const { group } = page.fieldset(one.id).dataset;
    groups.set(group, [...(groups.get(group) ?? []), row(page, one, answers[one.id])]);
  }
  return [...groups].map(([group, rows]) => el("section", { class: "answers" },
    el("h2", {}, page.say(`group.${group}`)), el("dl", {}, rows)));
}

function row(page, question, value) {
  const { short } = page.fieldset(question.id).dataset;
  const given = value !== undefined;
  return el("div", { class: given ? "given" : "given not-given", "data-answer": question.id },
    el("dt", {}, short),
    el("dd", {}, given ? inWords(page.form, question, value, page) : page.say("check.not_given")),
    el("dd", { class: "given-change" }, el("button", {
      type: "button", class: "link", click: () => page.open({ screen: "question", id: question.id }),
    }, page.say(given ? "check.change" : "check.fill"), el("span", { class: "unseen" }, short))));
}

/** The whole screen; *notes* are what opening a file had to say. */
export function checkScreen(page, asked, answers, notes) {
  return [
    notes.length ? el("div", { class: "aside", role: "status" }, notes.map((text) => el("p", {}, text))) : "",
    answerList(page, asked.filter((one) => !one.after_verdict || one.id in answers), answers),
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "button", click: () => page.open({ screen: "result" }) },
        page.say("check.result")),
      further(page, asked, answers)),
  ];
}

/** The way into the questions after the verdict, while any of them has no answer. */
function further(page, asked, answers) {
  const left = asked.filter((one) => one.after_verdict && !(one.id in answers));
  if (!left.length) return "";
  const go = () => {
    page.visit.further = true;
    for (const { id } of left) page.visit.skipped.delete(id);
    page.open({ screen: "question", id: left[0].id });
  };
  return el("button", { type: "button", class: "button second", id: "checker-further", click: go },
    page.say("check.further", { count: left.length }));
}

/** What the engine found wrong with the answers, each with the way to its question. */
export function wrongBox(page, errors) {
  return errorBox(page.say("check.wrong"), errors.map(({ question: id, text }) => (page.fieldset(id)
    ? el("button", { type: "button", class: "link", click: () => page.open({ screen: "question", id }) }, text)
    : text)));
}
