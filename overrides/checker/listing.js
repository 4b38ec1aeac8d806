/** The evidence index: its rows, as plain text and as a page that prints on A4. */

import { isPicture, safeName, sizeText, timeText } from "./files.js";

const ORIGINALS = "证据原件", COPIES = "证据遮盖件";

/** Where a file and its redacted copy lie in the pack. */
export function paths({ number, file, copy }) {
  const name = safeName(file.name);
  const stem = name.replace(/\.[^.]*$/, "");
  return {
    original: `${ORIGINALS}/证据${number}-${name}`,
    copy: copy && isPicture(file) ? `${COPIES}/证据${number}-遮盖-${stem}.${copy.ending}` : "",
  };
}

/**
 * One row for each file, in the order of the numbers. ``items`` says for an item what it is called and what it proves;
 * without a pack around it, a file goes by its own name.
 * @returns {{number: string, name: string, item: string, proves: string, time: string, size: string, sha256: string, copy: string, copySha256: string}[]}
 */
export function rows({ files }, items, say, packed = true) {
  return [...files].sort((a, b) => a.number - b.number).map((one) => {
    const item = items.get(one.item) ?? { title: say("other"), proves: "" };
    const { original, copy } = paths(one);
    return {
      number: say("number", { number: one.number }), name: packed ? original : safeName(one.file.name), item: item.title, proves: one.proves ?? item.proves,
      time: timeText(one.file), size: say("size", { size: sizeText(one.file.size), bytes: one.file.size }),
      sha256: one.sha256, copy, copySha256: copy ? one.copy.sha256 : "",
    };
  });
}

const HEADS = ["number", "name", "item", "proves", "time", "size", "sha256", "copy"];

const inOne = (text) => text.replace(/\s+/g, " ").trim();

/** What stands in each column. */
const cells = (row, say) => ({
  ...row, proves: inOne(row.proves), time: row.time || say("no_time"),
  copy: row.copy ? say("has_copy", { name: row.copy, sum: row.copySha256 }) : say("no_copy"),
});

/** The index as plain text. */
export function listText(found, say, day) {
  const one = (row) => {
    const { number, ...rest } = cells(row, say);
    return [number, ...HEADS.slice(1).map((head) => say("line", { head: say(`head_${head}`), text: rest[head] }))].join("\n");
  };
  return `${[say("title"), say("made", { day, count: found.length }), ...found.map(one), say("note")].join("\n\n")}\n`;
}

const escaped = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

const STYLE = `@page{size:A4 landscape;margin:14mm}body{font:10.5pt/1.5 "SimSun","Songti SC","Noto Serif CJK SC",serif;color:#000;margin:1.5em}
h1{font-size:18pt;text-align:center;margin:0 0 .4em}table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:.5pt solid #000;padding:3pt 4pt;vertical-align:top;text-align:left;overflow-wrap:anywhere}
thead{display:table-header-group}tr{break-inside:avoid}col:nth-child(1){width:6%}col:nth-child(2),col:nth-child(4){width:17%}
col:nth-child(3),col:nth-child(5),col:nth-child(6){width:10%}col:nth-child(7){width:18%}.sum{font:8pt/1.4 monospace}`;

/** The index as a page of its own; everything in it is text. */
export function listPage(found, say, day) {
  const row = (one) => {
    const words = cells(one, say);
    return `<tr>${HEADS.map((head) => `<td${head === "sha256" ? ' class="sum"' : ""}>${escaped(words[head])}</td>`).join("")}</tr>`;
  };
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(say("title"))}</title><style>${STYLE}</style></head><body>
<h1>${escaped(say("title"))}</h1><p>${escaped(say("made", { day, count: found.length }))}</p>
<table><colgroup>${"<col>".repeat(HEADS.length)}</colgroup><thead><tr>${HEADS.map((head) => `<th scope="col">${escaped(say(`head_${head}`))}</th>`).join("")}</tr></thead>
<tbody>
${found.map(row).join("\n")}
</tbody></table><p>${escaped(say("note"))}</p></body></html>
`;
}
