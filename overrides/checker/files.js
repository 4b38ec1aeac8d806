/** The reader's files: fingerprints, numbers that stay, names that are safe anywhere. Nothing is kept beyond the visit. */

const WHOLE = 32 * 2 ** 20; // larger files are not held in memory at once
const PIECE = 2 ** 20;
const NAME_BYTES = 96;
const ENDING = /\.[A-Za-z0-9]{1,8}$/;

/** A file's bytes, one piece after another, so that memory stays flat and the page can answer in between. */
export async function* pieces(file) {
  for (let at = 0; at < file.size; at += PIECE) yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
}

/** The SHA-256 of a file in hexadecimal. ``whole`` is how much may be held at once. */
export async function fingerprint(file, whole = WHOLE) {
  if (globalThis.crypto?.subtle && file.size <= whole) {
    const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(sum)].map((one) => one.toString(16).padStart(2, "0")).join("");
  }
  const { sha256 } = await import("./sha256.js");
  const sum = sha256();
  for await (const piece of pieces(file)) sum.add(piece);
  return sum.hex();
}

/**
 * Put a file on the shelf under the next number; the same bytes are there only once.
 * @returns {{entry?: object, twin?: object}}
 */
export function place(shelf, file, sha256, item) {
  const twin = shelf.files.find((one) => one.sha256 === sha256);
  if (twin) return { twin };
  shelf.last += 1;
  const entry = { number: shelf.last, file, sha256, item, proves: undefined, boxes: [], copy: undefined };
  shelf.files.push(entry);
  return { entry };
}

/** Take a file off; the other numbers stay, because they may be in a letter by now. */
export function remove(shelf, entry) {
  shelf.files = shelf.files.filter((one) => one !== entry);
  if (!shelf.files.length) shelf.last = 0;
}

/** Number anew without gaps: in the order of the checklist, files without an item last. */
export function renumber(shelf, items) {
  const rank = ({ item }) => (items.includes(item) ? items.indexOf(item) : items.length);
  shelf.files.sort((a, b) => rank(a) - rank(b) || a.number - b.number);
  shelf.files.forEach((one, at) => { one.number = at + 1; });
  shelf.last = shelf.files.length;
}

/** Whether numbering anew would change anything. */
export function outOfOrder(shelf, items) {
  const trial = { files: shelf.files.map(({ item, number }) => ({ item, number, was: number })), last: 0 };
  renumber(trial, items);
  return trial.files.some(({ number, was }) => number !== was);
}

export const isPicture = ({ type, name }) => (type ? /^image\/(?!svg)/.test(type) : /\.(jpe?g|png|webp|gif|bmp|heic|avif)$/i.test(name));

/** A name without anything that hides, leads elsewhere or is forbidden in a file system; long ones are cut. */
export function safeName(name, otherwise = "file") {
  const plain = String(name).normalize("NFC").replace(/[\p{C}\u2028\u2029]/gu, "").replace(/[\\/:*?"<>|]/g, "_").replace(/\s+/g, " ").trim();
  const [ending] = ENDING.exec(plain) ?? [""];
  let stem = [...plain.slice(0, plain.length - ending.length).replace(/^[. ]+/, "")];
  const weight = () => new TextEncoder().encode(stem.join("")).length;
  while (weight() > NAME_BYTES) stem = stem.slice(0, -1);
  return `${stem.join("").replace(/[. ]+$/, "") || otherwise}${ending}`;
}

/** A size in words; one digit behind the point is enough. */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [size, unit] = bytes < 2 ** 20 ? [bytes / 1024, "KB"] : bytes < 2 ** 30 ? [bytes / 2 ** 20, "MB"] : [bytes / 2 ** 30, "GB"];
  return `${size.toFixed(1)} ${unit}`;
}

const CLOCK = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
});

/** What the device says about when a file was last changed, in China's time; nothing when it does not know. */
export const timeText = ({ lastModified }) => (lastModified > 0 ? CLOCK.format(lastModified) : "");
