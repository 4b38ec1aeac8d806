/** A saved case: a file of answers, the same that the command line reads. Nothing is kept in the browser. */

const FORMAT = 1;
const LIMIT = 100_000;

/** The file's text; personal answers are left out unless asked for. */
export function caseText(answers, { questions, version }, savedOn, personal) {
  const kept = questions.filter(({ id, personal: own }) => id in answers && (personal || !own));
  return `${JSON.stringify({
    format: FORMAT,
    rulebook: version,
    saved_on: savedOn,
    answers: Object.fromEntries(kept.map(({ id }) => [id, answers[id]])),
  }, null, 2)}\n`;
}

/**
 * What a file holds, or the key of the sentence that says why it cannot be opened.
 * @returns {{wrong: string} | {answers: Record<string, unknown>, rulebook: string, unknown: string[]}}
 */
export function parseCase(text, { questions }) {
  if (text.length > LIMIT) return { wrong: "too_big" };
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { wrong: "damaged" };
  }
  if (found === null || typeof found !== "object" || Array.isArray(found)) return { wrong: "damaged" };
  if (found.format > FORMAT) return { wrong: "newer" };
  const answers = "format" in found ? found.answers : found;
  if (answers === null || typeof answers !== "object" || Array.isArray(answers)) return { wrong: "damaged" };
  const known = new Set(questions.map(({ id }) => id));
  return {
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => known.has(id))),
    rulebook: typeof found.rulebook === "string" ? found.rulebook : "",
    unknown: Object.keys(answers).filter((id) => !known.has(id)).map((id) => id.slice(0, 40)),
  };
}
