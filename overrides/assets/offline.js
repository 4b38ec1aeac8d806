/** What every page does once it is there: say that it is old, and let the site be read without a network. */

const address = new URL("../../../sw.js", import.meta.url).href;
const quiet = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 2000));
const inChecker = document.getElementById("checker-page") !== null;

/** Browsers ask for a named policy before a worker's address may be used. */
const policy = globalThis.trustedTypes?.createPolicy("offline", {
  createScriptURL(asked) {
    if (asked !== address) throw new TypeError(asked);
    return asked;
  },
});

const tell = (worker, message) => worker?.postMessage(message);

async function start() {
  const line = await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address);
  const { active } = await navigator.serviceWorker.ready;
  // A reader who saves data keeps only what they open; in the checker Python goes first.
  if (!navigator.connection?.saveData && !inChecker) tell(active, { op: "guide", language: document.documentElement.lang.slice(0, 2) });
  if (!inChecker) tell(line.waiting, { op: "update" });
}

/** Who has had a result may need the checker again where there is no network. */
async function keepChecker() {
  tell((await navigator.serviceWorker.ready).active, { op: "checker" });
}

// A copy may be kept for years, by a host or on a phone; the day of reading decides.
const aged = document.getElementById("aged");
if (aged && Date.now() >= Date.parse(aged.dataset.from)) aged.hidden = false;

// Where the browser refuses, the site goes on as a site.
if ("serviceWorker" in navigator) {
  addEventListener("load", () => quiet(() => start().catch(() => {})));
  if (inChecker) document.addEventListener("checker:report", () => keepChecker().catch(() => {}), { once: true });
}
const removing = document.getElementById("remove-all");
if (removing) import("./remove.js").then(({ offer }) => offer(removing));
