/** Why the result is what it is: findings down to answers and provisions. */

import { day, el, fold, list, outward } from "./dom.js";

/** Facts with the answers they came from. */
export function reasonList(reasons) {
  return list(reasons.map(({ text, inputs }) => [text, inputs.length ? reasonList(inputs) : ""]), { class: "reasons" });
}

/** Provisions with their gist, the days that matter and where to read them. */
export function citationList(citations, { say, locale }) {
  return list(citations.map((one) => [
    el("p", { class: "law" }, outward(one.source, one.label, say)),
    el("p", {}, one.gist),
    el("p", { class: "fine" }, say("why.in_force", { day: day(one.version_from, locale) }), " ",
      say("why.checked", { day: day(one.checked, locale) }), one.uncertain ? ` ${say("why.uncertain")}` : ""),
  ]), { class: "laws" });
}

/** The provisions behind something, folded away; nothing when there are none. */
export const basis = (citations, page) => (citations.length
  ? fold(page.say("why.basis"), citationList(citations, page)) : "");

const chipOf = ({ verdict, contested }) => (contested ? "contested" : verdict);

function finding(one, page) {
  const chip = chipOf(one);
  return el("div", { class: `finding ${chip}`, "data-ground": one.ground },
    el("p", { class: "chip" }, page.say(`why.${chip}`)),
    el("p", {}, one.message),
    one.bar_messages.map((text) => el("p", {}, text)),
    one.gaps.map(({ text }) => el("p", { class: "fine" }, text)),
    fold(page.say("why.more"),
      one.reasons.length ? el("h3", { class: "minor" }, page.say("why.answers")) : "", reasonList(one.reasons),
      one.citations.length ? el("h3", { class: "minor" }, page.say("why.laws")) : "", citationList(one.citations, page)));
}

function claim(one, page) {
  return [el("p", {}, one.message), one.working.length ? fold(page.say("why.working"), reasonList(one.working)) : ""];
}

/** What holds or is open, then what can be asked for; what fails is folded away. */
export function whyPart({ findings, claims }, page) {
  const standing = findings.filter(({ verdict }) => verdict !== "fails");
  const failing = findings.filter(({ verdict }) => verdict === "fails");
  return [
    standing.map((one) => finding(one, page)),
    claims.length ? [el("h3", {}, page.say("why.claims")), list(claims.map((one) => claim(one, page)), { class: "claims" })] : "",
    failing.length
      ? el("details", { class: "failing" }, el("summary", {}, page.say("why.failing", { count: failing.length })),
        failing.map((one) => finding(one, page))) : "",
  ];
}

/** The rungs of the amount, and what the way to a court costs. */
export function moneyPart({ ladder, costs }, page) {
  const yuan = (amount) => page.say("check.money", { amount });
  // A rung as high as the one below says nothing new.
  const rungs = ladder.filter(({ amount }, place) => !place || amount !== ladder[place - 1].amount);
  return [
    rungs.length > 1 ? el("dl", { class: "ladder" }, rungs.map((one) => el("div", { "data-rung": one.rung },
      el("dt", {}, one.name), el("dd", { class: "sum" }, yuan(one.amount)), el("dd", { class: "fine" }, one.text)))) : "",
    costs.length ? [el("h3", {}, page.say("money.costs")),
      list(costs.map((one) => [el("p", {}, one.text), basis(one.citations, page)]), { class: "claims" })] : "",
  ];
}
