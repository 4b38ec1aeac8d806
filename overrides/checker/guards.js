/** Which questions apply. The engine decides the same in flow.py; a test compares the two. */

const line = (value, allowed) => {
  if (value === null) return "fails"; // not asked
  if (value === undefined) return "open"; // nobody could say 不清楚 to it yet
  if (value === "?") return allowed.includes("?") ? "holds" : "open";
  return [value].flat().some((one) => allowed.includes(one)) ? "holds" : "fails";
};

/** Whether any row holds: "holds", "open" or "fails". No rows hold always. */
export function judge(when, facts) {
  const rows = when.map((row) => Object.entries(row).map(([fact, allowed]) => line(facts[fact], allowed)));
  const found = rows.map((lines) => ["fails", "open"].find((one) => lines.includes(one)) ?? "holds");
  return when.length ? ["holds", "open"].find((one) => found.includes(one)) ?? "fails" : "holds";
}

/** The facts that follow from the answers, and the questions that are asked. */
export function gather(questions, answers) {
  const facts = {}, asked = [];
  for (const question of questions) {
    const verdict = judge(question.ask_when, facts);
    facts[question.id] = verdict === "holds" ? answers[question.id] ?? "?" : verdict === "open" ? undefined : null;
    if (verdict === "holds") asked.push(question);
  }
  return { facts, asked };
}
