/**
 * Keeps the site on the device. What is kept is named by its content, so that versions never mix:
 * SITE, written above, lists each file's digest, and nothing else is kept or served from here.
 */

const CACHE = "refund-guide";
const AT_ONCE = 4;
/** From so many missing pages on, one pack of all is lighter than the pages one by one. */
const MANY = 25;
const KEPT_HEADERS = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"];
const root = new URL("./", self.location);
const digests = new Map(Object.values(SITE.groups).flatMap((group) => Object.entries(group)));

const whole = (path) => new URL(path, root).href;
const key = (path) => `${whole(path)}?kept=${digests.get(path)}`;

/** The path of an address as the list has it; nothing when it is not listed. */
function listed(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return undefined;
  const path = pathname.slice(root.pathname.length).replace(/(^|\/)index\.html$/, "$1");
  return digests.has(path) ? path : undefined;
}

async function digest(body) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...sum.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep an answer if it is the file that the list means; a host may already have a newer one. */
async function keep(path, answer) {
  if (!answer.ok || answer.redirected) return;
  const body = await answer.arrayBuffer();
  if (await digest(body) !== digests.get(path)) return;
  const headers = KEPT_HEADERS.filter((name) => answer.headers.has(name)).map((name) => [name, answer.headers.get(name)]);
  const cache = await caches.open(CACHE);
  await cache.put(key(path), new Response(body, { headers }));
}

async function missing(group) {
  const there = new Set((await (await caches.open(CACHE)).keys()).map(({ url }) => url));
  return Object.keys(SITE.groups[group]).filter((path) => !there.has(key(path)));
}

/**
 * Keep every page of a language from one file with gzip: a line of [path, bytes], then the parts.
 * Parts without a path are shared; in a page one private character stands for each of them.
 */
async function unpack(language) {
  const { body } = await fetch(whole(SITE.packs[language]), { cache: "no-cache" });
  const pack = new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  const read = new TextDecoder();
  const line = pack.indexOf(10);
  const shared = [];
  let at = line + 1;
  for (const [path, size] of JSON.parse(read.decode(pack.subarray(0, line)))) {
    const text = read.decode(pack.subarray(at, at + size));
    at += size;
    if (path === null) shared.push(text);
    else await keep(path, page(path, text.replace(/[\uE000-\uF8FF]/g, (sign) => shared[sign.charCodeAt(0) - 0xE000])));
  }
}

function page(path, text) {
  const type = path.endsWith(".json") ? "application/json" : "text/html; charset=utf-8";
  return new Response(text, { headers: { ...SITE.headers, "Content-Type": type } });
}

/** Fetch what is missing of a group: a language in one pack, or file by file, a few at a time. */
async function fill(group) {
  let left = await missing(group);
  if (group in SITE.packs && left.length > MANY) {
    await unpack(group).catch(() => {}); // too old a browser, or a pack that a host has changed
    left = await missing(group);
  }
  const next = async () => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await keep(path, await fetch(whole(path), { cache: "no-cache" }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** Forget what this version does not list. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const wanted = new Set([...digests.keys()].map(key));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

async function serve(event, path) {
  const kept = await (await caches.open(CACHE)).match(key(path));
  if (kept) return kept;
  try {
    const answer = await fetch(event.request);
    // A full device keeps nothing more; the page itself is not affected.
    event.waitUntil(keep(path, answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    if (event.request.mode === "navigate") return away(event.request);
    throw error;
  }
}

/** In place of a page that is not kept while there is no network. */
function away(request) {
  const path = request.url.slice(root.href.length);
  const { language, style, title, text, home, start } = SITE.away.find(({ start }) => path.startsWith(start));
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`
    + `<title>${title}</title><link rel="stylesheet" href="${whole(style)}"><main class="main"><article class="text"><h1>${title}</h1><p>${text}</p>`
    + `<p><a href="${whole(start)}">${home}</a></p></article></main></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** The new version takes over by itself, but never while somebody is in the checker. */
async function update() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!open.some(({ url }) => SITE.checker.includes(listed(url)))) await self.skipWaiting();
}

const ORDERS = {
  /** The guide in the reader's language, then the other. */
  guide: ({ language }) => Object.keys(SITE.packs)
    .sort((one, other) => (other === language) - (one === language))
    .reduce((before, name) => before.then(() => fill(name)), Promise.resolve()),
  checker: () => fill("checker"),
  update,
};

self.addEventListener("install", (event) => event.waitUntil(fill("common")));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  const { data, ports } = event;
  if (!Object.hasOwn(ORDERS, data?.op)) return;
  const done = ORDERS[data.op](data).then(() => ports[0]?.postMessage("done"), () => ports[0]?.postMessage("failed"));
  event.waitUntil(done);
});
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const path = listed(event.request.url);
  if (path !== undefined) event.respondWith(serve(event, path));
  else if (event.request.mode === "navigate") event.respondWith(fetch(event.request).catch(() => away(event.request)));
});
