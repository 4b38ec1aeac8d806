/** A saved case: answers, and what became of the letters; the same text in a file, in the browser and for the command line. */

const FORMAT = 2; // 1 had no progress
const LIMIT = 100_000;
const TEXT_LIMIT = 100;
const NAMED = 10; // more unknown names than this help nobody

const isObject = (one) => one !== null && typeof one === "object" && !Array.isArray(one);

/** A case in which nothing was sent and no result was seen. */
export const nothing = () => ({ reached: false, letters: {} });

/** Whether a text has signs that could act, hide or turn the direction of writing; the engine refuses the same ones. */
export const acting = (text) => /[<>{}`\\\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);

/** What is kept of the answers; personal ones are left out unless asked for. */
export function caseRecord(answers, { questions, version }, savedOn, personal, progress = nothing()) {
  const kept = questions.filter(({ id, personal: own }) => id in answers && (personal || !own));
  return {
    format: FORMAT,
    rulebook: version,
    saved_on: savedOn,
    answers: Object.fromEntries(kept.map(({ id }) => [id, answers[id]])),
    progress: { reached: progress.reached, letters: progress.letters },
  };
}

/** The file's text. */
export const caseText = (...case_) => `${JSON.stringify(caseRecord(...case_), null, 2)}\n`;

/** An answer from outside as the form would give it; undefined when the question has no room for it. */
export function taken({ kind, options, not_sure: unsure }, value) {
  if (value === "?") return unsure && kind !== "text" ? value : undefined;
  if (kind === "choice") return options.includes(value) ? value : undefined;
  if (kind === "choices") {
    const chosen = [value].flat();
    return chosen.length && chosen.every((one) => options.includes(one)) ? options.filter((one) => chosen.includes(one)) : undefined;
  }
  const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  if (!text || text.length > TEXT_LIMIT) return undefined;
  if (kind !== "date") return text;
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  return year && [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-");
}

/** Sort what came from outside into answers, questions with an impossible answer, and unknown names. */
export function sorted(given, questions) {
  const known = new Set(questions.map(({ id }) => id));
  const pairs = questions.filter(({ id }) => Object.hasOwn(given, id)).map((one) => [one.id, taken(one, given[one.id])]);
  return {
    answers: Object.fromEntries(pairs.filter(([, value]) => value !== undefined)),
    refused: pairs.filter(([, value]) => value === undefined).map(([id]) => id),
    unknown: Object.keys(given).filter((id) => !known.has(id)).slice(0, NAMED).map((id) => id.slice(0, 40)),
  };
}

const isDay = (text, latest) => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && text <= latest
  && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;

/** The records of letters that can be taken, and the names of those that cannot. */
export function progressIn(raw, titles, latest = "9999-12-31") {
  const given = isObject(raw) && isObject(raw.letters) ? raw.letters : {};
  const good = ([form, one]) => Object.hasOwn(titles, form) && isObject(one)
    && Object.entries(one).every(([key, value]) => (key === "place"
      ? typeof value === "string" && value.length <= TEXT_LIMIT && !acting(value)
      : ["sent_on", "answered_on"].includes(key) && isDay(value, latest)))
    && Object.hasOwn(one, "sent_on");
  const pairs = Object.entries(given);
  return {
    progress: { reached: isObject(raw) && raw.reached === true, letters: Object.fromEntries(pairs.filter(good).map(([form, one]) => [form, { ...one }])) },
    dropped: pairs.filter((pair) => !good(pair)).slice(0, NAMED).map(([form]) => (Object.hasOwn(titles, form) ? titles[form] : form.slice(0, 40))),
  };
}

/**
 * What a file holds, or the key of the sentence that says why it cannot be opened.
 * @returns {{wrong: string} | {sealed: object}
 *   | {answers: Record<string, unknown>, progress: object, rulebook: string, savedOn: string, refused: string[], unknown: string[]}}
 */
export function parseCase(text, { questions, letters }, latest) {
  if (text.length > LIMIT) return { wrong: "too_big" };
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { wrong: "damaged" };
  }
  if (!isObject(found)) return { wrong: "damaged" };
  if (Number.isInteger(found.format) && found.format > FORMAT) return { wrong: "newer" };
  if ("format" in found && !(Number.isInteger(found.format) && found.format > 0)) return { wrong: "damaged" };
  if (isObject(found.sealed)) return { sealed: found.sealed };
  const answers = "format" in found ? found.answers : found;
  if (!isObject(answers)) return { wrong: "damaged" };
  const parts = sorted(answers, questions);
  if (!Object.keys(parts.answers).length) return { wrong: "foreign" };
  const { progress, dropped } = progressIn(found.format > 1 ? found.progress : undefined, letters, latest);
  const short = (one) => (typeof one === "string" && one.length <= 40 ? one : "");
  const day = short(found.saved_on);
  return { ...parts, unknown: [...parts.unknown, ...dropped], progress, rulebook: short(found.rulebook), savedOn: /^\d{4}-[01]\d-[0-3]\d$/.test(day) ? day : "" };
}

/** What the reader should know about a case that was opened. */
export function remarks({ rulebook, refused, unknown }, { plan, say, fieldset }) {
  const names = [...unknown, ...refused.map((id) => fieldset(id)?.dataset.short ?? id)];
  return [
    rulebook && rulebook !== plan.version ? say("open.older", { version: rulebook, now: plan.version }) : "",
    names.length ? say("open.dropped", { names: names.join(say("check.join")) }) : "",
  ].filter(Boolean);
}
