/** Starts the browser's Python under Node and lets compile_runtime.py write the page's archive.
 *
 *  node scripts/compile_runtime.mjs APP.zip REQUESTS.json OUT.zip
 */

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const [app, requests, out] = process.argv.slice(2);
const folder = (address) => fileURLToPath(new URL(".", address));

async function main() {
  // Columns in tracebacks cost a quarter of the size, and a page shows no traceback.
  const python = await loadPyodide({
    indexURL: folder(import.meta.resolve("pyodide")), args: ["-X", "no_debug_ranges"], env: { PYTHONHASHSEED: "0" },
  });
  python.FS.writeFile("/app.zip", readFileSync(app));
  python.FS.writeFile("/compile_runtime.py", readFileSync(new URL("compile_runtime.py", import.meta.url)));
  const { archive } = python.runPython("import sys; sys.path.append('/'); import compile_runtime; compile_runtime");
  writeFileSync(out, archive("/app.zip", python.toPy(JSON.parse(readFileSync(requests, "utf-8")))).toJs());
}

main().catch(({ message }) => {
  console.error(message);
  process.exitCode = 1;
});
