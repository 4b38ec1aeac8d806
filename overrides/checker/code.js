/** The resume code: answers as a short text for the `#` part of a link, without what is personal. */

import { taken } from "./store.js";

const VERSION = "1";
const LIMIT = 400; // characters; names for letters that do not fit are left out and named
const LONGEST = 2_000;
const START = Date.UTC(2020, 0, 1), DAY = 86_400_000;

const bytesOf = (text) => [...new TextEncoder().encode(text)];

/** FNV-1a, 32 bits: enough to notice a slip, and the same everywhere. */
const digest = (bytes) => bytes.reduce((sum, one) => Math.imul(sum ^ one, 0x01000193) >>> 0, 0x811c9dc5);

/**
 * The number of a question, or of one option of it, in three bytes. It follows from the names alone, so that
 * questions may be added and moved and an old code still opens; the build checks that no two are the same.
 */
export function number(id, option = "") {
  const sum = digest(bytesOf(`${id} ${option}`));
  return (sum ^ (sum >>> 24)) & 0xffffff;
}

const inBytes = (count, size) => Array.from({ length: size }, (_, place) => Math.floor(count / 256 ** (size - 1 - place)) % 256);
const fromBytes = (bytes) => bytes.reduce((sum, one) => sum * 256 + one, 0);

/** A day, an amount or a text in bytes; undefined when it is none yet. */
function packed({ kind }, value) {
  if (kind === "text") return bytesOf(value);
  if (kind === "date") {
    const days = (Date.parse(`${value}T00:00:00Z`) - START) / DAY + 32_768;
    return Number.isInteger(days) && days >= 0 && days < 65_536 ? inBytes(days, 2) : undefined;
  }
  const plain = value.normalize("NFKC").replace(/[\s,]/g, "");
  const [, yuan, fen = ""] = /^(?:CNY|RMB|¥)?(\d{1,9})(?:\.(\d{1,2}))?(?:元|块|CNY|RMB)?$/i.exec(plain) ?? [];
  return yuan && inBytes(Number(yuan) * 100 + Number(fen.padEnd(2, "0")), 5);
}

function unpacked({ kind }, bytes) {
  if (kind === "text") return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  if (kind === "date") return new Date((fromBytes(bytes) - 32_768) * DAY + START).toISOString().slice(0, 10);
  return (fromBytes(bytes) / 100).toFixed(2);
}

/**
 * The code of these answers, and the questions whose answers are not in it.
 * @returns {{code: string, left: string[]}}
 */
export function encode(answers, { questions }) {
  const picks = [], values = [], left = [];
  for (const question of questions.filter(({ id, personal }) => id in answers && !personal)) {
    const value = taken(question, answers[question.id]);
    if (value === undefined) left.push(question.id);
    else if (question.options.length || value === "?") picks.push(...[value].flat().map((one) => inBytes(number(question.id, one), 3)));
    else {
      const bytes = packed(question, value);
      if (bytes && bytes.length < 256) values.push([question, [...inBytes(number(question.id), 3), bytes.length, ...bytes]]);
      else left.push(question.id);
    }
  }
  const write = () => {
    const bytes = [picks.length, ...picks.flat(), ...values.flatMap(([, one]) => one)];
    const all = [...bytes, ...inBytes(digest(bytes), 4)];
    return VERSION + btoa(String.fromCharCode(...all)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  };
  while (write().length > LIMIT && values.at(-1)?.[0].kind === "text") left.push(values.pop()[0].id);
  return { code: write(), left };
}

/**
 * The answers in a code or in a link that carries one, or the key of the sentence that says what is wrong.
 * @returns {{wrong: string} | {answers: Record<string, unknown>}}
 */
export function decode(text, { questions }) {
  const code = text.slice(0, LONGEST + 200).replace(/\s/g, "").replace(/^.*#code=/, "");
  if (text.length > LONGEST || !/^\d[\w-]+$/.test(code)) return { wrong: "code_damaged" };
  if (code[0] > VERSION) return { wrong: "code_newer" };
  try {
    return read([...atob(code.slice(1).replace(/-/g, "+").replace(/_/g, "/"))].map((one) => one.charCodeAt(0)), questions);
  } catch {
    return { wrong: "code_damaged" };
  }
}

function read(all, questions) {
  const bytes = all.slice(0, -4), answers = {};
  if (fromBytes(all.slice(-4)) !== digest(bytes)) return { wrong: "code_damaged" };
  const table = new Map(questions.filter((one) => !one.personal)
    .flatMap((one) => ["", "?", ...one.options].map((option) => [number(one.id, option), [one, option]])));
  const take = (size) => {
    if (bytes.length < size) throw new RangeError("too short");
    return bytes.splice(0, size);
  };
  const find = () => table.get(fromBytes(take(3)));
  for (let [count] = take(1); count > 0; count -= 1) {
    const [question, option] = find() ?? [];
    if (!question) return { wrong: "code_unknown" };
    const before = answers[question.id];
    if (before && question.kind !== "choices") throw new RangeError("two answers");
    answers[question.id] = question.kind !== "choices" || option === "?" ? option : [...before ?? [], option];
  }
  while (bytes.length) {
    const [question] = find() ?? [];
    if (!question) return { wrong: "code_unknown" };
    answers[question.id] = unpacked(question, take(take(1)[0]));
  }
  const fit = questions.every((one) => !(one.id in answers) || taken(one, answers[one.id]) !== undefined);
  return fit && Object.keys(answers).length ? { answers } : { wrong: "code_damaged" };
}
