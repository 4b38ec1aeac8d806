/** Several members' case files side by side. They are read here, worked out here and kept nowhere. */

import { cannotSave, copy, day, el, list, part, save, speaker, today } from "./dom.js";
import { engine } from "./engine.js";

const MOST = 500;
const LARGEST = 1_000_000; // bytes; what is larger is no case

const root = document.getElementById("desk");
const { locale, worker, py, python } = root.dataset;
const say = speaker(JSON.parse(document.getElementById("desk-words").textContent));
const absolute = (address) => new URL(address, document.baseURI).href;
const line = engine({ worker: absolute(worker), py: absolute(py), python: absolute(python) });

const status = el("p", { class: "status", role: "status" });
const found = el("div", { id: "desk-found" });
/** What was dropped: {code, file, row} or {file, text} for what cannot be opened. */
let members = [];
let turned = [];

const picker = el("input", { type: "file", id: "desk-files", multiple: true, accept: ".json,application/json", change: ({ target }) => take([...target.files]) });
const chooser = el("div", { class: "desk-drop" },
  el("label", { for: "desk-files", class: "button" }, say("pick")), picker, el("p", { class: "help" }, say("drop")));
const byCode = el("input", { type: "checkbox", id: "desk-codes", checked: true, change: () => show() });
const coded = el("p", { class: "tick" }, byCode, el("label", { for: "desk-codes" }, say("codes")));
let group = null;

async function take(files) {
  picker.value = "";
  if (members.length + files.length > MOST) {
    status.textContent = say("too_many", { limit: MOST });
    return;
  }
  for (const [at, file] of files.entries()) {
    status.textContent = say("working", { done: at + 1, total: files.length });
    const text = file.size > LARGEST ? "" : await file.text().catch(() => "");
    const twin = members.find((one) => one.text === text);
    if (twin) {
      turned.push({ file: file.name, text: say("twice_file", { file: twin.file }) });
      continue;
    }
    const code = String(members.length + 1).padStart(2, "0");
    const answer = await line.group("member", { code, file: text, today: today(), locale }).catch(() => null);
    if (!answer) {
      status.textContent = say("failed");
      return;
    }
    if (answer.ok) members.push({ file: file.name, text, row: answer.member });
    else turned.push({ file: file.name, text: answer.errors.map((one) => one.text).join(" ") });
  }
  await merge();
}

async function merge() {
  const rows = members.map(({ row }) => row);
  const answer = await line.group("group", { members: rows, today: today(), locale }).catch(() => null);
  if (!answer?.ok) {
    status.textContent = say("failed");
    return;
  }
  group = answer.group;
  show();
  status.textContent = say("ready", { good: members.length, bad: turned.length });
}

const who = (row) => (!byCode.checked && row.name ? `${row.code} ${row.name}` : row.code);
const named = (codes) => codes.map((code) => who(rowOf(code))).join(say("join"));
const rowOf = (code) => members.find(({ row }) => row.code === code).row;

const COLUMNS = ["code", "file", "verdict", "scenarios", "platform", "payee", "paid_on", "paid", "asked", "due"];
const cells = ({ file, row }) => [
  who(row), file, row.headline, row.scenarios, row.platform, row.payee, row.paid_on, row.paid, row.asked, row.due_on,
];

function table() {
  const heads = COLUMNS.map((name) => say(name));
  return el("table", { class: "desk-table" },
    el("thead", {}, el("tr", {}, heads.map((text) => el("th", { scope: "col" }, text)))),
    el("tbody", {}, members.map((one) => el("tr", {}, cells(one).map((text, at) => el("td", { "data-label": heads[at] }, text))))));
}

/** A cell that no spreadsheet takes for a formula. */
const cell = (text) => `"${(/^[\s]*[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
const sheet = () => `\ufeff${[COLUMNS.map((name) => say(name)), ...members.map(cells)].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

function buttons(text, name, kind, label) {
  const said = el("span", { class: "copied", role: "status" });
  const press = el("button", { type: "button", class: "button", click: async () => { said.textContent = say(await copy(text()) ? "copied" : "copy_failed"); } }, say("copy"));
  const keep = cannotSave() ? "" : el("button", { type: "button", class: "button quiet", click: () => save(text(), name, kind) }, say(label));
  return el("p", { class: "row" }, press, keep, said);
}

const common = () => group.common.map(({ kind, value, codes, twice }) => {
  const shown = kind === "name" && byCode.checked ? "●" : value;
  const text = say("same", { kind: say(`kind.${kind}`), value: shown, codes: named(codes) });
  return twice ? el("strong", {}, `${text}${say("join")}${say("twice")}`) : text;
});

const times = () => group.due.map(rowOf).map((row) => say("time", { day: day(row.due_on, locale), code: who(row), text: row.due }));

function joint() {
  if (!group.statement) return el("p", {}, say("no_joint"));
  const text = () => (byCode.checked ? group.statement : group.named);
  const apart = group.apart.length ? el("p", { class: "help" }, say("apart", { codes: named(group.apart) })) : "";
  return [el("p", { class: "help" }, say("joint_help")), el("div", { class: "letter-sheet desk-letter", lang: locale === "zh" ? "zh-CN" : "en" }, el("p", {}, text())), buttons(text, "joint.txt", "text/plain", "text"), apart];
}

function show() {
  if (!group) return;
  found.replaceChildren(...[
    group.danger.length ? el("div", { class: "danger", role: "alert" }, say("danger", { codes: named(group.danger) })) : "",
    turned.length ? part("desk-bad", say("bad"), list(turned.map((one) => say("bad_line", one)))) : "",
    ...(members.length ? [
      coded,
      part("desk-table", say("table"), el("div", { class: "desk-scroll", tabindex: 0, role: "group", "aria-label": say("table") }, table()), el("p", {}, say("total", group)), buttons(sheet, "members.csv", "text/csv", "csv")),
      part("desk-common", say("common"), list(common()) || el("p", {}, say("none"))),
      part("desk-times", say("times"), list(times()) || el("p", {}, say("no_times"))),
      part("desk-joint", say("joint"), joint()),
      el("p", {}, el("button", { type: "button", class: "link", click: clear }, say("clear"))),
    ] : []),
  ].filter(Boolean));
}

function clear() {
  [members, turned, group] = [[], [], null];
  found.replaceChildren();
  status.textContent = "";
  picker.focus();
}

for (const kind of ["dragover", "drop"]) {
  chooser.addEventListener(kind, (event) => {
    event.preventDefault();
    if (kind === "drop") take([...event.dataTransfer.files]);
  });
}
root.replaceChildren(chooser, status, found);
line.start();
