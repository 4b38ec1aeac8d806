/** Text in sentences, and as many of them as fit into a field; the same as checker/paragraphs.py. */

/** Characters as people and Python count them. */
export const size = (text) => [...text].length;

/** The paragraphs of a letter; joined by an empty line they are the letter again. */
export const paragraphs = (text) => text.split("\n\n");

/** A letter without its title. */
export const body = (text) => paragraphs(text).slice(1).join("\n\n");

/** The sentences of a paragraph with their stops; a line ends a sentence too. */
export const sentences = (text) => text.match(/[^。！？\n]*(?:[。！？]+|\n)|[^。！？\n]+$/g) ?? [];

const joined = (blocks) => blocks.map((block) => block.join("").replace(/\n+$/, "")).join("\n\n");

/** The text in at most *limit* characters: the longest paragraph loses its last sentence, again and again. */
export function fitted(text, limit) {
  const blocks = paragraphs(text).map(sentences);
  while (size(joined(blocks)) > limit) {
    const longer = blocks.filter(({ length }) => length > 1);
    if (!longer.length) blocks.pop();
    else longer.reduce((a, b) => (size(b.join("")) > size(a.join("")) ? b : a)).pop();
  }
  return joined(blocks);
}
