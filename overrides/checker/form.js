/** The questions' controls: reading, filling, and saying what is missing. The form is the only memory. */

const PARTS = ["year", "month", "day"];
const UNSURE = "?";

/** Half-width digits and no spaces, whatever was typed. */
const plain = (text) => text.normalize("NFKC").replace(/\s/g, "");

/** The controls of a question by their name; there may be one or several. */
const controls = (form, name) => [...form.elements].filter((one) => one.name === name);

const ticked = (form, name) => controls(form, name).filter((one) => one.checked).map((one) => one.value);

/** The answer as the engine takes it; undefined when there is none. */
export function read(form, { id, kind }) {
  const chosen = ticked(form, id);
  if (kind === "choice") return chosen[0];
  if (kind === "choices") return chosen.includes(UNSURE) ? UNSURE : chosen.length ? chosen : undefined;
  if (ticked(form, `${id}-unsure`).length) return UNSURE;
  if (kind !== "date") return form.elements[id].value.trim() || undefined;
  const [year, month, day] = PARTS.map((part) => plain(form.elements[`${id}-${part}`].value));
  return year + month + day ? [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-") : undefined;
}

/** All answers that the form holds, by question. */
export function readAll(form, questions) {
  const pairs = questions.map((question) => [question.id, read(form, question)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/** Put an answer into the form; returns whether the form has room for it. */
export function write(form, { id, kind }, value) {
  const options = controls(form, kind === "choice" || kind === "choices" ? id : `${id}-unsure`);
  const wanted = [value].flat();
  for (const option of options) option.checked = wanted.includes(option.value);
  if (kind === "choice" || kind === "choices" || value === UNSURE) {
    return wanted.every((one) => options.some((option) => option.value === one));
  }
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (kind !== "date") form.elements[id].value = text;
  else PARTS.forEach((part, place) => { form.elements[`${id}-${part}`].value = text.split("-")[place] ?? ""; });
  return text !== "" && (kind !== "date" || /^\d+-\d+-\d+$/.test(text));
}

/** What is missing from an answer, as the key of a sentence; nothing when it can be taken. */
export function missing({ kind }, value) {
  if (value === undefined) return kind;
  if (value === UNSURE || kind === "choice" || kind === "choices" || kind === "text") return "";
  if (kind === "money") return /^[¥￥]?(CNY|RMB)?-?[\d,]+(\.\d+)?(元|块|CNY|RMB)?$/i.test(plain(value)) ? "" : "not_money";
  const [year, month, day] = value.split("-").map(Number);
  const found = new Date(Date.UTC(year, month - 1, day));
  return value.length === 10 && found.getUTCDate() === day && found.getUTCMonth() === month - 1 ? "" : "not_a_date";
}

/** Keep "none of these" and "not sure" apart from the rest, while they are ticked and typed. */
export function exclude(form, questions, control) {
  const id = control.name.replace(/-(unsure|year|month|day)$/, "");
  const { exclusive } = questions.find((one) => one.id === id) ?? {};
  const alone = ({ value }) => value === exclusive || value === UNSURE;
  const typed = (one) => one.type === "text" && (one.name === id || one.name.startsWith(`${id}-`));
  for (const other of [...form.elements]) {
    if (other === control) continue;
    if (control.type === "checkbox" && !control.checked) return;
    if (other.name === id && other.type === "checkbox" && (alone(control) || alone(other))) other.checked = false;
    if (other.name === `${id}-unsure`) other.checked = false;
    if (control.name === `${id}-unsure` && typed(other)) other.value = "";
  }
}

/** Show what is wrong with a question, or that nothing is. */
export function mark(fieldset, text) {
  const wrong = fieldset.querySelector(".wrong");
  wrong.textContent = text;
  wrong.hidden = !text;
  fieldset.classList.toggle("has-wrong", Boolean(text));
  const help = `${fieldset.dataset.id}-help`;
  const described = text ? `${wrong.id} ${help}` : help;
  if (fieldset.matches("fieldset")) fieldset.setAttribute("aria-describedby", described);
  for (const input of fieldset.querySelectorAll("input:not([type=radio]):not([type=checkbox])")) {
    input.setAttribute("aria-describedby", described);
    input.setAttribute("aria-invalid", String(Boolean(text)));
  }
}

/** The answer in the page's own words, read from the labels. */
export function inWords(form, { id, kind }, value, { say, day, locale }) {
  if (value === UNSURE) return say("question.unsure");
  if (kind === "choice" || kind === "choices") {
    const labels = controls(form, id).filter((one) => [value].flat().includes(one.value));
    return labels.map((one) => one.labels[0].textContent).join(say("check.join"));
  }
  if (kind === "date") return missing({ kind }, value) ? value : day(value, locale);
  return kind === "money" && /^[\d,.]+$/.test(plain(value)) ? say("check.money", { amount: plain(value) }) : value;
}
