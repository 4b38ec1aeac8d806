/** The case pack: what goes into the zip, and writing it without ever holding the files. */

import { speaker } from "./dom.js";
import { pieces, safeName } from "./files.js";
import { listPage, listText, paths, rows } from "./listing.js";

/** A zip without its later extensions ends at four gigabytes; phones give up earlier. */
export const LARGEST = 2_000_000_000;

const EARLIEST = Date.UTC(1980, 0, 2), LATEST = Date.UTC(2099, 11, 30); // what a zip can say
const TITLE = /^[^。；：\n]{1,30}(?=\n)/;

/**
 * Everything in the pack, in order: texts as they are, files by reference. Names are Chinese, as it is handed in.
 * @returns {{name: string, text?: string, file?: Blob, time?: number, kind: string}[]}
 */
export function contents({ letters, shelf, items, dates, caseText, day }, say, both) {
  const found = rows(shelf, items, say);
  const letterName = ({ title, text }, at) => `信/${String(at + 1).padStart(2, "0")}-${safeName(TITLE.exec(text)?.[0] ?? title, "信")}.txt`;
  const inside = [
    ...(found.length ? [{ name: "证据目录.txt", text: listText(found, say, day), kind: "index" },
      { name: "证据目录.html", text: listPage(found, say, day), kind: "index" }] : []),
    ...letters.map((one, at) => ({ name: letterName(one, at), text: one.now, kind: "letters" })),
    ...(dates ? [{ name: "时间表.txt", text: `${dates}\n`, kind: "dates" }] : []),
    { name: `案件-${day}.json`, text: caseText, kind: "case" },
    ...shelf.files.flatMap((one) => {
      const { original, copy } = paths(one);
      return [{ name: original, file: one.file, time: one.file.lastModified, kind: "originals" },
        ...(copy ? [{ name: copy, file: one.copy.blob, kind: "copies" }] : [])];
    }),
  ];
  return [{ name: "00-说明 README.txt", text: readme(inside, both, day, shelf.files.length), kind: "readme" }, ...inside];
}

/** What is inside and how to check it, in both languages. */
function readme(inside, both, day, count) {
  const kinds = [...new Set(inside.map(({ kind }) => kind))];
  const told = (say) => [
    say("readme_title"), say("readme_made", { day, count }),
    [say("readme_inside"), ...kinds.map((kind) => say(`inside_${kind}`))].join("\n"),
    say("readme_hand_over"), ...(count ? [say("readme_check"), say("readme_means")] : []), say("readme_not_official"),
  ].join("\n\n");
  return `${both.map(told).join(`\n\n${"-".repeat(40)}\n\n`)}\n`;
}

export const weight = (entries) => entries.reduce((sum, { file, text }) => sum + (file ? file.size : text.length * 3), 0);

/**
 * Write the zip. Files are read once, piece by piece, for their checksums; in the zip they stand as they are,
 * so that the browser copies them from where they lie.
 * @returns {Promise<Blob>} rejects when a file cannot be read, or when the signal says stop
 */
export async function write(entries, { Zip, ZipPassThrough }, signal, tell) {
  const parts = [];
  let passing, whole;
  const zip = new Zip((error, data) => {
    if (error) throw error;
    if (data !== passing) parts.push(data);
    else if (whole) {
      parts.push(whole);
      whole = undefined;
    }
  });
  const count = entries.filter(({ file }) => file).length;
  let at = 0;
  for (const { name, text, file, time } of entries) {
    if (file) tell(at += 1, count);
    const entry = new ZipPassThrough(name);
    entry.mtime = time ? Math.min(Math.max(time, EARLIEST), LATEST) : Date.now();
    zip.add(entry);
    whole = file;
    if (file) await pass(entry, file, signal, (piece) => { passing = piece; });
    else entry.push(new TextEncoder().encode(text), true);
    passing = undefined;
    stop(signal);
  }
  zip.end();
  return new Blob(parts, { type: "application/zip" });
}

/** Older browsers cannot throw by themselves here. */
function stop({ aborted }) {
  if (aborted) throw new DOMException("cancelled", "AbortError");
}

async function pass(entry, file, signal, about) {
  let left = file.size;
  const push = (piece) => {
    about(piece);
    entry.push(piece, left === 0);
  };
  for await (const piece of pieces(file)) {
    stop(signal);
    left -= piece.length;
    push(piece);
  }
  if (!file.size) push(new Uint8Array(0));
  if (left) throw new Error("the file has changed");
}

/**
 * The whole pack as one file.
 * @returns {Promise<Blob>} rejects with a RangeError when it would be too large
 */
export async function pack(stuff, { plan }, signal, tell) {
  const [zh, en] = [plan.pack.zh, plan.pack.en].map(speaker);
  const entries = contents(stuff, zh, [zh, en]);
  if (weight(entries) > LARGEST) throw new RangeError("too large");
  const address = new URL(document.getElementById("checker-page").dataset.zip, document.baseURI).href;
  return write(entries, await import(address), signal, tell);
}
