/** The evidence, what vanishes first at the top: is it there, how to capture it, and the reader's files for it. */

import { picker } from "./adding.js";
import { el, fold, list, part } from "./dom.js";
import { filesArea } from "./filing.js";

const STATES = ["got", "no", "lost"];

/** The checklist, the files and the pack; ``update`` takes a new report for the same answers. ``dates`` gives them as text. */
export function evidencePart(report, page, dates) {
  const { evidence } = report;
  if (!evidence.length) return { node: "", update() {} };
  const { say, visit: { marks } } = page;
  const desk = { page, marks, shelf: marks.shelf, evidence, report, dates };
  const rows = new Map(evidence.map((one) => [one.item, row(one, desk)]));
  const count = el("p", { class: "fine", role: "status" });
  const area = filesArea(desk);

  /** Everything that depends on the files and the ticks. */
  desk.changed = () => {
    const got = evidence.filter(({ item }) => marks.kept.get(item) === "got").length;
    count.textContent = say("evidence.count", { done: got, all: evidence.length });
    for (const one of rows.values()) one.refresh();
    area.refresh();
  };
  // Files may still be on their way when the reader comes back to a new result.
  marks.shelf.shown = () => desk.changed();
  desk.changed();
  const node = part("evidence", say("evidence.title"), el("p", {}, say("evidence.intro")), count,
    list([...rows.values()].map((one) => one.nodes), { class: "keep-list" }, "ol"), area.node);
  return { node, update: (next) => { desk.report = next; } };
}

function row(one, desk) {
  const { page: { say }, marks } = desk;
  const substitute = el("p", {}, say("evidence.substitute", { text: one.substitute }));
  const how = fold(say("evidence.how"), el("p", {}, one.how));
  const instead = el("div", { class: "instead", role: "status" });
  const added = el("p", { class: "fine" });
  const state = (value) => {
    const radio = el("input", { type: "radio", name: `kept-${one.item}`, id: `kept-${one.item}-${value}`, value, change: () => {
      marks.kept.set(one.item, value);
      desk.changed();
    } });
    return el("div", { class: "option" }, radio, el("label", { for: radio.id }, say(`evidence.${value}`)));
  };
  const states = el("div", { class: "states" }, STATES.map(state));
  function refresh() {
    const now = marks.kept.get(one.item);
    for (const radio of states.querySelectorAll("input")) radio.checked = radio.value === now;
    const home = now && now !== "got" ? instead : how;
    if (substitute.parentNode !== home) home.append(substitute);
    const numbers = desk.shelf.files.filter(({ item }) => item === one.item).map(({ number }) => say("files.number", { number }));
    added.textContent = numbers.length ? say("files.added_here", { names: numbers.join(say("check.join")) }) : "";
  }
  return { refresh, nodes: [
    el("fieldset", { class: "proof" }, el("legend", {}, el("span", {}, one.title), one.fragile ? el("span", { class: "badge" }, say("evidence.fragile")) : ""),
      el("p", { class: "fine" }, say("evidence.proves", { text: one.proves })), states),
    instead, how, picker(desk, one.item, one.title), added] };
}
