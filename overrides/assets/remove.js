/** One tap that takes everything of this site off the device, and looks whether it is gone. */

const MINE = /^refund-/;

const ours = () => Object.keys(localStorage).filter((key) => MINE.test(key));
const kept = async () => (globalThis.caches ? (await caches.keys()).filter((name) => MINE.test(name)) : []);

/** The workers of this site; another site on the same host is left alone. */
async function workers() {
  const root = new URL("../../../", import.meta.url).href;
  const found = await navigator.serviceWorker?.getRegistrations() ?? [];
  return found.filter(({ scope }) => scope === root);
}

async function remove() {
  for (const worker of await workers()) await worker.unregister();
  for (const name of await kept()) await caches.delete(name);
  for (const key of ours()) localStorage.removeItem(key);
  return (await workers()).length + (await kept()).length + ours().length;
}

/** Show the button, and say beside it what became of it. */
export function offer(button) {
  const said = document.getElementById("removed");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const left = await remove().catch(() => 1);
    said.textContent = left ? said.dataset.failed : said.dataset.done;
  });
}
