/** What the other side wrote: paste it or pick it, see what holds in it, and take the answer along. Nothing is kept. */

import { copy, el, fold, list } from "./dom.js";
import { basis } from "./reasons.js";

const KINDS = ["refusal", "clause", "delay", "partial", "promise", "scam"];

/**
 * The place to paste, the usual sayings to pick from, and below them what was found.
 * @returns {Node[]}
 */
export function decoderPart(page) {
  const { say } = page;
  const words = el("textarea", {
    id: "their-words", rows: 5, autocomplete: "off", spellcheck: "false", "aria-describedby": "their-words-help",
  });
  const status = el("p", { class: "status", role: "status" });
  const found = el("div", { class: "decoded" });
  let asked = 0;

  /** Ask Python; only the last request is shown. */
  async function ask(request) {
    const turn = ++asked;
    status.textContent = say("decoder.waiting");
    found.replaceChildren();
    const answer = await page.decode(request).catch(() => null);
    if (turn !== asked) return;
    status.textContent = answer ? answer.errors?.[0].text ?? "" : say("decoder.failed");
    if (!answer?.ok) return;
    found.replaceChildren(...shown(answer.decoding, page, again));
    found.querySelector("h3").focus();
  }

  function again() {
    asked += 1;
    found.replaceChildren();
    status.textContent = "";
    words.value = "";
    words.focus();
  }

  const look = (event) => {
    event.preventDefault();
    if (words.value.trim()) return ask({ text: words.value });
    found.replaceChildren();
    status.textContent = say("decoder.empty");
    return words.focus();
  };
  return [
    el("form", { class: "their-words", submit: look },
      el("label", { for: words.id }, say("decoder.label")),
      el("p", { class: "fine", id: "their-words-help" }, say("decoder.label_help"), " ", say("decoder.private")),
      words,
      el("div", { class: "row" }, el("button", { type: "submit", class: "button" }, say("decoder.go")), status)),
    usual(page, (reply) => ask({ reply })),
    found,
  ];
}

/** The usual sayings by kind, fetched when first unfolded. */
function usual(page, pick) {
  const { say } = page;
  const box = el("div", { class: "usual" });
  const row = ({ reply, title }) => el("button", { type: "button", class: "link", "data-reply": reply, click: () => pick(reply) }, title);
  return el("details", { class: "way", toggle: async ({ currentTarget }) => {
    if (!currentTarget.open || box.querySelector("button")) return;
    box.replaceChildren(el("p", { class: "status", role: "status" }, say("decoder.waiting")));
    const answer = await page.usual().catch(() => null);
    box.replaceChildren(...answer?.ok
      ? KINDS.map((kind) => fold(say(`decoder.kind_${kind}`), list(answer.usual.filter((one) => one.kind === kind).map(row), { class: "points" })))
      : [el("p", { class: "wrong" }, say("decoder.pick_failed"))]);
  } }, el("summary", {}, say("decoder.pick")), box);
}

/** A decoding by its state: stop, one saying, some to choose from, or none. */
function shown(decoding, page, again) {
  const { state, readings: [first] } = decoding;
  const leave = el("div", { class: "row" },
    el("button", { type: "button", class: "button second", click: again }, page.say("decoder.again")),
    el("a", { class: "more", href: "#ways" }, page.say("decoder.ways")));
  if (state === "stop") return [stopSign(decoding, first, page), leave];
  if (state === "choose") return [...choice(decoding, page), leave];
  return [heading(first ? first.title : decoding.text), first ? el("p", {}, decoding.text) : "",
    first ? reading(first, page) : el("p", {}, decoding.ask), further(decoding, page), leave].filter(Boolean);
}

const heading = (text) => el("h3", { tabindex: -1 }, text);

const further = ({ further: more }, { say }) => (more.length
  ? el("p", { class: "fine" }, say("decoder.further"), more.map(({ title }) => title).join(say("check.join"))) : "");

/** What to do now, before anything is answered; the answer itself is folded away. */
function stopSign(decoding, one, page) {
  const { say } = page;
  return el("section", { class: "danger", "data-reply": one.reply },
    heading(decoding.text ?? say("decoder.stop")),
    el("p", {}, el("strong", {}, say("decoder.stop_now"))),
    list(["stop_1", "stop_2", "stop_3", "stop_4"].map((key) => say(`decoder.${key}`)), { class: "points" }, "ol"),
    el("p", {}, el("strong", {}, say("decoder.stop_next")), one.next.map(({ title }) => title).join(say("check.join"))),
    fold(say("decoder.stop_why"), el("p", {}, el("strong", {}, one.title)), el("p", {}, one.wrong), el("p", {}, one.proof), basis(one.citations, page)),
    fold(say("decoder.stop_reply"), answer(one, page)),
    further(decoding, page));
}

/** Two or three to choose from, or none of them. */
function choice(decoding, page) {
  const { say } = page;
  const below = el("div", { class: "chosen" });
  const pick = (node) => below.replaceChildren(node);
  const option = (value, title, show) => {
    const box = el("input", { type: "radio", name: "closest", id: `closest-${value}`, value, change: () => pick(show()) });
    return el("div", { class: "option" }, box, el("label", { for: box.id }, title));
  };
  const show = (one) => (one.kind === "scam" ? stopSign({ text: say("decoder.stop"), further: [] }, one, page) : el("div", {}, reading(one, page)));
  return [
    heading(decoding.text),
    el("fieldset", { class: "closest" }, el("legend", {}, say("decoder.choose")),
      el("div", { class: "options" },
        decoding.readings.map((one) => option(one.reply, one.title, () => show(one))),
        option("none", say("decoder.none"), () => el("p", {}, say("decoder.none_text"))))),
    below,
  ];
}

/** What is right and wrong in it, the law, the answer to copy, what proves it, and the way on. */
function reading(one, page) {
  const { say } = page;
  return el("div", { class: "reading-of", "data-reply": one.reply },
    el("p", {}, el("strong", {}, say("decoder.right")), one.right),
    el("p", {}, el("strong", {}, say("decoder.wrong")), one.wrong),
    basis(one.citations, page),
    el("h4", {}, say("decoder.answer")), answer(one, page),
    el("p", {}, el("strong", {}, say("decoder.proof")), one.proof),
    one.evidence.length ? fold(say("decoder.evidence"), list(one.evidence.map((item) => [
      el("p", {}, el("strong", {}, item.title)), el("p", {}, item.how), el("p", { class: "fine" }, item.substitute),
    ]), { class: "points" })) : "",
    one.next.length ? el("p", {}, el("strong", {}, say("decoder.next")), one.next.map(({ title }) => title).join(say("check.join"))) : "");
}

/** The answer as it is sent, in Chinese; beside it, what it says. */
function answer(one, { say }) {
  const status = el("p", { class: "status", role: "status" });
  return el("div", {},
    el("blockquote", { class: "answer-text", lang: "zh-CN" }, one.sent),
    one.answer === one.sent ? "" : el("p", { class: "fine" }, one.answer),
    el("div", { class: "row" }, el("button", { type: "button", class: "button second", click: async () => {
      status.textContent = say((await copy(one.sent)) ? "decoder.copied" : "copy_failed");
    } }, say("decoder.copy")), status));
}
