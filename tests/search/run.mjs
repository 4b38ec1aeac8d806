/** Answers questions with the built finder: node run.mjs FINDER INDEX QUESTION… → JSON. */

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [finder, index, ...questions] = process.argv.slice(2);
const { makeFinder } = await import(pathToFileURL(finder));
const find = makeFinder(JSON.parse(await readFile(index, "utf8")));
const found = Object.fromEntries(
  questions.map((question) => [question, find(question).map((page) => page.url)]),
);
process.stdout.write(JSON.stringify(found));
