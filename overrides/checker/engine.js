/** The page's end of the line to Python: one worker, one promise for each request. */

/** Browsers ask for a named policy before a script's address may be used. */
const policy = globalThis.trustedTypes?.createPolicy("site", {
  createScriptURL(address) {
    if (new URL(address, document.baseURI).origin !== location.origin) throw new TypeError(address);
    return address;
  },
});

/**
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {object} [report]
 * @property {object} [decoding] what the other side's words are
 * @property {object[]} [usual] the usual sayings by title
 * @property {string} [text] the report exactly as Python wrote it
 * @property {{code: string, question: string, text: string}[]} [errors]
 */

/**
 * A line that is opened by the first start() or assess().
 * @param {{worker: string, py: string, python: string}} addresses
 * @param {{quiet?: number, limit?: number}} [patience] milliseconds without progress, and in all
 */
export function engine(addresses, { quiet = 10_000, limit = 60_000 } = {}) {
  /** @type {Map<number, {resolve: Function, reject: Function}>} */
  const waiting = new Map();
  const progress = new EventTarget();
  let worker = null, last = 0, ready = false;

  function start() {
    if (worker) return;
    try {
      if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
      const address = policy ? policy.createScriptURL(addresses.worker) : addresses.worker;
      worker = new Worker(address, { type: "module" });
    } catch {
      return stop("unsupported");
    }
    worker.onmessage = ({ data }) => (typeof data === "string" ? settle(data) : note(data));
    worker.onerror = (event) => { event.preventDefault(); stop("lost"); };
    worker.postMessage({ op: "start", py: addresses.py, python: addresses.python });
  }

  function note({ stage }) {
    if (stage === "lost") return stop("lost");
    ready ||= stage === "ready";
    progress.dispatchEvent(new Event("stage"));
  }

  function settle(text) {
    const answer = JSON.parse(text);
    const found = waiting.get(answer.id);
    waiting.delete(answer.id);
    // The report's own bytes, so that they can be compared with the command line's.
    if (answer.report) answer.text = text.slice(text.indexOf('"report":') + 9, text.lastIndexOf(',"v":'));
    found?.resolve(answer);
  }

  /** Give up: every request fails, and the next start() begins anew. */
  function stop(reason = "stopped") {
    worker?.terminate();
    worker = null;
    ready = false;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  }

  /**
   * Ask; settles once, with a report or with a list of errors, or fails when Python cannot start.
   * @param {{answers: object, today: string, locale: string}} request
   * @param {() => void} [whenQuiet] called when nothing has moved for a while
   * @returns {Promise<Answer>}
   */
  const assess = (request, whenQuiet) => ask("assess", request, whenQuiet);

  function ask(op, request, whenQuiet = () => {}) {
    const id = ++last;
    let patience = 0;
    const wait = () => { clearTimeout(patience); patience = setTimeout(whenQuiet, quiet); };
    const end = setTimeout(() => stop("slow"), limit);
    const answer = new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      start();
      worker?.postMessage(JSON.stringify({ v: 1, id, op, ...request }));
    });
    progress.addEventListener("stage", wait);
    wait();
    return answer.finally(() => {
      progress.removeEventListener("stage", wait);
      clearTimeout(patience);
      clearTimeout(end);
    });
  }

  /** What the other side's words are: {text}, or {reply} for one that was picked. */
  const decode = (request, whenQuiet) => ask("decode", request, whenQuiet);

  /** The usual sayings by title. */
  const usual = (request, whenQuiet) => ask("usual", request, whenQuiet);

  /** The row of one member's case file ("member"), or what rows say together ("group"). */
  const group = (op, request, whenQuiet) => ask(op, request, whenQuiet);

  return { start, stop, assess, decode, usual, group, ready: () => ready };
}
