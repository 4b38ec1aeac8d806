/** One question at a time: showing it, taking its answer, and what comes after. */

import { el, list } from "./dom.js";
import { exclude, mark, missing, write } from "./form.js";
import { judge } from "./guards.js";

/**
 * @param {object} page what main.js lends to every screen
 */
export function questions(page) {
  const { form, plan, say } = page;
  const current = () => form.querySelector(".question:not([hidden])");

  /** What is still to be asked; what comes after the verdict only for those who want it. */
  const pending = () => {
    const { asked, answers } = page.situation();
    return asked.filter((one) => !(one.id in answers || page.visit.skipped.has(one.id))
      && (!one.after_verdict || page.visit.further));
  };

  /** The first question that applies and was neither answered nor skipped; else the check. */
  function next() {
    const [first] = pending();
    return first ? { screen: "question", id: first.id } : { screen: "check" };
  }

  /** How many questions are left, if nothing still to be answered can add one. */
  function left(id) {
    const { asked } = page.situation();
    const ahead = [...new Set([...pending(), asked.find((one) => one.id === id)])];
    const others = plan.questions.filter((one) => !one.for_letters && !asked.includes(one)
      && (!one.after_verdict || page.visit.further));
    const adds = ({ id: fact }) => others.some((one) => one.ask_when.some((row) => fact in row));
    return ahead.some(adds) ? "" : say("question.left", { count: ahead.length });
  }

  function show({ id }) {
    const question = page.situation().asked.find((one) => one.id === id);
    if (!question) return page.render(next());
    const fieldset = page.fieldset(id);
    for (const one of form.querySelectorAll(".question")) one.hidden = one !== fieldset;
    mark(fieldset, "");
    page.only(form);
    form.querySelector(".link").hidden = question.kind === "choice" && !question.not_sure;
    const small = [say(`group.${fieldset.dataset.group}`), left(id)].filter(Boolean).join(" · ");
    page.head(fieldset.querySelector("legend").textContent, small);
  }

  async function submit(event) {
    event.preventDefault();
    const fieldset = current();
    const question = plan.questions.find(({ id }) => id === fieldset.dataset.id);
    const key = missing(question, page.situation().answers[question.id]);
    if (key) return refuse(fieldset, say(`wrong.${key}`));
    // Only the engine compares days with one another; before it is there, the check page asks it.
    if (page.ready() && (question.kind === "date" || question.kind === "money")) {
      const { errors = [] } = await page.ask().catch(() => ({}));
      const found = errors.find((one) => one.question === question.id);
      if (found) return refuse(fieldset, found.text);
    }
    page.visit.skipped.delete(question.id);
    page.open(noticeAfter(question.id) ?? next());
  }

  /** A page to read before going on, once in a visit. */
  function noticeAfter(id) {
    const { facts } = page.situation();
    const { noticed } = page.visit;
    const found = plan.notices.find((one) => one.after === id && !noticed.has(one.id) && judge(one.when, facts) === "holds");
    if (found) noticed.add(found.id);
    return found && { screen: "notice", id: found.id };
  }

  function skip() {
    const { id } = current().dataset;
    write(form, plan.questions.find((one) => one.id === id), "");
    page.visit.skipped.add(id);
    page.open(next());
  }

  function refuse(fieldset, text) {
    mark(fieldset, text);
    const control = fieldset.querySelector("input");
    const link = el("a", { href: `#${control.id}`, click: (event) => { event.preventDefault(); control.focus(); } }, text);
    const box = errorBox(say("wrong.title"), [link]);
    page.head(fieldset.querySelector("legend").textContent, undefined, say("wrong.prefix"));
    page.above(box);
    box.focus();
  }

  form.addEventListener("submit", submit);
  form.querySelector(".link").addEventListener("click", skip);
  form.addEventListener("change", ({ target }) => exclude(form, plan.questions, target));
  form.addEventListener("input", ({ target }) => target.type === "text" && exclude(form, plan.questions, target));
  return { show, next };
}

/** What is wrong, with the ways to put it right. */
export function errorBox(title, items) {
  return el("div", { class: "errors", role: "alert", tabindex: -1, "aria-labelledby": "errors-title" },
    el("h2", { id: "errors-title" }, title), list(items));
}
