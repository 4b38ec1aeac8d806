/** Covering parts of a picture: black rectangles, drawn or typed, burned into a copy; the original stays as it is. */

import { between, limited, middle, nudged, scaled, settled, under } from "./boxes.js";
import { el } from "./dom.js";
import { fingerprint } from "./files.js";

const LARGEST = 16_000_000; // pixels a phone's canvas can hold
const SHOWN = 4_000_000;
const ZOOMS = [1, 2, 4, 8];
const SMALLEST = 6; // what is drawn smaller on the screen is a tap

/** The picture as it is meant to be looked at; older browsers know no other way. */
const decode = (file) => createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => createImageBitmap(file));

/**
 * Let the reader cover parts of an entry's picture.
 * @returns {Promise<boolean>} whether a copy was made; rejects when the picture cannot be read
 */
export async function redact(page, entry, name) {
  const picture = await decode(entry.file);
  try {
    return await new Promise((done) => { tool(page, entry, name, picture, done); });
  } finally {
    picture.close();
  }
}

/** The rectangles, which one is chosen, and how it was before. */
function drawing(first) {
  const past = [];
  const state = { boxes: first, chosen: first.length - 1 };
  const change = (boxes, chosen) => {
    past.push({ ...state });
    Object.assign(state, { boxes, chosen });
  };
  return {
    state, change,
    add: (box) => change([...state.boxes, box], state.boxes.length),
    replace: (box) => change(state.boxes.map((one, at) => (at === state.chosen ? box : one)), state.chosen),
    remove: () => change(state.boxes.filter((_, at) => at !== state.chosen), state.boxes.length - 2),
    undo: () => Object.assign(state, past.pop()),
  };
}

function tool(page, entry, name, picture, done) {
  const say = (key, values) => page.say(`redact.${key}`, values);
  const size = { width: picture.width, height: picture.height };
  const marks = drawing(entry.boxes);
  const said = el("p", { class: "status", role: "status" });
  const view = el("div", { class: "redact-view", tabindex: 0, role: "group", "aria-label": say("view") });
  const canvas = el("canvas", { tabindex: 0, role: "application", "aria-label": say("canvas"), "aria-describedby": "redact-keys" });
  view.append(canvas);
  const board = drawOn(canvas, view, picture, marks.state);
  const fields = fieldsFor(say, marks, size, show);
  const button = (key, click, kind = "button second") => el("button", { type: "button", class: kind, click }, say(key));
  const zoom = (by) => board.zoom(by);

  function show() {
    board.draw();
    fields.show();
  }
  async function apply() {
    if (!marks.state.boxes.length) {
      said.textContent = say("none");
      return;
    }
    said.textContent = page.say("wait.text");
    try {
      entry.copy = await burned(picture, marks.state.boxes, entry.file);
      close(true);
    } catch {
      said.textContent = say("failed");
    }
  }
  const leave = () => close(false);
  function close(made) {
    entry.boxes = marks.state.boxes;
    removeEventListener("resize", board.fit);
    removeEventListener("popstate", leave);
    dialog.close();
    dialog.remove();
    done(made);
  }

  drawByHand(canvas, board, marks, size, show, () => mode("draw").checked);
  canvas.addEventListener("keydown", (event) => {
    const box = marks.state.boxes[marks.state.chosen];
    const moved = box && nudged(box, event, size);
    if (!moved) return;
    event.preventDefault();
    marks.replace(moved);
    show();
  });

  const small = limited(size, LARGEST);
  const choice = (value, checked) => {
    const radio = el("input", { type: "radio", name: "redact-mode", id: `redact-${value}`, value, change: () => canvas.classList.toggle("moving", value === "move") });
    radio.checked = checked;
    return el("div", { class: "option" }, radio, el("label", { for: radio.id }, say(value)));
  };
  const mode = (value) => dialog.querySelector(`#redact-${value}`);
  const dialog = el("dialog", { class: "redact", "aria-labelledby": "redact-title", cancel: (event) => { event.preventDefault(); close(false); } },
    el("h2", { id: "redact-title", tabindex: -1 }, say("title", { name })),
    el("p", {}, say("help")),
    small.scale < 1 ? el("p", { class: "aside" }, say("large", small)) : "",
    el("fieldset", { class: "redact-modes" }, el("legend", { class: "unseen" }, say("mode")), choice("draw", true), choice("move", false)),
    view,
    el("div", { class: "row" }, button("larger", () => zoom(1)), button("smaller", () => zoom(-1)),
      button("undo", () => { marks.undo(); show(); })),
    el("p", { class: "fine", id: "redact-keys" }, say("keys")),
    fields.node, said,
    el("div", { class: "buttons" }, button("apply", apply, "button"), button("cancel", leave, "link")));
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  addEventListener("resize", board.fit);
  addEventListener("popstate", leave);
  board.fit();
  show();
}

/** The picture on the screen: as large as there is room, or enlarged and moved about. */
function drawOn(canvas, view, picture, state) {
  const { width, height } = picture;
  let level = 0;
  function fit() {
    const room = Math.min((view.clientWidth - 2) / width, (innerHeight * 0.55) / height, 1);
    const scale = Math.max(room, Math.min(1, 120 / width)) * ZOOMS[level];
    const backing = limited({ width: Math.ceil(width * scale * devicePixelRatio), height: Math.ceil(height * scale * devicePixelRatio) }, SHOWN);
    Object.assign(canvas, { width: backing.width, height: backing.height });
    canvas.style.width = `${Math.max(1, Math.round(width * scale))}px`;
    canvas.style.height = `${Math.max(1, Math.round(height * scale))}px`;
    draw();
  }
  function draw(passing) {
    const pen = canvas.getContext("2d"), across = canvas.width / width, down = canvas.height / height;
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const boxes = passing ? [...state.boxes, passing] : state.boxes;
    boxes.forEach(({ x, y, w, h }, at) => {
      pen.fillStyle = "#000";
      pen.fillRect(x * across, y * down, w * across, h * down);
      const chosen = passing ? at === boxes.length - 1 : at === state.chosen;
      pen.lineWidth = (chosen ? 4 : 1.5) * devicePixelRatio;
      pen.strokeStyle = chosen ? "#f2c14e" : "#fff";
      pen.strokeRect(x * across, y * down, w * across, h * down);
    });
  }
  const zoom = (by) => { level = Math.min(Math.max(level + by, 0), ZOOMS.length - 1); fit(); };
  /** Where in the picture an event happened. */
  function point(event) {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
  }
  return { fit, draw, zoom, point };
}

/** Drawing with finger, pen or mouse; a tap chooses what lies there. */
function drawByHand(canvas, board, marks, size, show, on) {
  let from, start;
  canvas.addEventListener("pointerdown", (event) => {
    if (!on() || !event.isPrimary || event.button) return;
    canvas.setPointerCapture(event.pointerId);
    [from, start] = [board.point(event), event];
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from && event.isPrimary) board.draw(between(from, board.point(event), size));
  });
  const end = (event) => {
    if (!from || !event.isPrimary) return;
    const to = board.point(event), far = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (event.type === "pointerup" && far >= SMALLEST) marks.add(between(from, to, size));
    else if (event.type === "pointerup" && under(marks.state.boxes, to) >= 0) marks.state.chosen = under(marks.state.boxes, to);
    from = undefined;
    show();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
}

/** The same by keyboard: choose a rectangle, type where it is and how large. */
function fieldsFor(say, marks, size, show) {
  const { state } = marks;
  const list = el("select", { id: "redact-box", change: () => { state.chosen = list.selectedIndex; show(); } });
  const input = (key) => el("input", {
    type: "number", id: `redact-${key}`, inputmode: "numeric", min: key === "w" || key === "h" ? 1 : 0, step: 1,
    max: key === "x" || key === "w" ? size.width : size.height,
    change: ({ target }) => { marks.replace(settled({ ...state.boxes[state.chosen], [key]: target.valueAsNumber }, size)); show(); },
  });
  const inputs = { x: input("x"), y: input("y"), w: input("w"), h: input("h") };
  const plus = el("button", { type: "button", class: "button second", click: () => { marks.add(middle(size)); show(); } }, say("add"));
  const remove = el("button", { type: "button", class: "button second", click: () => { marks.remove(); show(); plus.focus(); } }, say("remove"));
  const label = (node, key) => el("div", { class: "field" }, el("label", { for: node.id }, say(key)), node);
  const chosen = el("div", { class: "redact-chosen" }, label(list, "box"), Object.entries(inputs).map(([key, node]) => label(node, `box_${key}`)), remove);
  const node = el("div", {},
    el("div", { class: "row" }, plus), chosen);
  function refresh() {
    chosen.hidden = !state.boxes.length;
    list.replaceChildren(...state.boxes.map((_, at) => el("option", {}, say("box_name", { number: at + 1 }))));
    list.selectedIndex = state.chosen;
    for (const [key, field] of Object.entries(inputs)) field.value = state.boxes[state.chosen]?.[key] ?? "";
  }
  return { node, show: refresh };
}

/** A new picture with the rectangles in it, and nothing of what the old file said about place and time. */
async function burned(picture, boxes, file) {
  const size = limited(picture, LARGEST);
  const canvas = el("canvas");
  Object.assign(canvas, { width: size.width, height: size.height });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, size.width, size.height);
  pen.fillStyle = "#000";
  for (const one of boxes) {
    const { x, y, w, h } = scaled(one, size.scale, size);
    pen.fillRect(x, y, w, h);
  }
  // Screenshots stay sharp; photographs would grow tenfold.
  const type = /^image\/(png|gif|bmp|webp)$/.test(file.type) ? "image/png" : "image/jpeg";
  const blob = await new Promise((done) => { canvas.toBlob(done, type, 0.92); });
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error("no copy");
  return { blob, sha256: await fingerprint(blob), ending: blob.type === "image/png" ? "png" : "jpg", name: file.name };
}
