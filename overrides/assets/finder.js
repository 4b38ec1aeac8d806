/** Finds pages: words of the index and of a question are cut the same way, Han text in pairs. */

import MiniSearch from "./minisearch.js";

const WORDS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu; // 12315投诉 is two words
const HAN = /\p{Script=Han}/u;
const BOOST = { title: 8, asks: 8, about: 3, heads: 4, text: 1 };
const LOOKED_UP = /(^|\/)(law|letters)\/./; // pages one looks something up in; they come after those that help
const TOO_WEAK = 0.04; // share of the best score below which a page is not worth showing

// Words of asking, and how much it was, fit every page alike.
const ASKING = /怎么办|怎么样|怎么|怎样|如何|能不能|可不可以|可以吗|有没有|是不是|什么|哪里|多久|\d+(?:\.\d+)?[元块万]|[吗呢？?]/g;

/** Cut text into words; a run of Han characters becomes its overlapping pairs. */
export function cut(text) {
  const words = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(WORDS)) {
    if (!HAN.test(run) || run.length < 3) words.push(run);
    else for (let i = 0; i + 1 < run.length; i += 1) words.push(run.slice(i, i + 2));
  }
  return words;
}

/** Make a finder of an index as the build wrote it. */
export function makeFinder(index) {
  const mini = new MiniSearch({
    idField: "url",
    fields: Object.keys(BOOST),
    extractField: (page, name) =>
      name === "heads" ? page.heads.map(([, words]) => words).join(" ") : page[name],
    tokenize: cut,
    processTerm: (word) => word,
  });
  mini.addAll(index.pages);
  const pages = new Map(index.pages.map((page) => [page.url, page]));
  return (question) => find(mini, pages, index.synonyms, question);
}

/** Pages for a question, best first: how well they fit, times how much of the question they hold. */
function find(mini, pages, synonyms, question) {
  const bare = cut(question.replace(ASKING, " "));
  const asked = [...new Set(bare.length ? bare : cut(question))];
  if (asked.length === 0) return [];
  const scores = new Map();
  collect(scores, mini, pages, asked, 1);
  const alike = others(question, synonyms).flatMap(cut).filter((word) => !asked.includes(word));
  collect(scores, mini, pages, [...new Set(alike)], 0.35);
  const best = Math.max(0, ...scores.values());
  return [...scores]
    .filter(([, score]) => score > best * TOO_WEAK)
    .sort(([, one], [, other]) => other - one)
    .map(([url]) => ({ ...pages.get(url), words: [...asked, ...alike] }));
}

function collect(scores, mini, pages, words, weight) {
  if (words.length === 0) return;
  const options = {
    boost: BOOST,
    combineWith: "OR",
    prefix: (word) => !HAN.test(word) && word.length > 2,
    // A page that begins with the word is about it; others only mention it.
    boostDocument: (url, word) => (LOOKED_UP.test(url) ? 0.4 : 1) * (cut(pages.get(url).title)[0] === word ? 1.3 : 1),
    weights: { prefix: 0.4, fuzzy: 0 },
  };
  for (const hit of mini.search({ queries: words, ...options })) {
    const share = new Set(hit.queryTerms).size / words.length;
    const score = hit.score * share ** 2 * weight;
    scores.set(hit.id, (scores.get(hit.id) ?? 0) + score);
  }
}

/** The other words of every group that the question touches. */
function others(question, synonyms) {
  const text = question.normalize("NFKC").toLowerCase();
  const words = new Set(text.match(WORDS) ?? []);
  const touches = (word) => (HAN.test(word) ? text.includes(word) : words.has(word));
  return synonyms
    .filter((group) => group.some(touches))
    .flatMap((group) => group.filter((word) => !touches(word)));
}

/** The heading that holds most of the words, if any does. */
export function bestHeading(page) {
  let best = null;
  let most = 0;
  for (const [id, words] of page.heads) {
    const held = cut(words).filter((word) => page.words.includes(word)).length;
    if (held > most) [best, most] = [{ id, words }, held];
  }
  return best;
}
