/** Taking the case along: what is kept here, a file with or without passphrase, a code and its picture. */

import { savingNote } from "./autosave.js";
import { encode } from "./code.js";
import { canSeal, seal } from "./crypto.js";
import { cannotSave, copy, el, fold, part, save, today } from "./dom.js";

const SHORTEST = 8;
const QUIET = 4; // modules of white around the picture, as readers need them

export function keepPart(page) {
  const { say } = page;
  return part("keep", say("keep.title"),
    savingNote(page), el("p", {}, say("keep.intro")), filePart(page),
    fold(say("keep.code_title"), codePart(page)),
    cannotSave() ? "" : el("div", { class: "row" }, button(page, "keep.print", () => print())));
}

const button = (page, key, click, kind = "button second") => el("button", { type: "button", class: kind, click }, page.say(key));
const status = () => el("p", { class: "status", role: "status" });

function filePart(page) {
  const { say } = page;
  const own = el("input", { type: "checkbox", id: "keep-own" });
  const passphrase = el("input", {
    type: "text", id: "keep-passphrase", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "keep-passphrase-help",
  });
  const said = status();
  /** The case as text, sealed when a passphrase was typed; nothing when that is too short. */
  async function text() {
    const typed = passphrase.value;
    if (typed && typed.length < SHORTEST) {
      said.textContent = say("keep.short", { count: SHORTEST });
      passphrase.focus();
      return "";
    }
    return typed ? seal(page.caseFile(own.checked), typed) : page.caseFile(own.checked);
  }
  async function take() {
    const found = await text();
    if (!found) return;
    if (cannotSave()) said.textContent = say((await copy(found)) ? "copied" : "copy_failed");
    else {
      save(found, `${say("keep.file")}-${today()}.json`, "application/json");
      said.textContent = say("keep.saved");
    }
  }
  return [
    el("div", { class: "option" }, own, el("label", { for: own.id }, say("keep.own"))),
    fold(say("keep.seal"), canSeal()
      ? [el("p", { class: "help", id: "keep-passphrase-help" }, say("keep.seal_help", { count: SHORTEST })),
        el("div", { class: "field" }, el("label", { for: passphrase.id }, say("open.passphrase_label")), passphrase)]
      : el("p", {}, say("keep.cannot_seal"))),
    cannotSave() ? el("p", { class: "aside" }, say("keep.in_app")) : "",
    el("div", { class: "row" }, button(page, cannotSave() ? "keep.copy" : "keep.save", take)), said,
  ];
}

/** The code is made when asked for, from the answers of that moment. */
function codePart(page) {
  const { say } = page;
  const place = el("div", { class: "code" });
  function make() {
    const { code, left } = encode(page.answers(), page.plan);
    const link = `${location.origin}${location.pathname}#code=${code}`;
    const text = el("p", { class: "code-text", id: "keep-code", translate: "no" }, link);
    const said = status(), picture = el("div", { class: "code-picture" });
    const names = left.map((id) => page.fieldset(id)?.dataset.short ?? document.querySelector(`label[for="${id}"]`).textContent);
    const draw = async () => {
      try {
        picture.replaceChildren(drawn((await library()).qrcode, link, say("keep.picture_name")), el("p", { class: "fine" }, say("keep.picture_help")));
      } catch {
        said.textContent = say("keep.picture_failed");
      }
    };
    place.replaceChildren(text,
      names.length ? el("p", { class: "aside" }, say("keep.code_left", { names: names.join(say("check.join")) })) : "",
      el("div", { class: "row" },
        button(page, "keep.code_copy", async () => { said.textContent = say((await copy(link)) ? "copied" : "copy_failed"); }),
        button(page, "keep.picture", draw)),
      said, picture);
  }
  return [el("p", {}, say("keep.code_intro")), el("div", { class: "row" }, button(page, "keep.code_make", make)), place];
}

/** Fetched from this site when the first picture is asked for. */
const library = () => import(new URL(document.getElementById("checker-page").dataset.qr, document.baseURI).href);

/** The picture as one path of dark runs on white. */
function drawn(qrcode, text, name) {
  const qr = qrcode(0, "L");
  qr.addData(text, "Byte");
  qr.make();
  const count = qr.getModuleCount(), size = count + 2 * QUIET;
  let path = "";
  for (let row = 0; row < count; row += 1) {
    for (let from = 0; from < count; from += 1) {
      let to = from;
      while (to < count && qr.isDark(row, to)) to += 1;
      if (to > from) path += `M${from + QUIET} ${row + QUIET}h${to - from}v1H${from + QUIET}z`;
      from = to;
    }
  }
  const shape = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const picture = shape("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name, "shape-rendering": "crispEdges" });
  picture.append(shape("rect", { width: size, height: size, fill: "#fff" }), shape("path", { d: path, fill: "#000" }));
  return picture;
}
