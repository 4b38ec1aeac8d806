/** The ways on: routes with their steps and ends, who may owe it, and what the other side will say. */

import { el, fold, list, outward } from "./dom.js";
import { endButton } from "./followup.js";
import { basis } from "./reasons.js";

export function waysPart({ routes, closed_routes: closed }, page) {
  const titles = new Map(routes.map(({ route, title }) => [route, title]));
  return [
    el("p", {}, page.say("ways.intro")),
    routes.map((one, place) => way(one, place, titles, page)),
    closed.length ? [el("h3", {}, page.say("ways.closed")),
      el("dl", { class: "closed" }, closed.map((one) => el("div", {}, el("dt", {}, one.title), el("dd", {}, one.opens))))] : "",
  ];
}

function way(one, place, titles, page) {
  const { say } = page;
  const line = (key, text) => (text ? el("p", {}, el("strong", {}, say(key)), text) : "");
  const folded = (key, rows) => (rows.length ? fold(say(key), list(rows, { class: "claims" })) : "");
  return el("details", { class: "way", "data-route": one.route, open: place === 0 },
    el("summary", {}, one.title),
    el("p", {}, one.text),
    list(one.steps.map((step) => stepOf(step, page)), { class: "way-steps" }, "ol"),
    line("ways.cost", one.cost),
    folded("ways.asks", one.asks),
    folded("ways.excludes", one.excludes),
    folded("ways.parallel", one.parallel),
    folded("ways.outcomes", one.outcomes.map((end) => [end.text, next(end, titles, page), endButton(one.route, end, page)])),
    folded("ways.refusals", one.refusals),
    one.url ? el("p", {}, outward(one.url, one.url, say)) : "",
    basis(one.citations, page));
}

/** The open routes that come next; those not open here are said in the sentence already. */
function next(end, titles, { say }) {
  const names = end.next.map((id) => titles.get(id)).filter(Boolean);
  return names.length ? el("p", { class: "fine" }, say("ways.next"), names.join(say("check.join"))) : "";
}

const stepOf = (one, page) => [
  el("p", {}, one.text),
  one.deadlines.map(({ text, passed }) => el("p", { class: passed ? "by passed" : "by" }, text)),
  one.letter ? el("a", { class: "more", href: `#letter-${one.letter}`, click: page.toLetter }, page.say("ways.letter")) : "",
];

/** Everybody who may owe it, with what has to be shown. */
export const partiesPart = ({ parties }, page) => parties.map((one) => el("div", { class: "party", "data-party": one.party },
  el("h3", {}, one.name),
  el("p", {}, one.owes),
  el("p", {}, el("strong", {}, page.say("parties.shows")), one.shows),
  basis(one.citations, page)));

/** Each likely sentence of the other side, with the answer and what defeats it. */
export const objectionsPart = ({ objections }, page) => objections.map((one) => el("details", {
  class: "way", "data-objection": one.objection,
},
  el("summary", {}, page.say("objections.says", { text: one.says })),
  el("p", {}, el("strong", {}, page.say("objections.answer")), one.answer),
  el("p", {}, el("strong", {}, page.say("objections.proof")), one.proof),
  basis(one.citations, page)));
