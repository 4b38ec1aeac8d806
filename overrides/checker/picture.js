/** Text as pictures, for apps that can save a picture and no file. */

import { paragraphs } from "./documents.js";
import { cannotSave, el } from "./dom.js";

const WIDTH = 1080;
const LONGEST = 1920; // as high as a phone's screen, so that nothing is made smaller when it is shown
const MARGIN = 84;
const LINE = 64;
const LETTER = 38;
const GAP = 22; // between paragraphs
const FONT = '"PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const INK = "#111";
const PAPER = "#fff";

/** Signs that may not begin a line, and signs that may not end one. */
const CLOSING = /^[，。、；：？！）》〉」』”’】…%,.;:?!)\]]/;
const OPENING = /[（《〈「『“‘【([]$/;

/** Words and numbers stay whole; a Chinese letter is a piece by itself. */
const PIECES = /[A-Za-z0-9@#&+\-_/:.%]+|\s+|./gsu;

/**
 * The lines of a paragraph. Signs that close hang over the edge by one; they never begin a line.
 * @param {string} text
 * @param {(first: boolean) => number} room  how wide a line may be; the first may be indented
 * @param {(text: string) => number} measure
 * @returns {string[]}
 */
export function wrapped(text, room, measure) {
  const found = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    const fits = measure(line + piece) <= room(found.length === 0);
    if (fits || line === "" || (CLOSING.test(piece) && [...piece].length === 1)) {
      line = line === "" && found.length ? piece.trimStart() : line + piece;
      continue;
    }
    const [left] = OPENING.exec(line) ?? [""];
    found.push(line.slice(0, line.length - left.length).trimEnd());
    line = left + piece.trimStart();
  }
  return line.trim() ? [...found, line.trimEnd()] : found;
}

/**
 * What is written where: every line with its kind, on pages that are no higher than a screen.
 * @param {{kind: string, text: string}[]} parts
 * @param {(text: string) => number} measure
 * @returns {{kind: string, text: string, x: number, y: number}[][]}
 */
export function laidOut(parts, measure) {
  const full = WIDTH - 2 * MARGIN;
  const pages = [[]];
  let y = MARGIN + LINE;
  for (const { kind, text } of parts) {
    const indent = kind === "body" ? 2 * LETTER : 0;
    wrapped(text, (first) => full - (first ? indent : 0), measure).forEach((line, place) => {
      if (y > LONGEST - MARGIN - LINE) {
        pages.push([]);
        y = MARGIN + LINE;
      }
      const free = full - measure(line);
      const x = { title: free / 2, sign: free }[kind] ?? (place ? 0 : indent);
      pages.at(-1).push({ kind, text: line, x: MARGIN + Math.max(0, x), y });
      y += LINE;
    });
    y += GAP;
  }
  return pages;
}

/** One page as a picture's address; the canvas is emptied at once, because phones have few. */
function drawn(page, foot) {
  const canvas = el("canvas", { width: WIDTH, height: page.at(-1).y + LINE + MARGIN });
  const pen = canvas.getContext("2d");
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = INK;
  for (const { kind, text, x, y } of page) {
    pen.font = font(kind);
    pen.fillText(text, x, y);
  }
  pen.font = `28px ${FONT}`;
  pen.fillText(foot, (WIDTH - pen.measureText(foot).width) / 2, canvas.height - MARGIN / 2);
  const address = canvas.toDataURL("image/png");
  canvas.width = canvas.height = 0;
  return address;
}

const font = (kind) => `${kind === "title" || kind === "heading" ? "bold " : ""}${LETTER}px ${FONT}`;

/** A letter or a list as pictures, first to last. */
function pictures(text) {
  const pen = el("canvas").getContext("2d");
  pen.font = font("title"); // the widest of them
  const pages = laidOut(paragraphs(text), (part) => pen.measureText(part).width);
  return pages.map((page, place) => drawn(page, pages.length > 1 ? `${place + 1} / ${pages.length}` : ""));
}

/**
 * The button that shows a text as pictures, and where they are shown; nothing where files can be saved.
 * @param {{say: Function}} page
 * @param {string} title
 * @param {() => string} now  the text as it stands
 */
export function pictureButton({ say }, title, now) {
  if (!cannotSave()) return { button: "", node: "" };
  const node = el("div", { class: "pictures", role: "status" });
  const show = () => {
    const found = pictures(now());
    node.replaceChildren(
      el("p", { class: "fine" }, say("picture.how")),
      ...found.map((src, place) => el("img", {
        src, width: WIDTH / 3, alt: say("picture.alt", { title, place: place + 1, count: found.length }),
      })),
      el("button", { type: "button", class: "button quiet", click: () => node.replaceChildren() }, say("picture.close")));
  };
  return { button: el("button", { type: "button", class: "button second", click: show }, say("picture.make")), node };
}
