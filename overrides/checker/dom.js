/** Small means to build the page. Text always goes in as text. */

/**
 * Make an element. Functions among the attributes listen; true stands for an empty attribute.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node|string|Array<Node|string>)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((one) => one !== "" && one !== undefined && one !== null));
  return node;
}

/** A list of the given items; nothing when there are none. */
export const list = (items, attributes, tag = "ul") =>
  items.length ? el(tag, attributes, items.map((item) => el("li", {}, item))) : "";

/** Something that unfolds. */
export const fold = (summary, ...children) => el("details", {}, el("summary", {}, summary), children);

/** A part of a screen, named by its heading; nothing when it is empty. */
export function part(id, title, ...children) {
  const inside = children.flat(3).filter(Boolean);
  if (!inside.length) return "";
  return el("section", { class: "part", id, "aria-labelledby": `${id}-title` },
    el("h2", { id: `${id}-title` }, title), inside);
}

/**
 * What speaks for the page: a sentence by its key, with values for its {names}.
 * @param {Record<string, string>} messages
 */
export function speaker(messages) {
  return (key, values = {}) => {
    if (!(key in messages)) throw new Error(`no words for ${key}`);
    return messages[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
}

/** A day in words: "long" with the year, "short" with the day of the week and any other year, "plain" with neither. */
export function day(iso, locale, style = "long") {
  const dated = style === "long" || (style === "short" && iso.slice(0, 4) !== today().slice(0, 4));
  const parts = { ...(dated ? { year: "numeric" } : {}), ...(style === "short" ? { weekday: "short" } : {}) };
  const options = { month: style === "short" ? "short" : "long", day: "numeric", timeZone: "UTC", ...parts };
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", options).format(new Date(`${iso}T00:00:00Z`));
}

/** Today in China, whatever the device's own zone. */
export function today() {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit",
  }).formatToParts(new Date());
  const of = (type) => parts.find((one) => one.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** A link that leaves the page; anything but a web address is shown as text. */
export function outward(address, text, say) {
  if (!/^https:\/\//.test(address)) return text;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" },
    text, el("span", { class: "unseen" }, say("new_window")));
}

/** Apps whose built-in browser cannot save files. */
export const cannotSave = () => /MicroMessenger|QQ\//i.test(navigator.userAgent);

/** Put text on the clipboard; true when it worked. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "unseen", "aria-hidden": true, tabindex: -1 });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Offer text as a file. */
export function save(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
